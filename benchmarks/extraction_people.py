"""Measure what is read of persons: python benchmarks/extraction_people.py --data FILE [--json OUT].

FILE is in the format of a stories benchmark: JSON lines with `title, text, language, cluster, persons [{name, aliases,
sex, nationality, age, left_group, pseudonym}]`. Every story in which the labeller found a person is read; what is
suggested is put beside the labelled person with the same name, else in order. Precision: of what was suggested,
how much is right; a value where the labeller left none counts as wrong. Recall: of what was labelled, how much
was suggested and is right. What would be suggested of stories in which nobody testifies is counted apart.

Where the labels have them, `pseudonym`, `role`, `joined`, `left`, `country` and `town` are measured too; of a role, one of
several suggested counts as right. The rate is that of reading alone, after the tables of words are loaded once; as stories
differ in length, it is given in stories and in words.

`--half 0` or `--half 1` keeps one half of the clusters, so that rules may be written on one and tried on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from measuring import Table, peak_megabytes

from outspoken.people.extraction import Sketch, persons_of
from outspoken.people.extraction.groups import group_named
from outspoken.text.countries import code_of
from outspoken.text.letters import found_as
from outspoken.text.names import parse_name

ASKED = {"name": 0.90, "sex": 0.97, "age": 0.92, "nationality": 0.95, "group": 0.95}
"""The attributes measured, and the precision promised of each."""
FURTHER = {
    "pseudonym": "pseudonym",
    "role": "role",
    "joined": "joined",
    "left": "left",
    "country": "where to",
    "town": "where to, town",
}
"""Labels that a file may have besides, and what they are called where they are suggested."""
UNNAMED = {"", "unknown"}


def half_of(cluster: object) -> int:
    """Return the half a cluster belongs to."""
    return int(hashlib.sha256(str(cluster).encode()).hexdigest(), 16) % 2


def same_name(found: str, person: dict[str, Any]) -> bool:
    """Whether a name is the labelled one or an alias, or has all words of one in the other."""
    own = _words(found)
    return any(own <= _words(name) or _words(name) <= own for name in [person["name"], *person["aliases"]] if name)


def _words(name: str) -> set[str]:
    words = {word.skeleton or word.text for word in parse_name(name).words} if name else set()
    return words or set(found_as(name).split())


def labelled(person: dict[str, Any]) -> dict[str, str | None]:
    """Return the labels of a person in the form in which values are suggested."""
    name = None if person["name"].lower() in UNNAMED else person["name"]
    country, group = person["nationality"], person["left_group"]
    return {
        "name": name,
        "sex": person["sex"],
        "age": None if person["age"] is None else str(person["age"]),
        "nationality": (code_of(country) or country) if country else None,
        "group": (group_named(group) or group) if group else None,
    }


def further(counts: dict[tuple[str, str], list[int]], sketch: Sketch | None, person: dict[str, Any] | None) -> None:
    """Count what is suggested of the labels that not every file has."""
    for label, attribute in FURTHER.items():
        if person is None or label not in person:
            continue
        gold = ("yes" if person[label] else None) if label == "pseudonym" else person[label]
        gold = code_of(gold) if gold and label == "country" else gold
        values = sketch.values(attribute) if sketch else []
        tally = counts["further", attribute]
        tally[0] += bool(values)
        tally[1] += gold is not None
        tally[2] += gold in values


def aligned(sketches: list[Sketch], persons: list[dict[str, Any]]) -> list[tuple[Sketch | None, dict[str, Any] | None]]:
    """Put each sketch beside the person of its name, the others in order."""
    left, right = list(sketches), list(persons)
    pairs: list[tuple[Sketch | None, dict[str, Any] | None]] = []
    for sketch in list(left):
        match = next(
            (one for one in right if sketch.value("name") and same_name(sketch.value("name") or "", one)), None
        )
        if match is not None:
            pairs.append((sketch, match))
            left.remove(sketch)
            right.remove(match)
    while left or right:
        pairs.append((left.pop(0) if left else None, right.pop(0) if right else None))
    return pairs


def main() -> None:
    """Read every story and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--errors", action="store_true", help="print what was wrong or missed")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if asked.half is None or half_of(row["cluster"]) == asked.half]
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    nobody = 0
    persons_of("", rows[0]["text"], rows[0]["language"])
    seconds = 0.0
    for row in rows:
        before = time.process_time()
        sketches = persons_of(row["title"] or "", row["text"], row["language"])
        seconds += time.process_time() - before
        if not row["persons"]:
            nobody += sum(one.value("name") is not None for one in sketches)
            continue
        for sketch, person in aligned(sketches, row["persons"]):
            truth = labelled(person) if person else dict.fromkeys(ASKED)
            further(counts, sketch, person)
            for attribute in ASKED:
                value, gold = sketch.value(attribute) if sketch else None, truth[attribute]
                right: bool = (
                    value is not None
                    and gold is not None
                    and (same_name(value, person) if attribute == "name" and person else value == gold)
                )
                if asked.errors and (value is not None or gold is not None) and not right:
                    print(
                        f"{'WRONG' if value else 'missed':7}{row['id']} {row['language']} {attribute}: {value} / {gold}"
                    )
                for task in ("all", row["language"], "other than English" if row["language"] != "en" else "English"):
                    tally = counts[task, attribute]
                    tally[0] += value is not None
                    tally[1] += gold is not None
                    tally[2] += int(right)
    table = Table("extraction_people", str(asked.data))
    for task in [
        "all",
        "English",
        "other than English",
        *sorted({task for task, _ in counts} - {"all", "English", "other than English"}),
    ]:
        for attribute in FURTHER.values() if task == "further" else ASKED:
            found, known, true = counts[task, attribute]
            table.add(
                "outspoken", task, f"{attribute}: precision", true / found if found else float("nan"), f"of {found}"
            )
            table.add("outspoken", task, f"{attribute}: recall", true / known if known else float("nan"), f"of {known}")
    stories = sum(not row["persons"] for row in rows)
    table.add("outspoken", "stories in which nobody testifies", "names suggested", nobody, f"in {stories} stories")
    table.add("outspoken", "all", "rate", len(rows) / seconds, "stories per CPU-second")
    read = sum(len(row["text"].split()) for row in rows)
    table.add("outspoken", "all", "rate, in words", read / seconds, "words per CPU-second")
    table.add("outspoken", "all", "peak memory", peak_megabytes(), "MB")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
