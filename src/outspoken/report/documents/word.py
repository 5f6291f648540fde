"""Print a document as a Word file: real headings, captions, header rows and alternative texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from outspoken.report.documents.blocks import (
    Block,
    Definitions,
    Document,
    Figure,
    Heading,
    KeyNumbers,
    Listing,
    Paragraph,
    Quantity,
    Quote,
    Spans,
    Table,
    Text,
    plain,
)
from outspoken.report.documents.wordparts import Writer
from outspoken.report.documents.wordtables import write_table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SCALE = 2.5
_ANNEX = ("The data of the figures", "figure-data")
"""The words and the id of the last heading."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every part: a file holds no clock."""


Draw = Callable[[str, float], bytes]
"""Turns a drawing in SVG into a picture, so many times as large."""


def word(document: Document, draw: Draw) -> bytes:
    """Print a document as .docx; the same document gives the same bytes."""
    edition = _Edition(document, draw)
    edition.front()
    for block in document.blocks:
        edition.block(block)
    edition.figure_data()
    return _packed(edition.writer.book)


class _Edition:
    """One Word file while it is written."""

    def __init__(self, document: Document, draw: Draw) -> None:
        self._document = document
        self._draw = draw
        self.writer = Writer(document)

    def front(self) -> None:
        """Write title, names, date and contents."""
        document, writer = self._document, self.writer
        if document.publisher:
            writer.paragraph((Text(document.publisher, bold=True),), "Byline")
        writer.paragraph((Text(document.title),), "Title")
        if document.subtitle:
            writer.paragraph((Text(document.subtitle),), "Subtitle")
        byline = " · ".join(part for part in (", ".join(document.authors), document.date) if part)
        if byline:
            writer.paragraph((Text(byline),), "Byline")
        chapters = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
        annex = [_ANNEX] if document.figures else []
        writer.contents([*((plain(chapter.spans), chapter.id) for chapter in chapters), *annex])
        writer.break_page()

    def block(self, block: Block, style: str = "Normal") -> None:
        """Write one block."""
        match block:
            case Heading(level=level, spans=spans, id=name):
                self.writer.paragraph(spans, f"Heading {level}", bookmark=name)
            case Paragraph(spans=spans):
                self.writer.paragraph(spans, style)
            case Table():
                write_table(self.writer, block)
            case Figure():
                self._figure(block)
            case _:
                self._listed(block)

    def _listed(self, block: Block) -> None:
        """Write a block that is made of several paragraphs."""
        match block:
            case Listing(items=items, ordered=ordered):
                for inner in (inner for item in items for inner in item):
                    self.block(inner, "List Number" if ordered else "List Bullet")
            case Quote(blocks=inner_blocks):
                for inner in inner_blocks:
                    self.block(inner, "Quote")
            case Definitions(items=terms):
                for term in terms:
                    self.writer.paragraph(term.term, "Term")
                    for detail in term.details:
                        self.writer.paragraph(detail, "Definition")
            case KeyNumbers(items=numbers):
                for quantity, label in numbers:
                    self.writer.paragraph(_key_number(quantity, label), "List Bullet")
            case _:
                pass

    def figure_data(self) -> None:
        """Write what the figures show as tables, at the end."""
        if not self._document.figures:
            return
        words, name = _ANNEX
        self.writer.paragraph((Text(words),), "Heading 1", bookmark=name)
        for figure in self._document.figures:
            caption = (Text(f"Data of {self._document.labels[figure.id]}"),)
            write_table(self.writer, figure.data, caption)

    def _figure(self, figure: Figure) -> None:
        self.writer.picture(self._draw(figure.print_svg, _SCALE), figure.alt, figure.width)
        self.writer.caption("Figure", figure.id, figure.caption)


def _key_number(quantity: Quantity, label: str) -> Spans:
    doubt = f" ({quantity.doubt})" if quantity.doubt else ""
    return (Text(quantity.text, bold=True), Text(f" {label}{doubt}"))


def _packed(book: WordDocument) -> bytes:
    """Write the parts in one order and with one time, so that the bytes depend on nothing else."""
    raw, made = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        names = sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, parts.read(name))
    return made.getvalue()
