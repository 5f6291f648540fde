"""`outspoken doubts`: what is in doubt in the 2015 study, by value; settling and opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def listed(outspoken: Run, folder: Path, *words: str) -> dict[str, dict[str, Any]]:
    return {doubt["id"]: doubt for doubt in outspoken("doubts", "--json", *words, at=folder).json()["doubts"]}


def by_kind(outspoken: Run, folder: Path, kind: str) -> dict[str, Any]:
    found = [doubt for doubt in listed(outspoken, folder).values() if doubt["kind"] == kind]
    assert len(found) == 1
    return found[0]


def test_an_impossible_date_has_both_readings(outspoken: Run, icsr: Path) -> None:
    doubt = by_kind(outspoken, icsr, "impossible date")
    assert (doubt["rows"], doubt["field"], doubt["printed"]) == (["38"], "date", "01/14/15")
    assert {reading["value"] for reading in doubt["readings"]} == {"2015-01-14", "2015-04-01"}
    april = next(reading["why"] for reading in doubt["readings"] if reading["value"] == "2015-04-01")
    assert "rows 2 and 18" in april
    assert "01/04/15" in april


def test_one_country_in_two_spellings_names_its_rows(outspoken: Run, icsr: Path) -> None:
    doubt = by_kind(outspoken, icsr, "one value, two spellings")
    assert {"9", "19"} <= set(doubt["rows"])
    assert doubt["field"] == "nationality"
    assert {"Tunisian", "Tunisia"} == set(doubt["printed"].split(" / "))


def test_a_hedged_value_is_counted_with_its_doubt(outspoken: Run, icsr: Path) -> None:
    doubt = by_kind(outspoken, icsr, "hedged value")
    assert (doubt["rows"], doubt["printed"]) == (["23"], "Likely Turkish")
    assert {reading["value"] for reading in doubt["readings"]} == {"TR", "unknown"}


def test_two_people_who_may_be_one(outspoken: Run, icsr: Path) -> None:
    doubt = by_kind(outspoken, icsr, "maybe one person")
    assert doubt["rows"] == ["12", "17"]
    assert doubt["printed"] == "Abu Ibrahim / Adam Brookman"
    assert {reading["value"] for reading in doubt["readings"]} == {"same", "different"}


def test_a_name_that_the_footnote_spells_differently(outspoken: Run, icsr: Path) -> None:
    doubt = by_kind(outspoken, icsr, "footnote and row spell a name differently")
    assert (doubt["rows"], doubt["printed"]) == (["17"], "Adam Brokman")
    assert {reading["value"] for reading in doubt["readings"]} == {"Adam Brokman", "Adam Brookman"}


def test_on_another_theme_it_finds_what_is_there(outspoken: Run, tide: Path) -> None:
    found = {(doubt["kind"], tuple(doubt["rows"])) for doubt in listed(outspoken, tide).values()}
    assert {
        ("impossible date", ("5",)),
        ("hedged value", ("6",)),
        ("one value, two spellings", ("1", "7")),
        ("maybe one person", ("3", "4")),
    } <= found
    assert any(kind == "two outlets, nearly one name" and "6" in rows for kind, rows in found)


def test_every_doubt_is_printed_with_its_readings(outspoken: Run, icsr: Path) -> None:
    said = outspoken("doubts", at=icsr).out
    for doubt in listed(outspoken, icsr).values():
        assert doubt["id"] in said
        assert doubt["printed"] in said
        assert doubt["note"] in said
        assert all(f"- {reading['value']}: {reading['why']}" in said for reading in doubt["readings"])
    assert "Next: outspoken doubts settle" in said


def test_settling_a_date_takes_the_bounds_away_and_opening_brings_them_back(outspoken: Run, icsr: Path) -> None:
    def april() -> tuple[float, float]:
        table = outspoken("table", "country", "month", "--json", at=icsr).json()
        found = table["column_totals"][table["column_keys"].index("2015-04")]
        return found["low"], found["high"]

    doubt = by_kind(outspoken, icsr, "impossible date")["id"]
    assert april() == (3, 4)
    assert outspoken("doubts", "settle", doubt, "2015-04-01", "--why", "The page says so.", at=icsr).code == 0
    assert april() == (4, 4)
    assert doubt not in listed(outspoken, icsr)
    settled = listed(outspoken, icsr, "--settled")[doubt]
    assert (settled["state"], settled["choice"], settled["reason"]) == ("settled", "2015-04-01", "The page says so.")
    assert settled["printed"] == "01/14/15"
    assert "settled as 2015-04-01 by" in outspoken("doubts", "--settled", at=icsr).out
    assert outspoken("doubts", "settle", doubt, "--open", at=icsr).out == f"{doubt} is open again.\n"
    assert april() == (3, 4)


def test_what_somebody_settled_is_not_overwritten(outspoken: Run, icsr: Path) -> None:
    doubt = by_kind(outspoken, icsr, "impossible date")["id"]
    outspoken("doubts", "settle", doubt, "2015-04-01", at=icsr)
    assert outspoken("doubts", "settle", doubt, "2015-01-14", at=icsr).refused(doubt, f"settle {doubt} --open")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["D99", "x"], ["D99", "`outspoken doubts`"]),
        (["seven"], ["'seven'", "D12"]),
        (["D1", "2031-01-01"], ["2031-01-01", "Choose one of"]),
    ],
)
def test_what_cannot_be_settled_is_refused(outspoken: Run, tide: Path, words: list[str], parts: list[str]) -> None:
    before = outspoken("journal", "--json", at=tide).json()
    assert outspoken("doubts", "settle", *words, at=tide).refused(*parts)
    assert outspoken("journal", "--json", at=tide).json() == before


def test_nothing_is_in_doubt_where_there_is_nothing(outspoken: Run, fresh: Path) -> None:
    assert outspoken("doubts", at=fresh).out == "Nothing is in doubt.\n"
