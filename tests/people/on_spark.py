"""Candidates, chances and groups are the same on Spark: `uv run --extra spark pytest -n 0 tests/people/on_spark.py`.

Not among the tests that run by default: it needs Java and 450 MB of Spark. `.ci/run` runs it where there is Java.
"""

from __future__ import annotations

import random

import numpy as np

from outspoken.people.grouping import groups
from outspoken.people.likeness import Traits
from outspoken.people.meeting import Engine
from outspoken.people.pairs import Candidates, candidates
from tests.conftest import THOROUGH

SIZE = 20_000 if THOROUGH else 1_800
"""More than a study of which every pair is looked at."""


def invented() -> list[Traits]:
    chance = random.Random(4)
    spellings = [("Karim", "Kareem"), ("Dawud", "Daoud"), ("Zaur", "Zaour"), ("Nur", "Nour"), ("Halim", "Haleem")]
    parts = ["bal", "rim", "shu", "zan", "tef", "gor", "min", "dhu", "lak", "wes", "jab", "nis"]
    people = []
    for _ in range(SIZE):
        family = "".join(chance.sample(parts, 2)).capitalize()
        name = f"{chance.choice(chance.choice(spellings))} {chance.choice(['', 'al-'])}{family}"
        people.append(Traits(name, chance.choice(["SY", "TN", ""]), chance.choice([None, 1980, 1985])))
    return people


def grouped(found: Candidates) -> list[int]:
    return groups(SIZE, np.column_stack([found.left, found.right]), found.chances, 0.9)


def test_spark_and_this_process_find_the_same_people() -> None:
    records = invented()
    here, there = candidates(records, Engine.LOCAL), candidates(records, Engine.SPARK)
    assert len(here.left) > SIZE / 10
    assert np.array_equal(here.left, there.left)
    assert np.array_equal(here.right, there.right)
    assert np.array_equal(here.chances, there.chances)
    assert grouped(here) == grouped(there)
