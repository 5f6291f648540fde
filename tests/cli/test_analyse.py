"""`outspoken table`: shape, sums, bounds and words, on the 2015 study and on another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_country_by_month_has_every_row_of_the_appendix(outspoken: Run, icsr: Path) -> None:
    table = outspoken("table", "country", "month", "--json", at=icsr).json()
    assert table["unit"] == "persons"
    assert (table["total"]["value"], table["total"]["low"], table["total"]["high"]) == (58, 57, 58)
    assert table["column_keys"][0] == "2014-01"
    assert "2014-08" in table["column_keys"]

    def cell(country: str, month: str) -> tuple[float, float]:
        found = table["cells"][table["row_keys"].index(country)][table["column_keys"].index(month)]
        return found["low"], found["high"]

    assert cell("SY", "2014-11") == (4, 4)
    assert cell("SY", "2014-09") == (3, 3)
    assert cell("SA", "2015-02") == (1, 1)
    assert cell("TN", "2015-02") == (3, 3)
    assert cell("AU", "2015-05") == (0, 1)
    assert cell("ID", "2015-01") == (0, 1)
    assert cell("ID", "2015-04") == (2, 3)
    assert cell("TR", "2014-07") == (0, 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("country", "month"),
        ("sex", "year"),
        ("region", "half-year"),
        ("region(un)", "decade"),
        ("outlet", "quarter"),
        ("name", "week"),
        ("month", "sex"),
    ],
)
def test_everything_adds_up(outspoken: Run, icsr: Path, row: str, column: str) -> None:
    table = outspoken("table", row, column, "--json", at=icsr).json()
    assert len(table["cells"]) == len(table["rows"]) == len(table["row_keys"]) == len(table["row_totals"])
    assert all(len(cells) == len(table["columns"]) == len(table["column_keys"]) for cells in table["cells"])
    assert sum(total["value"] for total in table["column_totals"]) == table["total"]["value"] == 58
    for cells, total in zip(table["cells"], table["row_totals"], strict=True):
        assert sum(cell["value"] for cell in cells) == total["value"]
    inner = [cell for cells in table["cells"] for cell in cells]
    for part in [*inner, *table["row_totals"], *table["column_totals"]]:
        assert part["low"] <= part["value"] <= part["high"]


def test_regions_are_those_of_the_report(outspoken: Run, icsr: Path) -> None:
    table = outspoken("table", "region", "half-year", "--json", at=icsr).json()
    totals = {key: total["value"] for key, total in zip(table["row_keys"], table["row_totals"], strict=True)}
    wanted = {
        "Syria": 21,
        "Other Middle East": 17,
        "Western Europe and Australia": 9,
        "Central, South and Southeast Asia": 7,
        "Turkey": 2,
        "unknown": 2,
    }
    assert {name: totals[name] for name in wanted} == wanted
    assert sum(totals.values()) == 58


@pytest.mark.parametrize(
    ("row", "column", "wanted"),
    [
        ("rank", "eras", {"deckhand": 3, "mate": 3, "captain": 1}),
        ("region", "eras", {"Near shore": 3, "Far shore": 4}),
        ("raised-inside", "year(left)", {"yes": 2, "no": 3}),
        ("children", "rank", {"0": 1, "1": 2, "2": 1, "3": 1}),
        ("leaving", "rank", {"hunger": 2, "fear": 3, "doubt": 3}),
        ("fear", "rank", {"yes": 3, "no": 3}),
    ],
)
def test_attributes_that_a_study_defines_itself_are_axes(
    outspoken: Run, tide: Path, row: str, column: str, wanted: dict[str, int]
) -> None:
    # A pair judged different takes the bounds away that are not asked about here.
    outspoken("people", "judge", "3", "4", "different", at=tide)
    table = outspoken("table", row, column, "--json", at=tide).json()
    found = {key: total["value"] for key, total in zip(table["row_keys"], table["row_totals"], strict=True)}
    assert {key: found[key] for key in wanted} == wanted


def test_another_unit_is_counted_and_said(outspoken: Run, icsr: Path) -> None:
    table = outspoken("table", "sex", "year", "--unit", "stories", "--json", at=icsr).json()
    assert (table["unit"], table["total"]["low"], table["total"]["high"]) == ("stories", 58, 58)
    assert "Unit: testimonies." in outspoken("table", "sex", "year", "--unit", "testimonies", at=icsr).out


def test_bounds_are_printed_and_explained(outspoken: Run, icsr: Path) -> None:
    said = outspoken("table", "sex", "year", at=icsr).out
    assert said.splitlines()[0].split() == ["Sex", "2014", "2015", "Total"]
    assert "Total" in said
    assert "57–58" in said
    assert "outspoken doubts" in said
    outspoken("people", "judge", "12", "17", "different", at=icsr)
    assert "two bounds" not in outspoken("table", "sex", "year", at=icsr).out


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["contry", "month"], ["'contry'", "country", "half-year", "leaving"]),
        (["sex", "month(weather)"], ["weather"]),
        (["region(moon)", "year"], ["region(moon)"]),
        (["sex", "("], ["'('"]),
        (["sex", ""], ["''"]),
    ],
)
def test_an_axis_that_means_nothing_is_named(outspoken: Run, icsr: Path, words: list[str], parts: list[str]) -> None:
    assert outspoken("table", *words, at=icsr).refused(*parts)


def test_an_empty_study_has_no_table_but_a_hint(outspoken: Run, fresh: Path) -> None:
    assert "outspoken collect import" in outspoken("table", "sex", "year", at=fresh).out
    assert outspoken("table", "sex", "year", "--json", at=fresh).json()["total"]["value"] == 0


def test_cases_agree_with_the_table_and_say_which_are_in_doubt(outspoken: Run, icsr: Path) -> None:
    found = outspoken("cases", "--where", "month = 2015-01", "--json", at=icsr).json()
    assert [case["number"] for case in found["cases"]] == [9]
    assert [case["number"] for case in found["possibly"]] == [38]
    said = outspoken("cases", "--where", "month = 2015-04", at=icsr).out
    sure, possible = said.split("Possibly, depending on what is in doubt:")
    assert "Helmi Alamudi" not in sure
    assert "Helmi Alamudi" in possible
    assert "2015-01-14 or 2015-04-01" in possible
    assert "No case surely meets" in outspoken("cases", "--where", "month = 2015-01 and country = ID", at=icsr).out
    assert outspoken("cases", "--where", "year = 1999", at=icsr).out == "No case meets this condition.\n"
