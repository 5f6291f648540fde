"""A document reads the same in every edition: its words, with their doubts, in their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outspoken.report.composition import Composed
from outspoken.report.documents.blocks import (
    Block,
    CaseNumber,
    Cell,
    Evidence,
    Figure,
    Head,
    Heading,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quantity,
    Quote,
    Reference,
    Row,
    Table,
    Text,
    plain,
    walk,
)


def test_a_line_reads_as_its_words_with_every_doubt_and_no_mark() -> None:
    spans = (
        Text("There are "),
        Quantity("58", "57 if 12 and 17 are one person", "text-1"),
        Text(" people, "),
        CaseNumber(38),
        Text(" among them; see "),
        Link("the report", "https://report.example"),
        NoteMark("a", "note-1"),
        Text("."),
    )
    assert plain(spans) == "There are 58 (57 if 12 and 17 are one person) people, 38 among them; see the report."
    assert Quantity("58").plain == "58"
    assert plain((Reference("table-1"),)) == "table-1"


def test_a_cell_reads_with_its_bounds() -> None:
    assert Cell((Text("2"), NoteMark("a", "n")), "1–2").plain == "2 (1–2)"
    assert Cell((Text("2"),)).plain == "2"


def test_a_table_has_as_many_columns_as_its_last_heads_span() -> None:
    heads = ((Head(""), Head("2014", span=12)), (Head("Country"), *(Head(str(month)) for month in range(12))))
    assert Table("t", (), heads, ()).columns == 13
    assert Table("t", (), ((Head("a", span=2), Head("b")),), ()).columns == 3


def test_walking_meets_what_stands_inside_lists_and_quotes() -> None:
    one, two, three = (Paragraph((Text(word),)) for word in ("one", "two", "three"))
    inner = Listing(((two,),))
    blocks: tuple[Block, ...] = (one, Quote((Listing(((inner, three),)),)), Heading(1, (), "end"))
    met = list(walk(blocks))
    assert [block for block in met if isinstance(block, Paragraph)] == [one, two, three]
    assert met[-1] == Heading(1, (), "end")


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", True), ("ckb-Arab", True), ("fa-IR", True), ("en", False), ("de-AT", False)]
)
def test_the_language_says_which_way_a_document_runs(composed_2015: Composed, language: str, expected: bool) -> None:
    assert replace(composed_2015.document, language=language).right_to_left is expected


@pytest.mark.parametrize("study", ["composed_2015", "composed_harbour"])
def test_a_composed_document_refers_to_nothing_that_is_not_in_it(study: str, request: pytest.FixtureRequest) -> None:
    document = request.getfixturevalue(study).document
    blocks = list(walk(document.blocks))
    tables = [*(b for b in blocks if isinstance(b, Table)), *(b.data for b in blocks if isinstance(b, Figure))]
    kept: dict[str, Evidence] = {entry.id: entry for entry in document.evidence}
    pages = {name for name, _ in document.pages}
    assert all(entry.page in pages for entry in kept.values())
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    assert {cell.evidence for cell in cells} - {""} <= set(kept)
    for table in tables:
        assert all(_width(row) == table.columns for row in table.rows)
        assert len(table.widths) in {0, table.columns}
        marked = {
            span.note for row in table.rows for cell in row.cells for span in cell.spans if isinstance(span, NoteMark)
        }
        assert marked <= {note.id for note in table.notes}
    numbers = {line.number for line in document.cases}
    assert all(set(entry.sure) | set(entry.maybe) <= numbers for entry in kept.values())
    ids = [block.id for block in blocks if isinstance(block, Heading | Table | Figure)]
    assert len(ids) == len(set(ids))


def _width(row: Row) -> int:
    return len(row.cells)
