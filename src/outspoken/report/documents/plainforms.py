"""Turn a document into plain lists and dictionaries, for editions made by another program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from outspoken.report.documents.blocks import (
    Block,
    CaseNumber,
    Cell,
    Definition,
    Definitions,
    Document,
    Figure,
    Heading,
    KeyNumbers,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quantity,
    Quote,
    Reference,
    Span,
    Table,
    Text,
)

Plain = dict[str, Any]


class PlainForms:
    """Turns the blocks of one document into plain data."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._anchors = {row.anchor for block in document.blocks if isinstance(block, Table) for row in block.rows}

    def blocks(self, blocks: Sequence[Block]) -> list[Plain]:
        """Turn blocks into data."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> Plain:
        """Turn one block into data."""
        match block:
            case Heading(level=level, spans=spans, id=name):
                found: Plain = {"level": level, "spans": self.spans(spans), "id": name}
            case Paragraph(spans=spans):
                found = {"spans": self.spans(spans)}
            case Listing(items=items, ordered=ordered):
                found = {"ordered": ordered, "items": [self.blocks(item) for item in items]}
            case Quote(blocks=inner):
                found = {"blocks": self.blocks(inner)}
            case Definitions(items=terms):
                found = {"items": [self._definition(one) for one in terms]}
            case KeyNumbers(items=numbers):
                found = {"items": [{"text": one.text, "doubt": one.doubt, "label": label} for one, label in numbers]}
            case Table():
                found = self.table(block)
            case Figure():
                found = self._figure(block)
        return {"kind": type(block).__name__.lower()} | found

    def _definition(self, one: Definition) -> Plain:
        return {"term": self.spans(one.term), "details": [self.spans(detail) for detail in one.details]}

    def table(self, table: Table) -> Plain:
        """Turn a table into data."""
        return {
            "id": table.id,
            "label": self._document.labels.get(table.id, ""),
            "caption": self.spans(table.caption),
            "columns": table.columns,
            "head": [[{"text": h.text, "span": h.span, "number": h.number} for h in row] for row in table.head],
            "rows": [
                {"cells": [self._cell(cell) for cell in row.cells], "anchor": row.anchor, "total": row.total}
                for row in table.rows
            ],
            "unit": table.unit,
            "notes": [{"id": note.id, "mark": note.mark, "spans": self.spans(note.spans)} for note in table.notes],
            "wide": table.wide,
            "widths": list(table.widths) or [1] * table.columns,
        }

    def spans(self, spans: Sequence[Span]) -> list[Plain]:
        """Turn spans into data."""
        return [self._span(span) for span in spans]

    def _span(self, span: Span) -> Plain:
        match span:
            case Text(text=text, bold=bold, italic=italic, code=code):
                return {"kind": "text", "text": text, "bold": bold, "italic": italic, "code": code}
            case Quantity(text=text, doubt=doubt, bold=bold):
                return {"kind": "quantity", "text": text, "doubt": doubt, "bold": bold}
            case Link(text=text, target=target):
                return {"kind": "link", "text": text, "to": target}
            case CaseNumber(number=number):
                anchor = f"case-{number}"
                return {"kind": "inside", "text": str(number), "to": anchor if anchor in self._anchors else ""}
            case Reference(to=to):
                return {"kind": "inside", "text": self._document.labels[to], "to": to}
            case NoteMark(mark=mark, note=note):
                return {"kind": "mark", "text": mark, "to": note}

    def _cell(self, cell: Cell) -> Plain:
        return {"spans": self.spans(cell.spans), "bounds": cell.bounds, "quiet": cell.quiet, "number": cell.number}

    def _figure(self, figure: Figure) -> Plain:
        return {
            "id": figure.id,
            "label": self._document.labels[figure.id],
            "caption": self.spans(figure.caption),
            "alt": figure.alt,
            "file": f"{figure.id}.svg",
            "width": figure.width,
            "data": self.table(figure.data),
        }
