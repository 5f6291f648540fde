"""A Word file is dressed by styles alone, in the language and direction of its document, and tells no time."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm

from outspoken.report.composition import Composed
from outspoken.report.documents.wordstyles import dress


def dressed(made: Composed, **more: object) -> WordDocument:
    book = docx.Document()
    dress(book, replace(made.document, **more))  # type: ignore[arg-type]
    return book


@pytest.fixture
def book(composed_harbour: Composed) -> WordDocument:
    return dressed(composed_harbour)


def test_the_page_is_a4_and_numbered(book: WordDocument) -> None:
    section = book.sections[0]
    size = [(length or 0) / Mm(1) for length in (section.page_width, section.page_height)]
    assert size == pytest.approx([210, 297], abs=0.1)
    fields = [one.get(qn("w:instr")).strip() for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]


def test_headings_stay_with_what_follows_and_grow_with_their_level(book: WordDocument) -> None:
    levels = [book.styles[f"Heading {level}"] for level in (1, 2, 3)]
    assert all(style.paragraph_format.keep_with_next for style in levels)
    sizes = [style.font.size for style in levels]
    assert sizes == sorted(sizes, reverse=True)
    assert not book.styles["Normal"].paragraph_format.keep_with_next


def test_no_style_brings_a_font_of_the_theme(book: WordDocument) -> None:
    for name in ("Normal", "Title", "Heading 1", "Caption", "Table text"):
        fonts = book.styles[name].element.rPr.rFonts
        assert not [key for key in fonts.attrib if "heme" in key]
        assert fonts.get(qn("w:cs")) == "Arial"


def test_who_wrote_it_is_said_and_when_it_was_made_is_not(book: WordDocument) -> None:
    known = book.core_properties
    assert (known.title, known.author) == ("Leaving the Quiet Harbour", "Amal Brook, Bilal Stone")
    assert (known.created, known.modified, known.last_modified_by) == (None, None, "")


@pytest.mark.parametrize(("language", "to_the_left"), [("en", False), ("ar", True), ("fa-IR", True)])
def test_the_whole_file_has_its_language_and_direction(
    composed_harbour: Composed, language: str, to_the_left: bool
) -> None:
    book = dressed(composed_harbour, language=language)
    (lang,) = book.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert {lang.get(qn(f"w:{part}")) for part in ("val", "eastAsia", "bidi")} == {language}
    assert (book.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None) is to_the_left
    numbers = book.styles["Table number"].paragraph_format.alignment
    assert numbers is not None
    assert numbers.name == ("LEFT" if to_the_left else "RIGHT")


def test_dressing_twice_gives_the_same_styles(composed_harbour: Composed) -> None:
    one, other = dressed(composed_harbour), dressed(composed_harbour)
    assert one.styles.element.xml == other.styles.element.xml
