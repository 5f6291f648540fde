"""The printed appendix of 2015: what is suggested first, what is not likely, and who shares a rare fact."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from outspoken.people.likeness import Traits
from outspoken.people.meeting import Engine
from outspoken.people.pairs import Candidates, candidates, rare_pairs
from outspoken.people.reasons import in_words, reasons
from outspoken.text.countries import code_of

APPENDIX = Path(__file__).parents[2] / "examples" / "icsr-2015" / "sources" / "appendix-a.csv"


@pytest.fixture(scope="module")
def told() -> list[Traits]:
    with APPENDIX.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Traits(row["name"].rstrip("*"), code_of(row["nationality"].removeprefix("Likely ")) or "", None, row["sex"])
        for row in rows
    ]


@pytest.fixture(scope="module")
def found(told: list[Traits]) -> Candidates:
    return candidates(told)


def chance(found: Candidates, one: int, other: int) -> float:
    place = [(left + 1, right + 1) for left, right in zip(found.left, found.right, strict=True)].index((one, other))
    return float(found.chances[place])


def test_the_first_suggestion_is_the_same_rare_kunya(found: Candidates) -> None:
    first = found.best_first()[0]
    assert (found.left[first] + 1, found.right[first] + 1) == (6, 14)
    assert "same kunya" in in_words(reasons(found.board, 5, 13))[0]


def test_one_kunya_and_two_nationalities_is_unlikely(found: Candidates) -> None:
    assert chance(found, 3, 4) < 0.3
    assert chance(found, 11, 12) < 0.3


def test_compatriots_of_one_common_name_come_after_it(found: Candidates) -> None:
    muhammads = [chance(found, one, other) for one, other in ((45, 46), (45, 47), (46, 47))]
    assert max(muhammads) < chance(found, 6, 14)


def test_two_australians_are_a_reason_to_look(found: Candidates, told: list[Traits]) -> None:
    assert [11, 16] in rare_pairs(told).tolist()
    assert chance(found, 12, 17) < 0.5
    assert "two Australians in 58" in in_words(reasons(found.board, 11, 16))[0]


@pytest.mark.parametrize("engine", [Engine.LOCAL, Engine.DUCKDB])
def test_unknown_never_pairs(told: list[Traits], engine: Engine) -> None:
    pairs = candidates(told, engine)
    nameless = {row for row, traits in enumerate(told) if traits.name == "Unknown"}
    assert len(nameless) == 9
    assert not nameless & {*pairs.left.tolist(), *pairs.right.tolist()}


def test_engines_give_the_same_chances(told: list[Traits], found: Candidates) -> None:
    everyone = {(one, other): chance for one, other, chance in zip(found.left, found.right, found.chances, strict=True)}
    some = candidates(told, Engine.DUCKDB)
    assert len(some.left)
    assert all(
        everyone[one, other] == pytest.approx(chance)
        for one, other, chance in zip(some.left, some.right, some.chances, strict=True)
    )
