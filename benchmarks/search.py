"""Search texts beside FTS5 called directly, on the same texts in the same run.

    python benchmarks/search.py                       20,000 invented texts of 400 words
    python benchmarks/search.py --data stories.jsonl  the texts of a file, one JSON object with "text" a line

Raw FTS5 is the same SQLite, given the texts as they are with its own tokenizer; it returns
the twenty best and the number of hits. Ours folds letters, keeps to what the reader may
see, counts stories and not texts, and shows snippets with the place of each word. Each
question is asked in a new transaction, ten times, in turn with raw FTS5; the ratio is of medians, over all questions together and for
each kind.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from measuring import Table, peak_megabytes

from outspoken.archive import Text, TextKind, store
from outspoken.study import Actor, create, searchindex
from outspoken.study.search import search
from outspoken.study.tables import stories

SYLLABLES = [
    one + two for one in ("b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v") for two in "aeiou"
]


def invented(count: int, words: int) -> list[str]:
    """Return texts over a vocabulary as uneven as that of a language."""
    dice = random.Random(5)
    vocabulary = list(dict.fromkeys("".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(60_000)))
    weights = [1 / (rank + 5) for rank in range(len(vocabulary))]
    return [" ".join(dice.choices(vocabulary, weights, k=words)) for _ in range(count)]


def questions(texts: list[str]) -> dict[str, list[str]]:
    """Return questions of each kind, from words that some of the texts have."""
    dice = random.Random(6)

    def run(length: int) -> list[str]:
        words = dice.choice(texts).split()
        start = dice.randrange(max(1, len(words) - length))
        return words[start : start + length]

    return {
        "one word": [run(1)[0] for _ in range(30)],
        "two words": [" ".join(dice.sample(run(20), 2)) for _ in range(30)],
        "phrase": [f'"{" ".join(run(3))}"' for _ in range(30)],
        "prefix": [run(1)[0][:5] + "*" for _ in range(30)],
    }


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds of processor time some work took."""
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    """Index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if asked.data:
        texts = [
            json.loads(line)["text"] for line in asked.data.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
    else:
        texts = invented(asked.texts, asked.words)
    table = Table("search", str(asked.data or f"{len(texts)} invented"))
    fts5 = f"FTS5, SQLite {sqlite3.sqlite_version}"
    with tempfile.TemporaryDirectory() as folder:
        study = create(Path(folder, "study"), "Search")
        me = Actor.local()
        with study.database.writing() as connection:
            connection.execute(
                stories.insert(),
                [{"id": number, "title": "", "address": "", "language": ""} for number in range(1, len(texts) + 1)],
            )
            for number, words in enumerate(texts, 1):
                store.add_text(connection, 1, Text(0, number, TextKind.GIVEN, "en", "ltr", "", "", words, ""))
        with study.database.writing() as connection:
            ours = timed(lambda: searchindex.refresh(connection))
        raw = sqlite3.connect(Path(folder, "raw.db"))
        raw.execute("create virtual table raw using fts5(words)")

        def index_raw() -> None:
            raw.executemany("insert into raw values (?)", ((words,) for words in texts))
            raw.commit()

        theirs = timed(index_raw)
        table.add("outspoken", "index", "cpu", ours, "s")
        table.add(fts5, "index", "cpu", theirs, "s")
        table.add("outspoken", "index", "cpu, of FTS5's", ours / theirs, "x")
        totals: list[tuple[float, float]] = []
        for kind, several in questions(texts).items():
            pairs = [
                (question, one, other) for question in several for one, other in [asked_both(study, raw, question, me)]
            ]
            table.add("outspoken", kind, "median", 1000 * median(one for _, one, _ in pairs), "ms")
            table.add(fts5, kind, "median", 1000 * median(other for _, _, other in pairs), "ms")
            spent = sum(one for _, one, _ in pairs), sum(other for _, _, other in pairs)
            table.add("outspoken", kind, "time, of FTS5's", spent[0] / spent[1], "x")
            totals.append(spent)
        table.add(
            "outspoken",
            "all questions",
            "time, of FTS5's",
            sum(one for one, _ in totals) / sum(other for _, other in totals),
            "x",
        )
        table.add("outspoken", "all", "peak memory", peak_megabytes(), "MB")
        raw.close()
        study.close()
    table.finish(asked.json)


def asked_both(study, raw, question: str, me: Actor) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Return the median seconds that each takes for a question."""

    def ours() -> None:
        search(study, question, by=me)

    def theirs() -> None:
        raw.execute("select count(*) from raw where raw match ?", (question,)).fetchone()
        raw.execute(
            "select rowid, rank, snippet(raw, 0, '', '', '', 40) from raw where raw match ? order by rank limit 20",
            (question,),
        ).fetchall()

    measured = [(timed(ours), timed(theirs)) for _ in range(10)]
    return median(one for one, _ in measured), median(other for _, other in measured)


if __name__ == "__main__":
    main()
