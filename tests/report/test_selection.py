"""A condition chooses the cases of which it surely holds."""

from __future__ import annotations

import pytest

from outspoken.errors import NotFound
from outspoken.report.selection import cases_where
from outspoken.study import Actor, Study


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        ("country = AU", [12, 17]),
        ("sex = female and country = GB", [51]),
        ("year = 1999", []),
    ],
)
def test_only_cases_that_surely_meet_a_condition_are_listed(
    fresh_2015: Study, amal: Actor, condition: str, numbers: list[int]
) -> None:
    assert [case.number for case in cases_where(fresh_2015, condition, by=amal)] == numbers


def test_no_condition_lists_everybody(fresh_2015: Study, amal: Actor) -> None:
    assert [case.number for case in cases_where(fresh_2015, by=amal)] == list(range(1, 59))


def test_an_axis_that_is_not_there_is_refused(fresh_2015: Study, amal: Actor) -> None:
    with pytest.raises(NotFound):
        cases_where(fresh_2015, "shoe-size = 43", by=amal)
