"""What only shows when rows lie side by side is told with the rows, and never settled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.importers.oddities import date_readings, footnote_names, name_rows, near_outlets, two_spellings
from outspoken.collect.records import DoubtKind, DoubtState, Row
from outspoken.study.settings import Footnote


def row(key: str, printed: str, outlet: str = "Lantern Watch", country: str = "German") -> Row:
    cells = (key, printed, outlet, country)
    return Row(key, int(key) + 1, cells, cells)


def readings(odd: Row, *others: Row) -> list[tuple[str, str]]:
    def same_date(mended: str) -> Sequence[Row]:
        return [other for other in others if other.cells[1] == mended]

    found = date_readings(odd, "DD/MM/YY", 1, same_date, {"outlet": 2, "country": 3})
    return [(reading.value, reading.why) for reading in found]


def test_a_month_fourteen_may_be_a_day() -> None:
    assert readings(row("5", "03/14/02")) == [("2002-03-14", "if it is printed as MM/DD/YY")]


def test_a_slip_needs_a_witness_and_the_best_one_is_named() -> None:
    odd = row("5", "03/14/02")
    stranger = row("1", "03/04/02", "Harbour Post", "French")
    assert len(readings(odd, stranger)) == 1
    half, whole = row("2", "03/04/02", country="French"), row("3", "03/04/02")
    assert readings(odd, stranger, half, whole)[1] == (
        "2002-04-03",
        "if 03/14/02 is a slip for 03/04/02: row 3, same outlet and country, prints 03/04/02",
    )
    assert "rows 3 and 4, same outlet and country, print 03/04/02" in readings(odd, whole, row("4", "03/04/02"))[1][1]


def test_a_day_that_no_calendar_has_and_no_witness_means_nothing() -> None:
    assert readings(row("5", "31/02/02")) == []


def test_one_value_in_two_spellings_is_doubted_the_commoner_first() -> None:
    (doubt,) = two_spellings("country", {"TN": {"Tunisia": ["3"], "Tunisian": ["1", "2"]}})
    assert (doubt.kind, doubt.printed, doubt.rows) == (DoubtKind.TWO_SPELLINGS, "Tunisian / Tunisia", ("1", "2", "3"))
    assert doubt.note == "One value is printed in 2 ways: Tunisian (rows 1 and 2); Tunisia (row 3)."
    assert (doubt.state, doubt.readings) == (DoubtState.OPEN, ())


def test_capitals_and_accents_alone_are_no_second_spelling() -> None:
    assert not two_spellings(
        "country", {"FR": {"French": ["1"], "FRENCH": ["2"]}, "CI": {"Côte": ["3"], "Cote": ["4"]}}
    )


@pytest.mark.parametrize("pair", [("NBC", "NBC News"), ("Lantern Watch", "Lanterne Watch")])
def test_outlets_of_nearly_one_name_may_be_one(pair: tuple[str, str]) -> None:
    outlets = {pair[0]: ["1"], pair[1]: ["2", "3"], "Harbour Post": ["4"]}
    (doubt,) = near_outlets("outlet", outlets)
    assert doubt.note == f"{pair[0]} (row 1) and {pair[1]} (rows 2 and 3) may be one outlet."
    assert doubt.rows == ("1", "2", "3")


def test_outlets_that_only_begin_alike_are_two() -> None:
    assert not near_outlets("outlet", {"NBC": ["1"], "NBCX": ["2"], "Lantern Watch": ["3"], "Harbour Post": ["4"]})


def test_a_name_that_a_footnote_spells_otherwise_is_doubted_with_both() -> None:
    note = Footnote(mark="*", column="name", names=["Oda Wren", "Odo Wrenn", "Zebulon Quux"])
    (doubt,) = footnote_names(note, {"3": "Oda Wren", "4": "Odo Wren"})
    assert (doubt.printed, doubt.rows) == ("Odo Wrenn", ("4",))
    assert doubt.note == "The footnote marked * prints Odo Wrenn; row 4 prints Odo Wren."
    assert [reading.value for reading in doubt.readings] == ["Odo Wren", "Odo Wrenn"]


@given(st.lists(st.integers(1, 999).map(str), min_size=1, max_size=200))
def test_rows_are_named_in_full_or_with_how_many_more(keys: list[str]) -> None:
    said = name_rows(keys)
    assert said.startswith("row " if len(keys) == 1 else "rows ")
    assert keys[0] in said
    assert said.endswith(f"and {len(keys) - 50} more" if len(keys) > 50 else keys[-1])
