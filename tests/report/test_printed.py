"""A printed table is read as it stands and added up by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from outspoken.errors import ClaimsError, SheetError
from outspoken.report.claims import PrintedTable
from outspoken.report.printed import Printed, Sum, read_printed

ROOT = Path(__file__).parents[2]


def read(folder: Path, sheet: str, **settings: object) -> Printed:
    (folder / "t.csv").write_text(sheet, encoding="utf-8")
    table = PrintedTable.model_validate(
        {"id": "t", "file": "t.csv", "rows": "sex", "columns": "year", **settings},
    )
    return read_printed(folder, table)


def test_cells_and_margins_are_told_apart(tmp_path: Path) -> None:
    found = read(tmp_path, "sex,2014,2015,TOTAL\nmale,2,3,5\nfemale,,1,2\ntotal,2,4,6\n")
    assert (found.rows, found.columns) == (("male", "female"), ("2014", "2015"))
    assert found.cells == ((2, 3), (None, 1))
    assert (found.row_totals, found.column_totals, found.grand_total) == ((5, 2), (2, 4), 6)
    assert list(found.sums()) == [
        Sum("row", "male", 5, 5),
        Sum("row", "female", 2, 1),
        Sum("column", "2014", 2, 2),
        Sum("column", "2015", 4, 4),
        Sum("row totals", "Total", 6, 7),
        Sum("column totals", "Total", 6, 6),
    ]


def test_a_table_without_margins_has_nothing_to_add_up(tmp_path: Path) -> None:
    found = read(tmp_path, "sex,2014,2015\nmale,2,3\n")
    assert list(found.sums()) == []
    assert (found.row_totals, found.grand_total) == ((None,), None)


def test_margins_go_by_the_name_that_the_claims_give(tmp_path: Path) -> None:
    found = read(tmp_path, "sex,2014,Sum\nmale,2,2\nSum,2,2\n", total="Sum")
    assert (found.rows, found.grand_total) == (("male",), 2)


@pytest.mark.parametrize("cell", ["2.5", "-1", "two", "3*", "1 000", "²"])
def test_a_cell_that_is_no_whole_number_is_named(tmp_path: Path, cell: str) -> None:
    with pytest.raises(ClaimsError, match="not a whole number") as caught:
        read(tmp_path, f"sex,2014,2015\nmale,2,3\nfemale,1,{cell}\n")
    assert (caught.value.file, caught.value.line, caught.value.field) == ("t.csv", 3, "2015")
    assert "t" in caught.value.hint


def test_a_row_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises((ClaimsError, SheetError)) as caught:
        read(tmp_path, "sex,2014,2015\nmale,2\n")
    assert caught.value.line == 2


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    table = PrintedTable.model_validate({"id": "t", "file": "none.csv", "rows": "sex", "columns": "year"})
    with pytest.raises(SheetError):
        read_printed(tmp_path, table)


def test_the_table_of_2015_does_not_add_up() -> None:
    table = PrintedTable.model_validate(
        {"id": "t", "file": "sources/table-1.csv", "rows": "country", "columns": "month"}
    )
    found = read_printed(ROOT / "examples" / "icsr-2015", table)
    wrong = [(one.kind, one.label, one.printed, one.added) for one in found.sums() if one.printed != one.added]
    assert ("column totals", "Total", 58, 59) in wrong
    assert len(wrong) == 8
