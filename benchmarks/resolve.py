"""Measure who is found to be the same: python benchmarks/resolve.py --data FILE [--json OUT].

FILE is in the format of a stories benchmark: JSON lines with `id, title, text, outlet, published, persons,
same_person_as`. A testimony is a labelled person of a story. A true pair: two testimonies of stories that are each
other's `same_person_as`, with a shared word of name or, where each story has but one person, any name. All pairs of
testimonies of different stories are ranked; the measure is the share of true pairs among the first 3 x (number of
true pairs). Beside it: names alone by difflib, by our likeness, by rapidfuzz's Jaro-Winkler, and by logic-v2 where
nomenklatura is installed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from measuring import Table, peak_megabytes
from rapidfuzz.distance import JaroWinkler

from outspoken.people.evidence import Telling, Tellings, weighed
from outspoken.people.likeness import Traits, lay_out, shipped
from outspoken.text.countries import code_of
from outspoken.text.letters import fold
from outspoken.text.names import parse_name

UNNAMED = {"", "unknown"}
NAMELESS = 0.02
"""The chance of a pair of which one or both have no name, before the stories are looked at."""
TIMES = 3


def words(person: dict[str, Any]) -> set[str]:
    """Return the sounds of all words of a person's names."""
    names = [name for name in [person["name"], *person["aliases"]] if name.lower() not in UNNAMED]
    return {word.skeleton for name in names for word in parse_name(name).words}


def true_pair(one: tuple[dict[str, Any], dict[str, Any]], other: tuple[dict[str, Any], dict[str, Any]]) -> bool:
    """Whether two testimonies, each a story and a person, are of one person."""
    (left, first), (right, second) = one, other
    if right["id"] not in left["same_person_as"]:
        return False
    return bool(words(first) & words(second)) or len(left["persons"]) == len(right["persons"]) == 1


def ours(
    told: list[tuple[dict[str, Any], dict[str, Any]]], pairs: list[tuple[int, int]], *, stories: bool
) -> list[float]:
    """Rank by our likeness of names and facts, with or without the evidence of the stories."""
    traits = []
    for story, person in told:
        name = "" if person["name"].lower() in UNNAMED else person["name"]
        year = int(story["published"][:4]) - person["age"] if story["published"] and person["age"] else None
        country = person["nationality"]
        traits.append(Traits(name, (code_of(country) or country) if country else "", year, person["sex"] or ""))
    model = shipped()
    board = lay_out(traits, model.common)
    left, right = (np.array(side) for side in zip(*pairs, strict=True))
    chances = model.likeness(board, left, right)
    tellings = Tellings(
        [Telling(f"{s['title'] or ''}\n{s['text']}", s["outlet"] or "", s["published"] or "") for s, _ in told]
    )
    scores = []
    for (one, other), chance in zip(pairs, chances, strict=True):
        if not traits[one].name or not traits[other].name:
            chance = NAMELESS if _may_be(traits[one], traits[other]) else NAMELESS / 50
        named = bool(traits[one].name and traits[other].name)
        scores.append(
            weighed(float(chance), tellings.log_odds(one, other), both_named=named) if stories else float(chance)
        )
    return scores


def _may_be(one: Traits, other: Traits) -> bool:
    """Whether nothing known contradicts that two are one."""
    return not any(a and b and a != b for a, b in ((one.nationality, other.nationality), (one.sex, other.sex)))


def by_names(like: Callable[[str, str], float]) -> Callable[[list[Any], list[tuple[int, int]]], list[float]]:
    """Rank by the likeness of names alone; who has no name is like nobody."""

    def run(told: list[Any], pairs: list[tuple[int, int]]) -> list[float]:
        names = ["" if person["name"].lower() in UNNAMED else fold(person["name"]) for _, person in told]
        return [like(names[one], names[other]) if names[one] and names[other] else 0.0 for one, other in pairs]

    return run


def logic_v2() -> Callable[[list[Any], list[tuple[int, int]]], list[float]]:
    """Return nomenklatura's logic-v2 on names."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2, ScoringConfig

    def run(told: list[Any], pairs: list[tuple[int, int]]) -> list[float]:
        entities = []
        for number, (_, person) in enumerate(told):
            entity = model.make_entity("Person")
            entity.id = f"t{number}"
            if person["name"].lower() not in UNNAMED:
                entity.add("name", person["name"])
            entities.append(entity)
        config = ScoringConfig.defaults()
        return [LogicV2.compare(entities[one], entities[other], config).score for one, other in pairs]

    return run


def main() -> None:
    """Rank all pairs by every system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--missed", action="store_true", help="print the true pairs that are not among the first")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    told = [(row, person) for row in rows for person in row["persons"]]
    pairs = [pair for pair in combinations(range(len(told)), 2) if told[pair[0]][0]["id"] != told[pair[1]][0]["id"]]
    true = {pair for pair in pairs if true_pair(told[pair[0]], told[pair[1]])}
    systems: dict[str, Callable[[list[Any], list[tuple[int, int]]], list[float]]] = {
        "outspoken": lambda told, pairs: ours(told, pairs, stories=True),
        "outspoken, names and facts alone": lambda told, pairs: ours(told, pairs, stories=False),
        "difflib on names": by_names(lambda one, other: difflib.SequenceMatcher(None, one, other).ratio()),
        "rapidfuzz Jaro-Winkler on names": by_names(JaroWinkler.similarity),
    }
    if find_spec("nomenklatura"):
        systems["nomenklatura logic-v2 on names"] = logic_v2()
    table = Table("resolve", str(asked.data))
    table.add("data", "all", "true pairs", len(true), f"of {len(pairs)}")
    for system, rank in systems.items():
        before = time.process_time()
        scores = rank(told, pairs)
        order = sorted(range(len(pairs)), key=lambda place: (-scores[place], pairs[place]))
        first = {pairs[place] for place in order[: TIMES * len(true)]}
        table.add(system, "all", f"recall in first {TIMES} x", len(true & first) / len(true))
        table.add(system, "all", "average precision", _average_precision([pairs[place] in true for place in order]))
        nameless = {pair for pair in true if any(told[one][1]["name"].lower() in UNNAMED for one in pair)}
        if nameless:
            table.add(
                system,
                "nameless",
                f"recall in first {TIMES} x",
                len(nameless & first) / len(nameless),
                f"of {len(nameless)}",
            )
        table.add(system, "all", "CPU-seconds", time.process_time() - before)
        if asked.missed and system == "outspoken":
            for one, other in sorted(true - first):
                print(
                    "missed",
                    told[one][0]["id"],
                    told[one][1]["name"],
                    "~",
                    told[other][0]["id"],
                    told[other][1]["name"],
                )
    table.add("outspoken", "all", "peak memory", peak_megabytes(), "MB")
    table.finish(asked.json)


def _average_precision(hits: list[bool]) -> float:
    found, total = 0, 0.0
    for place, hit in enumerate(hits, 1):
        if hit:
            found += 1
            total += found / place
    return total / found if found else 0.0


if __name__ == "__main__":
    main()
