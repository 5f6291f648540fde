"""A number holds if it is true in every world that open doubts allow, and fails if in none."""

from __future__ import annotations

import pytest

from outspoken.analyse.records import Choice
from outspoken.report.evaluation import InWorld
from outspoken.report.figure_words import Figure, figure
from outspoken.report.verdicts import ROUGHLY, deciders, passes


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("2015-01", 16465.0, True),
        ("2015-02", 16465.0, False),
        ("2015", 16465.0, True),
        ("2015-01-30", 16465.0, True),
        ("2015-01", None, False),
    ],
)
def test_a_date_passes_inside_the_printed_period(test: str, value: float | None, expected: bool) -> None:
    assert passes(test, value) is expected


def test_a_number_passes_where_its_figure_allows() -> None:
    assert passes(figure("at least 58"), 58)
    assert not passes(figure("at least 58"), 57)
    assert not passes(figure("58"), None)


def choice(doubt: str, text: str, *, headline: bool = True) -> Choice:
    return Choice(doubt, text, headline)


FOUR = Figure("4", 4, 4, True, True, False, 4)
ONE, TWO = choice("a", "1 and 2 are two people"), choice("a", "1 and 2 are one person", headline=False)
HERE, AWAY = choice("b", "case 3 is French"), choice("b", "case 3 is unknown", headline=False)


def worlds(*values: float) -> list[InWorld]:
    ways = ((ONE, HERE), (ONE, AWAY), (TWO, HERE), (TWO, AWAY))
    return [InWorld(way, way == (ONE, HERE), value) for value, way in zip(values, ways, strict=True)]


def test_a_doubt_that_decides_alone_is_named_with_both_its_ends() -> None:
    assert deciders(FOUR, worlds(4, 4, 3, 3)) == ("holds if 1 and 2 are two people", "fails if 1 and 2 are one person")


def test_where_no_doubt_decides_alone_those_are_named_that_do_together() -> None:
    assert deciders(FOUR, worlds(4, 3, 3, 4)) == ("depends on a; b",)


def test_where_no_doubt_decides_at_all_it_is_the_dates() -> None:
    assert deciders(FOUR, worlds(4, 4, 4, 4)) == ROUGHLY
