"""A table of a Word file has heads that repeat, the widths it asks for, and its notes beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import Cell, Head, Note, NoteMark, Row, Table, Text, walk
from outspoken.report.documents.wordparts import Writer
from outspoken.report.documents.wordtables import write_table


def cell(text: str, bounds: str = "", **more: Any) -> Cell:
    return Cell((Text(text),), bounds, **more)


SMALL = Table(
    "sex",
    (Text("Cases by sex"),),
    ((Head(""), Head("2014–15", span=2, number=True)), (Head("Sex"), Head("Cases", number=True), Head("Per cent"))),
    (
        Row((Cell((Text("Male"), NoteMark("a", "sex-a"))), cell("51", "50–51", number=True), cell("87.9"))),
        Row((cell("Another", quiet=True), cell("0", number=True, quiet=True), cell("0.0")), anchor="case-9"),
        Row((cell("Total"), cell("58", number=True), cell("100")), total=True),
    ),
    "persons",
    (Note("sex-a", "a", (Text("One may be two."),)), Note("sex-b", "", (Text("Small figures are bounds."),))),
    widths=(3, 1, 1),
)

Written = Callable[[Table], tuple[Writer, Any]]


@pytest.fixture
def written(composed_2015: Composed) -> Written:
    def write(table: Table) -> tuple[Writer, Any]:
        writer = Writer(composed_2015.document)
        write_table(writer, table, (Text("Data of it"),))
        return writer, writer.book.tables[0]

    return write


def test_cells_are_where_they_belong_with_their_bounds_below(written: Written) -> None:
    _, made = written(SMALL)
    assert [[one.text for one in row.cells] for row in made.rows][1:] == [
        ["Sex", "Cases", "Per cent"],
        ["Malea", "51\n50–51", "87.9"],
        ["Another", "0", "0.0"],
        ["Total", "58", "100"],
    ]
    assert made.rows[0].cells[1]._tc is made.rows[0].cells[2]._tc
    assert [bool(row._tr.trPr.find(qn("w:tblHeader")) is not None) for row in made.rows] == [True, True, *[False] * 3]
    assert all(run.bold for one in made.rows[-1].cells for run in one.paragraphs[0].runs)


def test_a_row_that_is_led_to_has_its_mark(written: Written) -> None:
    _, made = written(SMALL)
    marks = [one.get(qn("w:name")) for one in made.rows[3].cells[0]._tc.iter(qn("w:bookmarkStart"))]
    assert marks == ["_case_9"]


def test_widths_are_as_asked_and_spanned_heads_as_wide_as_what_they_span(written: Written) -> None:
    _, made = written(SMALL)
    widths = [one.width for one in made.rows[2].cells]
    assert widths[0] == pytest.approx(3 * widths[1], rel=0.01)
    assert sum(widths) == pytest.approx(Mm(110), rel=0.01)
    assert made.rows[0].cells[1].width == widths[1] + widths[2]


def test_a_short_table_stands_on_one_page_with_its_notes_whose_marks_are_raised(written: Written) -> None:
    writer, made = written(SMALL)
    notes = [one for one in writer.book.paragraphs if one.style is not None and one.style.name == "Note" and one.text]
    assert [one.text for one in notes] == ["Unit: persons.", "a One may be two.", "Small figures are bounds."]
    assert [bool(one.paragraph_format.keep_with_next) for one in notes] == [True, True, False]
    assert all(one.paragraphs[0].paragraph_format.keep_with_next for row in made.rows for one in row.cells)
    assert notes[1].runs[0].font.superscript
    assert not notes[1].runs[1].font.superscript


def test_only_the_end_of_a_long_table_stays_together(written: Written) -> None:
    rows = tuple(Row((cell(str(number)), cell("1"), cell("2"))) for number in range(40))
    _, made = written(replace(SMALL, rows=rows, notes=(), unit=""))
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in made.rows]
    assert kept == [*[False] * 40, True, False]


def test_a_table_of_many_columns_leaves_its_words_room(written: Written, composed_2015: Composed) -> None:
    wide = next(block for block in walk(composed_2015.document.blocks) if isinstance(block, Table) and block.wide)

    def margin(made: Any) -> int:
        found = made._tbl.tblPr.find(qn("w:tblCellMar"))
        return int(found.find(qn("w:left")).get(qn("w:w")))

    assert margin(written(wide)[1]) < margin(written(SMALL)[1])


def test_a_screen_reader_is_told_what_the_heads_are_and_what_the_table_is(written: Written) -> None:
    _, made = written(SMALL)
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert made._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Cases by sex"
