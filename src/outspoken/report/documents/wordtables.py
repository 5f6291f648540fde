"""Write tables of a Word file: header rows that repeat, rules instead of boxes, notes underneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from outspoken.report.documents.blocks import Cell, Head, Row, Spans, Table, Text, plain
from outspoken.report.documents.wordparts import Writer, element

_WIDTH = 168.0
_SMALL, _USUAL = 6.5, 8.5
_MUTED, _AMBER = "56626B", "8A4B08"
_STRONG = {"w:val": "single", "w:sz": "8", "w:space": "0", "w:color": "1F2A33"}
_FINE = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "C9D1D6"}
_AIRY, _TIGHT = 45, 12
"""Space at both sides of a cell, in twentieths of a point; many columns leave little."""
_SHORT = 14
"""A table of so many rows at most is not cut by the end of a page."""
_NARROW = 110.0
"""Millimetres that a table of two or three columns takes."""


def write_table(writer: Writer, table: Table, caption: Spans | None = None) -> None:
    """Write a table with its caption, unit and notes; `caption` stands in for a numbered one."""
    if caption is None:
        writer.caption("Table", table.id, table.caption).paragraph_format.keep_with_next = True
    else:
        writer.paragraph(caption, "Caption").paragraph_format.keep_with_next = True
    made = writer.book.add_table(rows=0, cols=table.columns)
    made.autofit = False
    _describe(made, plain(table.caption), _TIGHT if table.wide else _AIRY, right_to_left=writer.document.right_to_left)
    size = _SMALL if table.wide else _USUAL
    for heads in table.head:
        _head_row(writer, made, heads, size, last=heads is table.head[-1])
    for row in table.rows:
        _row(writer, made, row, size)
    _measure(made, table)
    under = []
    if table.unit:
        under.append(writer.paragraph((Text(f"Unit: {table.unit}."),), "Note"))
    for note in table.notes:
        written = writer.new("Note")
        writer.fill(written, (Text(note.mark),), raised=True)
        writer.fill(written, (Text(" "), *note.spans) if note.mark else note.spans, bookmark=note.id)
        under.append(written)
    _keep_together(made, under)
    writer.paragraph((), "Note")


def _keep_together(made: Any, under: Sequence[Any]) -> None:
    """Keep a short table on one page with what stands under it, and the end of a long one."""
    rows = made.rows
    kept = list(rows) if len(rows) <= _SHORT else list(rows)[-2:]
    paragraphs = [cell.paragraphs[0] for row in (kept if under else kept[:-1]) for cell in row.cells]
    for paragraph in [*paragraphs, *under[:-1]]:
        paragraph.paragraph_format.keep_with_next = True


def _head_row(writer: Writer, made: Any, heads: Sequence[Head], size: float, *, last: bool) -> None:
    row = made.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx offers no header rows
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))
    place = 0
    for head in heads:
        cell = row.cells[place]
        if head.span > 1:
            cell = cell.merge(row.cells[place + head.span - 1])
        place += head.span
        paragraph = cell.paragraphs[0]
        writer.style(paragraph, "Table number" if head.number and head.span == 1 else "Table text")
        writer.fill(paragraph, (Text(head.text, bold=True),), size=size)
        _rule(cell, bottom=_STRONG if last else (_FINE if head.text else None))


def _row(writer: Writer, made: Any, row: Row, size: float) -> None:
    added = made.add_row()
    added._tr.get_or_add_trPr().append(element("w:cantSplit"))  # noqa: SLF001
    cells = added.cells
    for place, cell in enumerate(row.cells):
        paragraph = cells[place].paragraphs[0]
        writer.style(paragraph, "Table number" if cell.number else "Table text")
        _fill(writer, paragraph, cell, size, bold=row.total, bookmark=row.anchor if place == 0 else "")
        _rule(cells[place], bottom=_STRONG if row.total else _FINE, top=_STRONG if row.total else None)


def _fill(writer: Writer, paragraph: Any, cell: Cell, size: float, *, bold: bool, bookmark: str) -> None:
    looks: dict[str, Any] = {"size": size}
    if bold:
        looks["bold"] = True
    if cell.quiet:
        looks["colour"] = _MUTED
    writer.fill(paragraph, cell.spans, bookmark=bookmark, **looks)
    if cell.bounds:
        paragraph.add_run().add_break()
        writer.fill(paragraph, (Text(cell.bounds),), size=size - 1, colour=_AMBER)


def _describe(made: Any, title: str, margin: int, *, right_to_left: bool) -> None:
    properties = made._tbl.tblPr  # noqa: SLF001
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", {"w:w": str(margin), "w:type": "dxa"}))
    if right_to_left:
        properties.append(element("w:bidiVisual"))
    properties.append(margins)
    # What a screen reader needs to know: the first row and the first column are headings.
    look = properties.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblLook")
    if look is not None:
        properties.remove(look)
    properties.append(
        element("w:tblLook", {"w:val": "00A0", "w:firstRow": "1", "w:firstColumn": "1", "w:noVBand": "1"})
    )
    properties.append(element("w:tblCaption", {"w:val": title}))


def _measure(made: Any, table: Table) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    shares = table.widths or (1.0,) * table.columns
    whole = _NARROW if table.columns <= 3 else _WIDTH
    widths = [Mm(whole * share / sum(shares)) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made._tbl.tr_lst:  # noqa: SLF001 - asking python-docx for each cell takes its time squared
        place = 0
        for cell in row.tc_lst:
            cell.width = sum(widths[place : place + cell.grid_span])
            place += cell.grid_span


def _rule(cell: Any, *, bottom: dict[str, str] | None, top: dict[str, str] | None = None) -> None:
    borders = element("w:tcBorders")
    for side, look in (("top", top), ("bottom", bottom)):
        if look is not None:
            borders.append(element(f"w:{side}", look))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001
