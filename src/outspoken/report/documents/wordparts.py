"""Write the parts of a Word file that python-docx has no words for: fields, bookmarks, links, languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from outspoken.report.documents.blocks import (
    CaseNumber,
    Document,
    Link,
    NoteMark,
    Quantity,
    Reference,
    Span,
    Spans,
    Table,
    Text,
)
from outspoken.report.documents.pages import runs_right_to_left
from outspoken.report.documents.wordstyles import dress

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_AMBER, _ACCENT = "8A4B08", "1F5A7A"
_LONGEST_NAME = 40
_RIGHT_TO_LEFT = re.compile(r"([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff][\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\s]*)")


class Writer:
    """Writes paragraphs, captions, pictures and links into one Word file."""

    def __init__(self, document: Document) -> None:
        import docx  # noqa: PLC0415 - only for this edition

        self.document = document
        self.book = docx.Document()
        dress(self.book, document)
        self._marks = 0
        self._styles = {style.name: style.style_id for style in self.book.styles}
        self._targets = {row.anchor for block in document.blocks if isinstance(block, Table) for row in block.rows}

    def new(self, style: str) -> Paragraph:
        """Begin a paragraph."""
        made = self.book.add_paragraph()
        self.style(made, style)
        return made

    def style(self, paragraph: Paragraph, style: str) -> None:
        """Set the style of a paragraph; python-docx would search all styles each time."""
        paragraph._p.style = self._styles[style]  # noqa: SLF001

    def paragraph(self, spans: Spans, style: str, *, bookmark: str = "") -> Paragraph:
        """Write a paragraph."""
        made = self.new(style)
        self.fill(made, spans, bookmark=bookmark)
        return made

    def fill(self, paragraph: Paragraph, spans: Sequence[Span], *, bookmark: str = "", **looks: Any) -> None:
        """Write spans into a paragraph, under a bookmark if asked for."""
        end = self._begin_mark(paragraph, bookmark) if bookmark else None
        for span in spans:
            self._span(paragraph, span, looks)
        if end is not None:
            paragraph._p.append(end)  # noqa: SLF001 - python-docx offers no bookmarks

    def caption(self, kind: str, name: str, spans: Spans) -> Paragraph:
        """Write a caption whose number Word counts itself."""
        made = self.new("Caption")
        number = self.document.labels[name].rpartition(" ")[2]
        end = self._begin_mark(made, name)
        self._run(made, f"{kind} ", {"bold": True})
        made._p.append(_field(f" SEQ {kind} \\* ARABIC ", number, bold=True))  # noqa: SLF001
        made._p.append(end)  # noqa: SLF001
        self._run(made, ". ", {"bold": True})
        self.fill(made, spans)
        return made

    def picture(self, png: bytes, alt: str, width: int) -> None:
        """Write a picture with its alternative text."""
        from docx.shared import Mm  # noqa: PLC0415

        paragraph = self.new("Drawing")
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(min(168, width / 4)))
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx offers no alternative text
        shape._inline.docPr.set("name", f"Figure {self._marks}")  # noqa: SLF001

    def break_page(self) -> None:
        """Go on with a new page."""
        from docx.enum.text import WD_BREAK  # noqa: PLC0415

        self.new("Note").add_run().add_break(WD_BREAK.PAGE)

    def contents(self, headings: Sequence[tuple[str, str]]) -> None:
        """Write a table of contents, from words and ids, that is filled already and that Word can renew."""
        self.paragraph((Text("Contents"),), "Contents heading")
        for place, (words, name) in enumerate(headings):
            made = self.new("Contents entry")
            if place == 0:
                for part in _opened(' TOC \\o "1-1" \\h \\z \\u '):
                    made._p.append(part)  # noqa: SLF001
            made._p.append(self._link(words, name))  # noqa: SLF001
            if place == len(headings) - 1:
                made._p.append(_closed())  # noqa: SLF001

    def _span(self, paragraph: Paragraph, span: Span, looks: dict[str, Any]) -> None:
        match span:
            case Text(text=text, bold=bold, italic=italic, code=code):
                self._run(paragraph, text, looks | _given(bold=bold, italic=italic, code=code))
            case Quantity(text=text, doubt=doubt, bold=bold):
                self._run(paragraph, text, looks | _given(bold=bold))
                if doubt:
                    self._run(paragraph, f" ({doubt})", looks | {"colour": _AMBER})
            case Link(text=text, target=target):
                paragraph._p.append(self._outward(paragraph, text, target))  # noqa: SLF001
            case CaseNumber(number=number):
                anchor = f"case-{number}"
                if anchor in self._targets:
                    paragraph._p.append(self._link(str(number), anchor))  # noqa: SLF001
                else:
                    self._run(paragraph, str(number), looks)
            case Reference(to=to):
                for part in _wrapped(f" REF {bookmark_name(to)} \\h ", self.document.labels[to]):
                    paragraph._p.append(part)  # noqa: SLF001
            case NoteMark(mark=mark, note=note):
                paragraph._p.append(self._link(mark, note, raised=True))  # noqa: SLF001

    def _run(self, paragraph: Paragraph, text: str, looks: dict[str, Any]) -> None:
        for part in _pieces(text):
            run = paragraph.add_run(part)
            run.bold, run.italic = looks.get("bold"), looks.get("italic")
            if looks.get("raised"):
                run.font.superscript = True
            if looks.get("code"):
                run.style = "Machine text"
            if looks.get("colour"):
                from docx.shared import RGBColor  # noqa: PLC0415

                run.font.color.rgb = RGBColor.from_string(looks["colour"])
            if looks.get("size"):
                from docx.shared import Pt  # noqa: PLC0415

                run.font.size = Pt(looks["size"])
            if runs_right_to_left(part):
                run.font.rtl = True
                run.font.complex_script = True

    def _begin_mark(self, paragraph: Paragraph, name: str) -> Any:
        self._marks += 1
        attributes = {"w:id": str(self._marks)}
        paragraph._p.append(element("w:bookmarkStart", attributes | {"w:name": bookmark_name(name)}))  # noqa: SLF001
        return element("w:bookmarkEnd", attributes)

    def _link(self, text: str, to: str, *, raised: bool = False) -> Any:
        link = element("w:hyperlink", {"w:anchor": bookmark_name(to), "w:history": "1"})
        link.append(_text_run(text, colour=_ACCENT, raised=raised))
        return link

    def _outward(self, paragraph: Paragraph, text: str, target: str) -> Any:
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

        number = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = element("w:hyperlink", {"r:id": number})
        link.append(_text_run(text, colour=_ACCENT))
        return link


def bookmark_name(name: str) -> str:
    """Make a name that Word takes for a bookmark, another for each name.

    >>> bookmark_name("table-country-month")
    '_table_country_month'

    Where letters must go, because Word knows only some or because there are too many, a
    fingerprint of the whole name keeps it apart from others.
    """
    plainly = "_" + re.sub(r"[^A-Za-z0-9]", "_", name)
    if len(plainly) <= _LONGEST_NAME and re.fullmatch(r"[A-Za-z0-9-]*", name):
        return plainly
    return f"{plainly[: _LONGEST_NAME - 11]}_{sha256(name.encode()).hexdigest()[:10]}"


def element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    """Make an XML element of a Word file."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made


def _given(*, bold: bool = False, italic: bool = False, code: bool = False) -> dict[str, bool]:
    return {name: True for name, value in (("bold", bold), ("italic", italic), ("code", code)) if value}


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where its direction changes: each run of a Word file has one."""
    for part in _RIGHT_TO_LEFT.split(text):
        if part:
            yield part


def _text_run(text: str, *, colour: str = "", raised: bool = False, bold: bool = False) -> Any:
    run, looks = element("w:r"), element("w:rPr")
    if bold:
        looks.append(element("w:b"))
    if colour:
        looks.append(element("w:color", {"w:val": colour}))
    if raised:
        looks.append(element("w:vertAlign", {"w:val": "superscript"}))
    words = element("w:t", {"xml:space": "preserve"})
    words.text = text
    run.append(looks)
    run.append(words)
    return run


def _field(code: str, result: str, *, bold: bool = False) -> Any:
    field = element("w:fldSimple", {"w:instr": code})
    field.append(_text_run(result, bold=bold))
    return field


def _wrapped(code: str, result: str) -> list[Any]:
    return [*_opened(code), _text_run(result, colour=_ACCENT), _closed()]


def _opened(code: str) -> list[Any]:
    begin, middle, separate = element("w:r"), element("w:r"), element("w:r")
    begin.append(element("w:fldChar", {"w:fldCharType": "begin"}))
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = code
    middle.append(instruction)
    separate.append(element("w:fldChar", {"w:fldCharType": "separate"}))
    return [begin, middle, separate]


def _closed() -> Any:
    end = element("w:r")
    end.append(element("w:fldChar", {"w:fldCharType": "end"}))
    return end
