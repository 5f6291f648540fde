"""Find copies of a text among labelled stories, and among a million invented texts beside datasketch.

    python benchmarks/copies.py --data stories.jsonl     F1 over pairs, gold from `same_text_as`
    python benchmarks/copies.py --scale 1000000          invented texts of 400 words on two processes

The invented texts are made by a rule that says which are copies: every fifth original has
one to four copies with another lead, with cuts, or both; articles that are no copies share quoted
statements and the notices that outlets print under everything. They lie in a file; both systems read them from
there. datasketch's MinHash-LSH (128 permutations, threshold as its authors suggest for
containment-like use 0.5 and, more lenient, 0.3) is given `--peer` of the texts, because all of
them would take hours and more memory than the limit; its time is scaled up in proportion,
which is in its favour, and ours is measured on the same part too. Peak memory is that of
this process and its children together, looked at every fifth of a second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np
from measuring import Table

from outspoken.archive.copies.finding import find_copies

Pairs = set[tuple[int, int]]


def joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each text the first text of its cluster."""
    parent = list(range(count))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    return [root(one) for one in range(count)]


def scores(found: Sequence[int], gold: Sequence[int]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of texts in one cluster."""

    def pairs(sizes: Iterable[int]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes)

    both = pairs(Counter(zip(found, gold, strict=True)).values())
    ours, theirs = pairs(Counter(found).values()), pairs(Counter(gold).values())
    precision, recall = both / ours if ours else 1.0, both / theirs if theirs else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


# ---- labelled stories ----------------------------------------------------------------------


def from_list(texts: list[str], places: Sequence[int]) -> list[str]:
    """Return texts by place."""
    return [texts[place] for place in places]


def labelled(table: Table, file: Path) -> None:
    """Measure on stories whose copies are known."""
    stories = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    place = {story["id"]: number for number, story in enumerate(stories)}

    def pairs_of(field: str) -> list[tuple[int, int]]:
        return [(place[one["id"]], place[other]) for one in stories for other in one[field] if other in place]

    gold = joined(len(stories), pairs_of("same_text_as"))
    texts = [story["text"] for story in stories]
    before = time.process_time()
    found = joined(
        len(stories), [(one.shorter, one.longer) for one in find_copies(len(texts), partial(from_list, texts))]
    )
    spent = time.process_time() - before
    report(table, "outspoken", f"{len(stories)} stories", scores(found, gold))
    table.add("outspoken", f"{len(stories)} stories", "cpu", spent, "s")
    taken = sum(found[one] == found[other] and gold[one] != gold[other] for one, other in pairs_of("same_person_as"))
    table.add("outspoken", "same person, another article", "pairs taken for copies", taken // 2)
    for threshold in (0.5, 0.3):
        theirs = joined(len(texts), peer_pairs(texts, threshold))
        report(
            table, f"datasketch {version('datasketch')} at {threshold}", f"{len(stories)} stories", scores(theirs, gold)
        )


def report(table: Table, system: str, task: str, measured: tuple[float, float, float]) -> None:
    """Add precision, recall and F1."""
    for measure, value in zip(("pairwise precision", "pairwise recall", "pairwise F1"), measured, strict=True):
        table.add(system, task, measure, value)


# ---- invented texts at scale ---------------------------------------------------------------

WORDS = 400
SYLLABLES = [
    one + two for one in ("b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v") for two in "aeiou"
]


def invent(count: int, file: Path, seed: int = 7) -> tuple[np.ndarray, list[int]]:
    """Write invented texts, one a line; return where each begins and which original each is of."""
    chance, dice = np.random.default_rng(seed), random.Random(seed)
    vocabulary = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(40_000)]
    weights = 1 / np.arange(5, 40_005)
    reach = np.cumsum(weights / weights.sum())

    notices = [dice.choices(vocabulary[:2_000], k=dice.randint(10, 30)) for _ in range(50)]
    quotes: list[list[str]] = []

    def words(number: int) -> list[str]:
        return [vocabulary[one] for one in np.searchsorted(reach, chance.random(number))]

    starts, gold = [0], []
    with file.open("wb") as out:
        while len(gold) < count:
            original = len(gold)
            text = words(WORDS)
            if dice.random() < 0.3:  # a statement that other articles quote too
                quotes = [*quotes[-20:], words(dice.randint(15, 40))]
            if quotes and dice.random() < 0.3:
                text[100:100] = dice.choice(quotes)
            text = text[:WORDS]
            family = [text]
            if dice.random() < 0.2:
                family += [vary(text, words, dice) for _ in range(dice.randint(1, 4))]
            family = [one + dice.choice(notices) if dice.random() < 0.3 else one for one in family]
            for one in family[: count - len(gold)]:
                line = (" ".join(one).capitalize() + ".\n").encode()
                out.write(line)
                starts.append(starts[-1] + len(line))
                gold.append(original)
    return np.asarray(starts, np.int64), gold


def vary(text: list[str], words: Callable[[int], list[str]], dice: random.Random) -> list[str]:
    """Print a text as another outlet would: another headline, another lead, cuts, a few words changed."""
    made = list(text)
    if dice.random() < 0.6:  # the end is cut
        made = made[: dice.randint(WORDS * 2 // 5, WORDS)]
    if dice.random() < 0.4:  # a paragraph is cut
        start = dice.randrange(len(made))
        del made[start : start + dice.randint(20, 60)]
    if dice.random() < 0.6:  # another headline and lead
        made = words(dice.randint(10, 60)) + made
    for _ in range(dice.randint(0, 6)):  # an editor's hand
        made[dice.randrange(len(made))] = words(1)[0]
    if dice.random() < 0.5:  # the outlet's own end, up to full length
        made += words(max(0, dice.randint(0, WORDS - len(made)) if len(made) < WORDS else 0))
    return made


def from_file(file: Path, starts_file: Path, places: Sequence[int]) -> list[str]:
    """Return invented texts by place."""
    starts = np.load(starts_file, mmap_mode="r")
    with file.open("rb") as lines:
        found = []
        for place in places:
            lines.seek(starts[place])
            found.append(lines.read(starts[place + 1] - starts[place]).decode())
    return found


def peer_pairs(texts: Iterable[str], threshold: float) -> list[tuple[int, int]]:
    """Return the pairs that datasketch's MinHash-LSH finds, as its documentation shows."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    pairs = []
    for place, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 4]).encode() for at in range(max(1, len(words) - 3))])
        pairs += [(int(other), place) for other in index.query(sketch)]
        index.insert(place, sketch)
    return pairs


class Watch:
    """Look at the memory of this process and its children, and the processor time they took."""

    def __enter__(self) -> Watch:
        self.peak, self._stop, self._cpu, self._wall = 0.0, threading.Event(), _cpu(), time.perf_counter()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self.wall, self.cpu = time.perf_counter() - self._wall, _cpu() - self._cpu

    def _look(self) -> None:
        while not self._stop.wait(0.2):
            self.peak = max(self.peak, sum(map(_megabytes, _family(os.getpid()))))


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _family(process: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children[int(fields[1])].append(int(entry.parent.name))
    found = [process]
    for one in found:
        found += children[one]
    return found


def _megabytes(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def scaled(table: Table, count: int, peer: int) -> None:
    """Measure on invented texts."""
    with tempfile.TemporaryDirectory() as folder:
        file, starts_file = Path(folder, "texts"), Path(folder, "starts.npy")
        starts, gold = invent(count, file)
        np.save(starts_file, starts)
        fetch = partial(from_file, file, starts_file)
        ours: dict[int, float] = {}
        for number in dict.fromkeys((peer, count)):
            with Watch() as watch:
                found = joined(number, [(one.shorter, one.longer) for one in find_copies(number, fetch, processes=2)])
            task = f"{number:,} texts of {WORDS} words"
            report(table, "outspoken", task, scores(found, gold[:number]))
            for measure, value, unit in (
                ("wall", watch.wall, "s"),
                ("cpu", watch.cpu, "s"),
                ("peak memory", watch.peak, "MB"),
            ):
                table.add("outspoken", task, measure, value, unit)
            ours[number] = watch.cpu
        best = []
        for threshold in (0.5, 0.3):
            name, task = f"datasketch {version('datasketch')} at {threshold}", f"{peer:,} texts of {WORDS} words"
            with Watch() as watch:
                theirs = joined(peer, peer_pairs((fetch([place])[0] for place in range(peer)), threshold))
            report(table, name, task, scores(theirs, gold[:peer]))
            table.add(name, task, "cpu", watch.cpu, "s")
            table.add(name, task, "peak memory", watch.peak, "MB")
            best.append(watch.cpu)
        table.add("outspoken", f"{peer:,} texts", "cpu, of the faster peer's", ours[peer] / min(best), "x")
        table.add(
            "outspoken",
            f"{count:,} texts",
            "cpu, of the peer's in proportion",
            ours[count] / (min(best) * count / peer),
            "x",
        )


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="stories, one JSON object a line")
    parser.add_argument("--scale", type=int, help="how many invented texts")
    parser.add_argument("--peer", type=int, default=20_000, help="how many of them the peer is given")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    table = Table("copies", str(asked.data or f"{asked.scale} invented"))
    if asked.data:
        labelled(table, asked.data)
    if asked.scale:
        scaled(table, asked.scale, min(asked.peer, asked.scale))
    if not (asked.data or asked.scale):
        sys.exit("Give --data FILE or --scale NUMBER.")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
