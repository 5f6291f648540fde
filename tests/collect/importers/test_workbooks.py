from datetime import date, datetime, time

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from outspoken.collect import import_sheet
from outspoken.collect.importers.sheets import read_sheet
from outspoken.errors import SheetError
from outspoken.study.settings import SheetSource
from tests.conftest import LEAVERS, LEAVERS_SHEET
from tests.dumps import dump
from tests.workbooks import rezipped, workbook

SOURCE = SheetSource(file="book.xlsx", key="id", columns={"a": "a", "b": "b"})


@pytest.fixture
def read(tmp_path):
    def read_bytes(raw, **declared):
        path = tmp_path / "book.xlsx"
        path.write_bytes(raw)
        return read_sheet(path, SOURCE.model_copy(update=declared), ["id", "a", "b"])

    return read_bytes


def test_a_workbook_is_imported_like_a_sheet(make_folder, opened, amal):
    rows = [line.split(",") for line in LEAVERS_SHEET.splitlines()]
    rows[1][4], rows[1][7], rows[1][0] = date(2002, 2, 3), 2, 1
    raw = workbook(*rows)
    study = opened(make_folder(LEAVERS, leavers=raw))
    other = opened(make_folder(LEAVERS, leavers=LEAVERS_SHEET))
    assert import_sheet(study, "leavers", by=amal).how_read == "worksheet 'Sheet'"
    import_sheet(other, "leavers", by=amal)
    values = [[(row[1], row[2], row[3], row[4]) for row in dump(one)["facts"]] for one in (study, other)]
    assert values[0] == values[1]


CELLS = [
    ("a text", "a text"),
    ("  spaces\u00a0and\nlines ", "spaces and lines"),
    ("أبو عمر", "أبو عمر"),
    ("007", "007"),
    (7, "7"),
    (7.0, "7"),
    (2.5, "2.5"),
    (True, "TRUE"),
    (False, "FALSE"),
    (None, ""),
    (date(2015, 8, 1), "2015-08-01"),
    (datetime.fromisoformat("2015-08-01"), "2015-08-01"),
    (datetime.fromisoformat("2015-08-01 10:30"), "2015-08-01 10:30:00"),
    (time(10, 30), "10:30:00"),
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_becomes_the_text_it_shows(read, cell, text):
    assert read(workbook(["id", "a", "b"], ["1", cell, "x"])).rows == ((2, ("1", text, "x")),)


FORMATS = {
    "DD/MM/YYYY": "2015-08-01",
    "d-mmm-yy": "2015-08-01",
    "[$-409]d\\-mmm\\-yyyy;@": "2015-08-01",
    "dddd": "2015-08-01",
    "mmm-yy": "2015-08",
    "MM/YYYY": "2015-08",
    '[$-407]mmmm" "yyyy': "2015-08",
    '"recorded" mmm yy': "2015-08",
    "yyyy": "2015",
}


@pytest.mark.parametrize("number_format", sorted(FORMATS))
def test_a_date_is_as_precise_as_the_cell_shows_it(read, number_format):
    def shown(book):
        book.active["B2"].number_format = number_format

    sheet = read(workbook(["id", "a", "b"], ["1", date(2015, 8, 1), "x"], change=shown))
    assert sheet.rows[0][1][1] == FORMATS[number_format]


def test_line_numbers_are_those_of_the_worksheet(read):
    raw = workbook(["id", "a", "b"], [], ["1", "x"], [None, None, "  "], ["2", "x", "y"])
    assert read(raw).rows == ((3, ("1", "x", "")), (5, ("2", "x", "y")))


def test_a_header_may_stand_lower(read):
    raw = workbook(["The list"], [], ["id", "a", "b"], ["1", "x", "y"])
    assert read(raw, header=3).header == ("id", "a", "b")


def test_a_worksheet_may_be_named(read):
    def second(book):
        book.create_sheet("Cases").append(["id", "a", "b"])
        book["Cases"].append(["1", "x", "y"])

    assert len(read(workbook(["nothing"], change=second), sheet="Cases").rows) == 1


@pytest.mark.parametrize("extent", [b"A1", b"A1:B2", b"A1:XFD1048576"])
def test_no_row_or_column_is_lost_to_a_wrong_extent(read, extent):
    raw = workbook(["id", "a", "b"], *([str(n), "x", "y"] for n in range(1, 9)))
    wrong = rezipped(
        raw, lambda _, content: content.replace(b'<dimension ref="A1:C9"', b'<dimension ref="' + extent + b'"')
    )
    assert wrong != raw
    assert read(wrong).rows == read(raw).rows
    assert len(read(raw).rows) == 8


def test_a_row_longer_than_the_header_keeps_its_length_to_be_refused(read):
    assert read(workbook(["id", "a", "b"], ["1", "x", "y", "z"])).rows[0][1] == ("1", "x", "y", "z")


def test_what_a_workbook_carries_beside_its_cells_does_no_harm(read):
    def furnish(book):
        sheet = book.active
        sheet.add_data_validation(DataValidation(type="list", formula1='"M,F"'))
        sheet.auto_filter.ref = "A1:C2"
        sheet.freeze_panes = "A2"
        sheet.row_dimensions[2].hidden = True

    assert len(read(workbook(["id", "a", "b"], ["1", "x", "y"], change=furnish)).rows) == 1


def test_cells_merged_far_down_a_large_worksheet_are_found(read):
    def merge(book):
        book.active.merge_cells("A19000:B19001")

    with pytest.raises(SheetError, match="A19000:B19001 are merged"):
        read(workbook(["id", "a", "b"], *([str(n), f"text {n}", "y"] for n in range(20_000)), change=merge))
