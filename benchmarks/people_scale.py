"""Resolve very many invented testimonies whose truth is known: python benchmarks/people_scale.py --size 100000.

Names are put together from common parts and invented ones, a few of them very common.
Of the testimonies 40 % misspell a name, as other transliterations do and as typing does;
facts are often blank and sometimes wrong. Beside Splink with its usual blocking rules.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from math import comb
from pathlib import Path

import numpy as np
from measuring import Table

from outspoken.people.grouping import groups
from outspoken.people.likeness import Traits
from outspoken.people.meeting import Engine
from outspoken.people.pairs import candidates

COMMON = [
    "muhammad",
    "ahmad",
    "ali",
    "hasan",
    "husayn",
    "umar",
    "khalid",
    "ibrahim",
    "yusuf",
    "mahmud",
    "abdullah",
    "abdulrahman",
    "salim",
    "karim",
    "nasir",
    "jamal",
    "rashid",
    "tariq",
    "bilal",
    "hamza",
    "anas",
    "zayd",
    "sami",
    "walid",
    "fadi",
    "majid",
    "samir",
    "faris",
    "adnan",
    "imad",
]
COUNTRIES = [
    "SY",
    "IQ",
    "SA",
    "TN",
    "EG",
    "JO",
    "LY",
    "MA",
    "DZ",
    "YE",
    "TR",
    "FR",
    "DE",
    "GB",
    "BE",
    "ID",
    "PK",
    "AF",
    "RU",
    "UZ",
    "TJ",
    "IN",
    "AU",
    "US",
    "NL",
    "SE",
]
SPELLINGS = (
    *(("u", "ou"), ("u", "o"), ("i", "ee"), ("i", "e"), ("a", "e"), ("q", "k"), ("kh", "h"), ("sh", "ch"), ("j", "dj")),
    *(("w", "ou"), ("y", "i"), ("z", "dh"), ("s", "ss"), ("m", "mm"), ("d", "dd"), ("h", ""), ("f", "ph"), ("g", "gh")),
)
WRONG = 0.4
THRESHOLD = 0.99


def invented(size: int, seed: int = 0) -> tuple[list[Traits], list[int]]:
    """Return testimonies in random order, and the person each speaks of."""
    chance = random.Random(seed)
    onsets = [
        "b",
        "d",
        "f",
        "g",
        "h",
        "j",
        "k",
        "l",
        "m",
        "n",
        "q",
        "r",
        "s",
        "t",
        "w",
        "y",
        "z",
        "sh",
        "kh",
        "gh",
        "th",
    ]
    endings = ["", *["n", "r", "m", "d", "l", "s", "b", "t", "k", "f"]]

    def syllables(most: int) -> str:
        parts = [
            chance.choice(onsets) + chance.choice("aaaiiu") + chance.choice(endings)
            for _ in range(chance.randint(2, most))
        ]
        return "".join(parts)

    given = COMMON + [syllables(2) for _ in range(600)]
    weights = [1 / (place + 3) for place in range(len(given))]
    family = [syllables(3) for _ in range(max(2000, size // 8))]
    people, truth = [], []
    while len(people) < size:
        person = len(set(truth[-1:])) and truth[-1] + 1
        name = [*chance.choices(given, weights, k=2), ("al-" if chance.random() < 0.5 else "") + chance.choice(family)]
        facts = Traits("", chance.choice(COUNTRIES), chance.randint(1950, 2000), "F" if chance.random() < 0.2 else "M")
        for _ in range(chance.choices((1, 2, 3, 4), (50, 30, 15, 5))[0]):
            people.append(told(name, facts, chance))
            truth.append(person)
    order = list(range(size))
    chance.shuffle(order)
    return [people[place] for place in order], [truth[place] for place in order]


def told(name: list[str], facts: Traits, chance: random.Random) -> Traits:
    """Return what one story says of a person."""
    words = list(name)
    if chance.random() < WRONG:
        for _ in range(chance.choice((1, 1, 2))):
            place = chance.randrange(len(words))
            words[place] = misspelt(words[place], chance)
    if chance.random() < 0.1:
        del words[1]
    year = (
        None if chance.random() < 0.3 else facts.birth_year + (chance.choice((-1, 1)) if chance.random() < 0.05 else 0)
    )
    nationality = "" if chance.random() < 0.2 else facts.nationality
    return Traits(" ".join(words), nationality, year, "" if chance.random() < 0.1 else facts.sex)


def misspelt(word: str, chance: random.Random) -> str:
    """Spell a word another way, or mistype it."""
    fitting = [pair for pair in SPELLINGS if pair[0] in word.removeprefix("al-")[1:]]
    if fitting and chance.random() < 0.7:
        return word.replace(*chance.choice(fitting), 1)
    at = chance.randrange(1, len(word))
    kind = chance.randrange(3)
    other = chance.choice("aeiounrstlmkd")
    return word[:at] + ("", other, other)[kind] + word[at + (kind < 2) :]


def same_pairs(of: Sequence[int]) -> int:
    """Return how many pairs a grouping holds."""
    return sum(comb(number, 2) for number in Counter(of).values())


def report(table: Table, system: str, task: str, truth: Sequence[int], found: Sequence[int]) -> None:
    """Write down how well a grouping agrees with the truth, by pairs."""
    right = same_pairs(list(zip(truth, found, strict=True)))  # type: ignore[arg-type]
    table.add(system, task, "pairwise_precision", right / max(1, same_pairs(found)))
    table.add(system, task, "pairwise_recall", right / max(1, same_pairs(truth)))


def costs(table: Table, system: str, task: str, start: tuple[float, float]) -> None:
    """Write down time, and the most memory of this process and its children together."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    used = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    table.add(system, task, "seconds", time.perf_counter() - start[0], "s")
    table.add(system, task, "cpu_seconds", used - start[1], "s")
    table.add(system, task, "peak_memory", own.ru_maxrss / 1024, "MB")


def ours(table: Table, records: list[Traits], truth: list[int], engine: Engine, processes: int) -> list[int]:
    """Find candidates, score them, group them."""
    system, task = f"outspoken {engine.value}", f"{len(records)} testimonies"
    own = resource.getrusage(resource.RUSAGE_SELF)
    start = (time.perf_counter(), own.ru_utime + own.ru_stime)
    found = candidates(records, engine, processes=processes)
    known = np.array(truth)
    met = int((known[found.left] == known[found.right]).sum())
    pairs = np.column_stack([found.left, found.right])
    of = groups(len(records), pairs, found.chances, THRESHOLD)
    costs(table, system, task, start)
    table.add(system, task, "candidates", len(pairs), "")
    table.add(system, task, "candidate_recall", met / max(1, same_pairs(truth)))
    report(table, system, task, truth, of)
    return of


def splink(table: Table, records: list[Traits], truth: list[int]) -> None:
    """Resolve with Splink 5 on DuckDB and the blocking rules that its own guide begins with."""
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as cl

    system, task = f"splink {version('splink')}", f"{len(records)} testimonies"
    own = resource.getrusage(resource.RUSAGE_SELF)
    start = (time.perf_counter(), own.ru_utime + own.ru_stime)
    words = [one.name.split() for one in records]
    given = pa.table(
        {
            "unique_id": list(range(len(records))),
            "given": [one[0] for one in words],
            "family": [one[-1] for one in words],
            "nationality": [one.nationality or None for one in records],
            "birth_year": [None if one.birth_year is None else str(one.birth_year) for one in records],
            "sex": [one.sex or None for one in records],
        }
    )
    rules = [
        block_on("given", "family"),
        block_on("family", "birth_year"),
        block_on("given", "birth_year", "nationality"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("given"),
            cl.NameComparison("family"),
            *map(cl.ExactMatch, ("nationality", "birth_year", "sex")),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    linker = Linker(DuckDBAPI().register(given), settings)
    linker.training.estimate_probability_two_random_records_match(rules[:2], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("family"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given", "birth_year"))
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    pairs = predicted.as_record_list()
    clustered = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, THRESHOLD).as_record_list()
    costs(table, system, task, start)
    met = sum(truth[one["unique_id_l"]] == truth[one["unique_id_r"]] for one in pairs)
    table.add(system, task, "candidate_recall", met / max(1, same_pairs(truth)))
    of = [0] * len(records)
    for one in clustered:
        of[one["unique_id"]] = one["cluster_id"]
    report(table, system, task, truth, of)


def main() -> None:
    """Resolve by each engine asked for, and say whether they agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--engine", choices=list(Engine), action="append", help="may be given several times")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    records, truth = invented(asked.size, asked.seed)
    table = Table("people-scale", f"{asked.size} invented testimonies, seed {asked.seed}")
    found = [ours(table, records, truth, Engine(engine), asked.processes) for engine in asked.engine or [Engine.LOCAL]]
    if len(found) > 1:
        table.add("outspoken", f"{asked.size} testimonies", "engines_agree", all(one == found[0] for one in found))
    if not asked.no_peers and importlib.util.find_spec("splink"):
        splink(table, records, truth)
    table.finish(asked.json)


if __name__ == "__main__":
    main()
