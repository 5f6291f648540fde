"""Read codings from a plain spreadsheet: a row for each quote, with its document, its code and its coder.

Taguette's table of highlights (`document`, `tag`, `content`) is one. A sheet holds no
texts: each quote is looked for in the texts of the study, and one that does not stand there
letter by letter is listed and left out. Pure.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from outspoken.coding.exchange.records import CodeIn, MarkIn, Project, TextGiven
from outspoken.coding.quotes import verbatim
from outspoken.errors import FileError
from outspoken.text.letters import fold, quote

COLUMNS = {
    "code": ("code", "tag", "codes", "code name"),
    "quote": ("quote", "content", "segment", "highlight", "text"),
    "document": ("document", "file", "title", "source", "document name"),
    "coder": ("coder", "owner", "user", "author"),
}
"""What each column may be called."""


def read_quotes(path: Path, texts: Mapping[str, str], coder: str) -> Project:
    """Read a sheet; `texts` are the study's, by name, and `coder` whoever coded where the sheet does not say.

    Raises:
        FileError: if it cannot be read or has no column for codes or quotes.
    """
    rows = _rows(path)
    header = {fold(name): name for name in rows[0]} if rows else {}
    columns = {what: next((header[name] for name in names if name in header), "") for what, names in COLUMNS.items()}
    for what in ("code", "quote"):
        if not columns[what]:
            raise FileError(f"it has no column for the {what}.", f"Name one: {', '.join(COLUMNS[what])}.", file=path)
    codes: dict[str, CodeIn] = {}
    marks, losses = [], []
    for number, row in enumerate(rows, start=2):
        name, words = row[columns["code"]].strip(), row[columns["quote"]].strip()
        document = row[columns["document"]].strip() if columns["document"] else ""
        if not name or not words:
            losses.append(f"Row {number} has no code or no quote.")
            continue
        codes.setdefault(name, CodeIn(name, name))
        places = [
            (title, found)
            for title, text in texts.items()
            if document in {"", title} and (found := verbatim(text, words)) is not None
        ]
        if len(places) != 1:
            where = "in no text" if not places else f"in {len(places)} texts"
            losses.append(f"Row {number}: the quote {quote(words)} stands {where} of the study; it was left out.")
            continue
        title, found = places[0]
        who = row[columns["coder"]].strip() if columns["coder"] else ""
        marks.append(MarkIn(title, name, found.start, found.end, who or coder))
    used = {mark.text for mark in marks}
    kept = tuple(TextGiven(title, title, text) for title, text in texts.items() if title in used)
    return Project(path.stem, "a spreadsheet", tuple(codes.values()), kept, tuple(marks), losses=tuple(losses))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"it cannot be read ({error}).", "Save it as CSV in UTF-8.", file=path) from error
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise FileError(f"it is no table ({error}).", "Save it as CSV in UTF-8.", file=path) from error
    return [
        {(name or ""): (value or "") for name, value in row.items() if isinstance(value, str | None)} for row in rows
    ]
