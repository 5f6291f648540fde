"""Read PDF and DOCX files, after looking whether they could be bombs."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from outspoken.archive.blemishes import blemishes
from outspoken.archive.records import ReadOut
from outspoken.errors import Unsafe
from outspoken.text.languages import direction_of, language_of
from outspoken.text.letters import tidy

MOST_PAGES, MOST_ENTRIES = 5_000, 2_000
LARGEST, RATIO, FREE = 100 << 20, 200, 10 << 20
LONGEST = 20_000_000
"""Characters of one text."""


def read_pdf(data: bytes) -> ReadOut:
    """Read the words of a PDF, page after page.

    Raises:
        Unsafe: if it cannot be read, or holds no words (a scanned one, say).
    """
    import pypdfium2  # noqa: PLC0415 - only where there is a PDF

    try:
        paper = pypdfium2.PdfDocument(data)
        if len(paper) > MOST_PAGES:
            raise Unsafe(f"The PDF says that it has {len(paper):,} pages; {MOST_PAGES:,} are read.")
        parts, length = list[str](), 0
        for page in paper:
            parts.append(page.get_textpage().get_text_range().replace("\r\n", "\n").strip())
            length += len(parts[-1])
            if length > LONGEST:
                raise Unsafe("The PDF holds more words than any story does.")
        title = paper.get_metadata_dict().get("Title", "")
    except pypdfium2.PdfiumError as error:
        raise Unsafe("The PDF is damaged or locked, and cannot be read.") from error
    words = "\n\n".join(part for part in parts if part).replace("\ufffe", "-")
    if not words:
        raise Unsafe("The PDF holds no words, only pictures of pages.", "Give its words with `outspoken archive give`.")
    return _paper(words, title)


def read_docx(data: bytes) -> ReadOut:
    """Read the paragraphs and tables of a DOCX, in their order.

    Raises:
        Unsafe: if it cannot be read, or could be a bomb.
    """
    check_zip(data)
    import docx  # noqa: PLC0415 - only where there is a DOCX
    from docx.table import Table  # noqa: PLC0415

    try:
        paper = docx.Document(BytesIO(data))
        parts = []
        for one in paper.iter_inner_content():
            if isinstance(one, Table):
                parts += ["\t".join(cell.text for cell in row.cells) for row in one.rows]
            else:
                parts.append(one.text)
        title = paper.core_properties.title or ""
    except Unsafe:
        raise
    except Exception as error:
        raise Unsafe("The DOCX is damaged, and cannot be read.") from error
    words = "\n".join(part for part in parts if part.strip())
    if not words:
        raise Unsafe("The DOCX holds no words.")
    return _paper(words, title)


def check_zip(data: bytes) -> None:
    """Refuse a ZIP that has too many parts, unpacks to too much, or would write outside its folder.

    Raises:
        Unsafe: saying which.
    """
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as error:
        raise Unsafe("The file is damaged, and cannot be unpacked.") from error
    if len(parts) > MOST_ENTRIES:
        raise Unsafe(f"The file packs {len(parts):,} files; {MOST_ENTRIES:,} are read.")
    whole = sum(part.file_size for part in parts)
    if whole > LARGEST or (whole > FREE and whole > RATIO * len(data)):
        raise Unsafe(f"The file unpacks from {len(data) / 1e6:.1f} MB to {whole / 1e6:,.0f} MB, as only a bomb does.")
    for part in parts:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or (part.external_attr >> 28) == 0xA:
            raise Unsafe("The file packs one that would be written outside its folder.")


def _paper(words: str, title: str) -> ReadOut:
    return ReadOut(
        words=words,
        title=tidy(title)[:500],
        language=language_of(words),
        direction=direction_of(words),
        marks=blemishes(words, []),
    )
