"""Agreement over words is agreement beyond chance."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.agreement.passages import Marked, joined, unitising_alpha

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda span: (min(span), max(span))), max_size=6)


def at_random(length: int, marked: int, seed: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in sorted(random.Random(seed).sample(range(length), marked)):
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def test_two_coders_who_mark_900_of_1000_characters_at_random() -> None:
    found = []
    for seed in range(40):
        marks = {"Bilal": at_random(1000, 900, seed), "Chloe": at_random(1000, 900, 1000 + seed)}
        value = unitising_alpha([Marked("1", 1000, marks)])
        assert value is not None
        found.append(value)
    assert sum(found) / len(found) == pytest.approx(0.0, abs=0.03)


def test_a_case_computed_by_hand() -> None:
    # Of 20 characters Amal marks 2-5 and 9-20, Bilal 2-5 and 7-15, Chloe 2-5 and 10-15.
    marks = {"Amal": [(2, 5), (9, 20)], "Bilal": [(2, 5), (7, 15)], "Chloe": [(2, 5), (10, 15)]}
    marked, gaps, squares = 14 + 11 + 8, 60 - 33, 9 * 3 + 121 + 64 + 25
    # Marked by the first and not by the second: A-B 5, B-A 2, A-C 6, C-A 0, B-C 3, C-B 0; halved for three coders.
    observed = 16 / 2
    expected = 60 * marked * gaps / (60**2 - squares - gaps)
    assert unitising_alpha([Marked("1", 20, marks)]) == pytest.approx(1 - observed / expected)


def test_the_same_marks_agree_fully_and_opposite_ones_less_than_chance() -> None:
    same = unitising_alpha([Marked("1", 50, {"Bilal": [(3, 20)], "Chloe": [(3, 20)]})])
    opposite = unitising_alpha([Marked("1", 50, {"Bilal": [(0, 25)], "Chloe": [(25, 50)]})])
    assert same == 1.0
    assert opposite is not None
    assert opposite < 0


@pytest.mark.parametrize("spans", [[], [(0, 50)]])
def test_nothing_or_everything_marked_says_nothing(spans: list[tuple[int, int]]) -> None:
    assert unitising_alpha([Marked("1", 50, {"Bilal": spans, "Chloe": spans})]) is None


@given(SPANS, SPANS)
def test_order_of_coders_and_of_marks_does_not_matter(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    first = unitising_alpha([Marked("1", 60, {"Bilal": one, "Chloe": other})])
    second = unitising_alpha([Marked("1", 60, {"Bilal": other[::-1], "Chloe": one[::-1]})])
    assert first == pytest.approx(second)
    assert first is None or first <= 1.0


@given(SPANS)
def test_joined_covers_the_same_characters_once(spans: list[tuple[int, int]]) -> None:
    covered = {place for start, end in spans for place in range(start, end)}
    found = joined(spans)
    assert [place for start, end in found for place in range(start, end)] == sorted(covered)
