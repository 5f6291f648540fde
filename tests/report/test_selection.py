"""A condition chooses the cases of which it surely holds, and apart from them those of which it only may."""

from __future__ import annotations

import pytest

from outspoken.analyse.readers import crossed
from outspoken.errors import NotFound
from outspoken.people import Verdict, judge
from outspoken.report.selection import Selection, cases_where
from outspoken.study import Actor, Study


def numbers(found: Selection) -> tuple[list[int], list[int]]:
    return [case.number for case in found.sure], [case.number for case in found.possible]


@pytest.mark.parametrize(
    ("condition", "sure", "possible"),
    [
        ("country = AU", [12], [17]),
        ("sex = female and country = GB", [51], []),
        ("month = 2015-01", [9], [38]),
        ("month = 2015-04 and country = ID", [2, 18], [38]),
        ("not month = 2015-01 and name = 'Helmi Alamudi'", [], [38]),
        ("country = TR", [29], [23]),
        ("year = 1999", [], []),
    ],
)
def test_cases_that_meet_a_condition_only_perhaps_are_listed_apart(
    fresh_2015: Study, amal: Actor, condition: str, sure: list[int], possible: list[int]
) -> None:
    assert numbers(cases_where(fresh_2015, condition, by=amal)) == (sure, possible)


def test_as_many_are_listed_as_the_table_counts(fresh_2015: Study, amal: Actor) -> None:
    table = crossed(fresh_2015, "month", "country", by=amal)
    for month, total in zip(table.row_keys, table.row_totals, strict=True):
        if month.startswith("20"):
            found = cases_where(fresh_2015, f"month = {month}", by=amal)
            assert (len(found.sure), len(found.sure) + len(found.possible)) == (total.low, total.high), month
    for country, total in zip(table.column_keys, table.column_totals, strict=True):
        if len(country) == 2:
            found = cases_where(fresh_2015, f"country = {country}", by=amal)
            assert (len(found.sure), len(found.sure) + len(found.possible)) == (total.low, total.high), country


def test_a_judgement_makes_what_was_possible_sure(fresh_2015: Study, amal: Actor) -> None:
    judge(fresh_2015, "12", "17", Verdict.DIFFERENT, by=amal, reason="Two trials.")
    assert numbers(cases_where(fresh_2015, "country = AU", by=amal)) == ([12, 17], [])


def test_no_condition_lists_everybody(fresh_2015: Study, amal: Actor) -> None:
    assert numbers(cases_where(fresh_2015, by=amal)) == (list(range(1, 59)), [])


def test_an_axis_that_is_not_there_is_refused(fresh_2015: Study, amal: Actor) -> None:
    with pytest.raises(NotFound):
        cases_where(fresh_2015, "shoe-size = 43", by=amal)
