"""Print a document as a tagged PDF (PDF/UA-1) through typst, the same bytes each time."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from outspoken.errors import StudyError
from outspoken.report.documents.blocks import Document
from outspoken.report.documents.plainforms import PlainForms
from outspoken.report.documents.typefaces import ARABIC, FONTS, OWN, SANS, SERIF

TEMPLATE = Path(__file__).parent.parent / "templates" / "report.typ"
STANDARD = "ua-1"
_NO_GLYPH = re.compile(r"the text `\"(?P<text>.+?)\"` could not be displayed")


def pdf(document: Document, own_fonts: Path | None = None) -> bytes:
    """Print a document as PDF/UA-1.

    `own_fonts` is a folder of further fonts, for scripts that ours do not hold.

    Raises:
        StudyError: if no font shows some character; names it.
    """
    import typst  # noqa: PLC0415 - 80 MB of compiler, only for this edition

    forms = PlainForms(document)
    content = {
        "title": document.title,
        "subtitle": document.subtitle,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "date": document.date,
        "language": document.language.split("-")[0],
        "region": document.language.split("-")[1] if "-" in document.language else None,
        "rtl": document.right_to_left,
        "blocks": forms.blocks(document.blocks),
        "figures": [forms.block(figure) for figure in document.figures],
        "sans": [SANS, ARABIC],
        "serif": [SERIF, ARABIC],
    }
    files = {"main.typ": TEMPLATE.read_bytes(), "document.json": json.dumps(content, ensure_ascii=False).encode()}
    files |= {f"{figure.id}.svg": figure.print_svg.encode() for figure in document.figures}
    folders = [str(FONTS)] + ([str(own_fonts)] if own_fonts is not None and own_fonts.is_dir() else [])
    try:
        made = typst.compile(  # type: ignore[call-overload] # takes a dictionary of files too
            files, format="pdf", pdf_standards=[STANDARD], ignore_system_fonts=True, font_paths=folders, timestamp=0
        )
    except typst.TypstError as error:
        raise _refusal(str(error)) from error
    return bytes(made)


def _refusal(message: str) -> StudyError:
    missing = _NO_GLYPH.search(message)
    if missing is None:
        return StudyError(
            f"The PDF could not be made: {message}.",
            'Build the others with formats "html" and "docx", and report this.',
        )
    letter = missing["text"][0]
    name = unicodedata.name(letter, "no name")
    return StudyError(
        f"The PDF cannot show {missing['text']!r}: no font here holds {letter} (U+{ord(letter):04X}, {name}).",
        f"Put a font for this script (of the Noto family, for example) into the study's {OWN}/ and build again.",
    )
