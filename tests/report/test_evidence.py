"""Behind every number stand its cases: those it surely holds, and those it holds or not, depending on a doubt."""

from __future__ import annotations

import pytest

from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import Ledger, behind, held
from outspoken.report.expressions import parse, parse_condition


@pytest.mark.parametrize(
    ("expression", "sure", "maybe", "whole"),
    [
        ("count(country = AU)", [12], [17], None),
        ("count(month = 2015-01)", [9], [38], None),
        ("count(country = TR)", [29], [23], None),
        ("share(sex = female, country = GB)", [51], [], [31, 51]),
        ("first(published)", [48], [], None),
        ("last(published)", [14], [], None),
        ("100 * count(country = EG) / 7", [16], [], None),
    ],
)
def test_a_number_leads_to_its_cases(
    in_2015: Evaluator, expression: str, sure: list[int], maybe: list[int], whole: list[int] | None
) -> None:
    number = parse(expression)
    assert behind(number, in_2015.table(in_2015.columns(number)), in_2015) == ((sure, maybe), whole)


@pytest.mark.parametrize("expression", ["codes(leaving)", "17"])
def test_a_number_that_counts_no_cases_leads_nowhere(in_2015: Evaluator, expression: str) -> None:
    number = parse(expression)
    assert behind(number, in_2015.table(in_2015.columns(number)), in_2015) is None


@pytest.mark.parametrize(
    "condition", ["sex = male", "country = ID", "country is unknown", "month = 2015-05", "year = 2015"]
)
def test_sure_cases_are_the_least_and_all_together_the_greatest(in_2015: Evaluator, condition: str) -> None:
    parsed = parse_condition(condition)
    table = in_2015.table(in_2015.columns(parsed))
    sure, maybe = held(table, in_2015.truth(parsed, table))
    counted = in_2015.estimate(f"count({condition})")
    assert (len(sure), len(sure) + len(maybe)) == (counted.low, counted.high)
    assert not set(sure) & set(maybe)


def test_countries_are_counted_from_cases_whose_country_is_known(in_2015: Evaluator) -> None:
    number = parse("different(country)")
    found = behind(number, in_2015.table(in_2015.columns(number)), in_2015)
    assert found is not None
    (sure, maybe), _ = found
    assert {28, 49} & {*sure, *maybe} == set()
    assert len({*sure, *maybe}) >= 55


def test_a_ledger_keeps_each_number_once_and_none_that_has_no_case() -> None:
    ledger = Ledger()
    page = ledger.page("table-sex", "Table 2")
    assert ledger.keep(page, "Female", "7", ([32, 39], []), None) == "table-sex-1"
    assert ledger.keep(page, "Male", "51", ([1], [17]), [1, 17, 32]) == "table-sex-2"
    assert ledger.keep(page, "Female", "7", ([32, 39], []), None) == "table-sex-1"
    assert ledger.keep(page, "Another", "0", ([], []), None) == ""
    assert [entry.title for entry in ledger.entries] == ["Female", "Male"]
    assert (ledger.entries[1].sure, ledger.entries[1].maybe, ledger.entries[1].whole) == ((1,), (17,), (1, 17, 32))
    assert ledger.pages == (("table-sex", "Table 2"),)
