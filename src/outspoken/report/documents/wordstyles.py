"""Dress a Word file: page, language, fonts, and the styles that its parts are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outspoken.report.documents.blocks import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SANS, _SERIF, _MONO, _COMPLEX = "Arial", "Georgia", "Consolas", "Arial"
"""Fonts that readers of Word files have; a Word file embeds none."""
_INK, _MUTED = "1F2A33", "56626B"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LOOKS: dict[str, tuple[str, float, bool, str, float, float]] = {
    # style: font, size, bold, colour, space before, space after (points)
    "Normal": (_SERIF, 10.5, False, _INK, 0, 7),
    "Title": (_SANS, 27, True, _INK, 90, 8),
    "Subtitle": (_SERIF, 14, False, _MUTED, 0, 14),
    "Byline": (_SANS, 9.5, False, _MUTED, 0, 10),
    "Contents heading": (_SANS, 12, True, _INK, 36, 6),
    "Contents entry": (_SANS, 10, False, _INK, 0, 3),
    "Heading 1": (_SANS, 17, True, _INK, 28, 8),
    "Heading 2": (_SANS, 12, True, _INK, 18, 5),
    "Heading 3": (_SANS, 10.5, True, _INK, 12, 4),
    "Caption": (_SANS, 9, False, _INK, 10, 5),
    "Drawing": (_SERIF, 10.5, False, _INK, 6, 2),
    "Table text": (_SANS, 8.5, False, _INK, 1.5, 1.5),
    "Table number": (_SANS, 8.5, False, _INK, 1.5, 1.5),
    "Note": (_SANS, 8, False, _MUTED, 2, 1),
    "Term": (_SANS, 10, True, _INK, 9, 2),
    "Definition": (_SERIF, 10.5, False, _INK, 0, 3),
    "Quote": (_SERIF, 10.5, False, _MUTED, 4, 8),
    "List Bullet": (_SERIF, 10.5, False, _INK, 0, 3),
    "List Number": (_SERIF, 10.5, False, _INK, 0, 3),
}
_FOLLOWED = ("Heading 1", "Heading 2", "Heading 3", "Term")


def dress(book: WordDocument, document: Document) -> None:
    """Give an empty Word file its page, styles, language and properties."""
    from docx.shared import Mm  # noqa: PLC0415 - only for this edition

    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin = section.bottom_margin = Mm(22)
    for name, look in _LOOKS.items():
        _style(book, name, look, right_to_left=document.right_to_left)
    _machine_text(book)
    _number_pages(section)
    _language(book, document.language)
    _properties(book, document)


def _style(
    book: WordDocument, name: str, look: tuple[str, float, bool, str, float, float], *, right_to_left: bool
) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    font, size, bold, colour, before, after = look
    known = {style.name for style in book.styles}
    style: Any = book.styles[name] if name in known else book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = book.styles["Normal"]
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in list(fonts.attrib):
        del fonts.attrib[kind]
    for kind, value in (("ascii", font), ("hAnsi", font), ("eastAsia", font), ("cs", _COMPLEX)):
        fonts.set(_WORD + kind, value)
    for border in style.element.iter(_WORD + "pBdr"):
        border.getparent().remove(border)
        break
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    tight = name in {"Title", "Caption", "Note", "Table text", "Table number"} or name.startswith("Heading")
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE if tight else WD_LINE_SPACING.MULTIPLE
    if not tight:
        form.line_spacing = 1.25
    form.keep_with_next = name in _FOLLOWED
    if name == "Table number":
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT if right_to_left else WD_ALIGN_PARAGRAPH.RIGHT
    if right_to_left and name == "Normal":
        style.element.get_or_add_pPr().append(_element("w:bidi", {}))


def _machine_text(book: WordDocument) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    style: Any = book.styles.add_style("Machine text", WD_STYLE_TYPE.CHARACTER)
    style.font.name, style.font.size = _MONO, Pt(8)


def _number_pages(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = _element("w:fldSimple", {"w:instr": " PAGE "})
    run = _element("w:r", {})
    words = _element("w:t", {})
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx offers no fields


def _language(book: WordDocument, language: str) -> None:
    """Say in which language the whole file is, for spelling and for screen readers."""
    styles = book.styles.element
    for defaults in styles.iter(_WORD + "rPrDefault"):
        for old in list(defaults.iter(_WORD + "lang")):
            old.getparent().remove(old)
        looks = defaults.find(_WORD + "rPr")
        looks.append(_element("w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": language}))


def _properties(book: WordDocument, document: Document) -> None:
    properties = book.core_properties
    properties.title, properties.author = document.title, ", ".join(document.authors)
    properties.subject, properties.language = document.subtitle, document.language
    properties.comments = properties.keywords = properties.last_modified_by = ""
    # A file that says when it was made is another file each time.
    part = properties._element  # noqa: SLF001
    for child in list(part):
        if child.tag.endswith(("}created", "}modified", "}revision")):
            part.remove(child)


def _element(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made
