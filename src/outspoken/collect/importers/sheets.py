"""Read a spreadsheet (CSV, TSV, XLSX) exactly as printed, or say which cell prevents it.

Nothing is interpreted here: every cell becomes text. Formulas, merged cells, errors and
undecodable bytes are refused, because a value that nobody typed is not evidence.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from outspoken.errors import SheetError
from outspoken.study.settings import SheetSource
from outspoken.text.letters import tidy

LONGEST_CELL = 100_000
_LARGEST_FILE = 512 << 20
_LARGEST_UNPACKED = 1 << 30
_MOST_PARTS = 10_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet as text: its header, and its rows with their line numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    how_read: str
    """Encoding and delimiter, or the name of the worksheet."""


def read_sheet(path: Path, source: SheetSource, expected: Collection[str]) -> Sheet:
    """Read a spreadsheet by its declaration.

    `expected` are the columns the mapping names; among delimiters that were not declared,
    the one under which they all appear is taken.

    Raises:
        SheetError: naming file and line, with what to declare or to mend.
    """
    try:
        if not path.is_file():
            raise SheetError("the file is not there.", "Put it into the study's sources/ folder.", file=path)
        if path.stat().st_size > _LARGEST_FILE:
            raise SheetError("the file is larger than 512 MB.", "Split it into several sheets.", file=path)
        read = _read_xlsx if zipfile.is_zipfile(path) or path.suffix.lower() in {".xlsx", ".xlsm"} else _read_text
        sheet = read(path, source, expected)
    except OSError as error:
        raise SheetError(f"the file cannot be read ({error.strerror or error}).", file=path) from error
    _refuse_bad_header(path, sheet.header, source.header)
    if not sheet.rows:
        raise SheetError(
            "the sheet has a header but no rows.",
            f"Is the header really in line {source.header}? Otherwise declare header = N in study.toml.",
            file=path,
        )
    return sheet


def _read_text(path: Path, source: SheetSource, expected: Collection[str]) -> Sheet:
    raw = path.read_bytes()
    if not raw.strip():
        raise SheetError("the file is empty.", "Export the spreadsheet again.", file=path)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("this is an old Excel file (.xls).", "Save it as .xlsx or as CSV UTF-8.", file=path)
    text, encoding = _decoded(path, raw, source.encoding)
    delimiter = source.delimiter or _delimiter(text, source.header, expected)
    rows = _csv_rows(path, text, delimiter)
    skipped = [row for _, row in zip(range(source.header), rows, strict=False)]
    if len(skipped) < source.header:
        raise SheetError(
            f"the file ends before line {source.header}, where the header should be.",
            "Correct header = N in study.toml.",
            file=path,
        )
    body = tuple((line, cells) for line, cells in rows if any(cells))
    how = f"{encoding}, separated by {_DELIMITERS.get(delimiter, repr(delimiter))}"
    return Sheet(skipped[-1][1], body, how)


def _decoded(path: Path, raw: bytes, declared: str) -> tuple[str, str]:
    marked = next((name for bom, name in _BOMS if raw.startswith(bom)), "")
    encoding = declared or marked or "utf-8"
    try:
        text = raw.decode(encoding)
    except LookupError as error:
        raise SheetError(
            f"there is no encoding {declared!r}.", 'Write for example encoding = "cp1252".', file=path
        ) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        if declared or marked:
            raise SheetError(
                f"the file is not {encoding}, as {'declared' if declared else 'its first bytes say'}.",
                "Declare the encoding it was saved in, or save it again as UTF-8.",
                file=path,
                line=line,
            ) from error
        raise SheetError("the file is not UTF-8.", _encoding_hint(raw), file=path, line=line) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        hint = 'If it is UTF-16, declare encoding = "utf-16-le".' if raw.count(0) > len(raw) // 4 else ""
        raise SheetError(
            "the file holds NUL bytes, which no text does.", hint or "Export it again.", file=path, line=line
        )
    return text.removeprefix("\ufeff"), encoding


def _encoding_hint(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only when a file is not UTF-8

    best = from_bytes(raw[: 1 << 20]).best()
    guess = best.encoding.replace("_", "-") if best else "cp1252"
    return (
        f'Save it as UTF-8, or declare what it was saved in, e.g. encoding = "{guess}" '
        "(a guess: look at the names in the dry run before you import)."
    )


def _delimiter(text: str, header: int, expected: Collection[str]) -> str:
    lines = text.splitlines()
    line = lines[header - 1] if len(lines) >= header else ""

    def columns(delimiter: str) -> set[str]:
        row = next(iter(csv.reader([line], delimiter=delimiter)), [])
        return {tidy(cell) for cell in row}

    fitting = {delimiter: len(columns(delimiter) & set(expected)) for delimiter in _DELIMITERS}
    return max(fitting, key=lambda delimiter: fitting[delimiter])


def _csv_rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, tuple(map(tidy, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        too_long = "field larger" in str(error)
        raise SheetError(
            f"a cell is longer than {LONGEST_CELL:,} characters." if too_long else f"this is not CSV ({error}).",
            'Is a quotation mark left open? Every " inside a cell must be doubled, and closed.',
            file=path,
            line=line,
        ) from error


def _read_xlsx(path: Path, source: SheetSource, _expected: Collection[str]) -> Sheet:
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.2 s, only for workbooks

    try:
        _refuse_bomb(path)
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, ParseError, EOFError, TypeError) as error:
        raise SheetError(
            "the workbook is damaged or is not an Excel file.",
            "Open it in a spreadsheet program and save it again.",
            file=path,
        ) from error
    try:
        name = source.sheet or book.sheetnames[0]
        if name not in book.sheetnames:
            raise SheetError(
                f"there is no worksheet {name!r}; there are: {', '.join(book.sheetnames)}.",
                "Correct sheet = in study.toml.",
                file=path,
            )
        if not source.sheet and len(book.sheetnames) > 1:
            raise SheetError(
                f"the workbook has {len(book.sheetnames)} worksheets: {', '.join(book.sheetnames)}.",
                f'Declare which one, e.g. sheet = "{name}".',
                file=path,
            )
        _refuse_merged(path, book, name)
        header: tuple[str, ...] = ()
        body: list[tuple[int, tuple[str, ...]]] = []
        for line, cells in enumerate(book[name].iter_rows(), start=1):
            if line < source.header:
                continue
            texts = tuple(_cell_text(path, line, cell) for cell in cells)
            if line == source.header:
                header = _without_tail(texts)
            elif any(texts):
                body.append((line, _fitted(texts, len(header))))
    except (ParseError, ValueError, KeyError, zipfile.BadZipFile, EOFError, TypeError) as error:
        raise SheetError(
            "the worksheet is damaged.", "Open it in a spreadsheet program and save it again.", file=path
        ) from error
    finally:
        book.close()
    return Sheet(header, tuple(body), f"worksheet {name!r}")


def _cell_text(path: Path, line: int, cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    where = f"cell {getattr(cell, 'coordinate', '?')}"
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=") and cell.data_type != "s"):
        raise SheetError(
            "the cell holds a formula.",
            "Copy the column and paste it as values, then save.",
            file=path,
            line=line,
            field=where,
        )
    if cell.data_type == "e":
        raise SheetError(
            f"the cell holds the error {value}.",
            "Correct it in the spreadsheet program.",
            file=path,
            line=line,
            field=where,
        )
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = tidy(str(value))
    if len(text) > LONGEST_CELL:
        raise SheetError(
            f"the cell is longer than {LONGEST_CELL:,} characters.", "Shorten it.", file=path, line=line, field=where
        )
    return text


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise SheetError("the workbook unpacks to more than a spreadsheet can be.", "Do not open it.", file=path)


def _refuse_merged(path: Path, book: Any, name: str) -> None:
    # The one way to a worksheet's part that does not load all of it into memory.
    part = book[name]._worksheet_path.lstrip("/")  # noqa: SLF001
    with zipfile.ZipFile(path) as archive:
        found = re.search(rb'<mergeCell [^>]*ref="([A-Z]+)([0-9]+)(:[A-Z0-9]+)"', archive.read(part))
    if found:
        cells = (found[1] + found[2] + found[3]).decode()
        raise SheetError(
            f"the cells {cells} are merged, so it cannot be said to which row their value belongs.",
            "Unmerge all cells and fill in every row, then save.",
            file=path,
            line=int(found[2]),
        )


def _without_tail(texts: tuple[str, ...]) -> tuple[str, ...]:
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]


def _fitted(texts: tuple[str, ...], width: int) -> tuple[str, ...]:
    kept = _without_tail(texts)
    return kept if len(kept) > width else (kept + ("",) * width)[:width]


def _refuse_bad_header(path: Path, header: tuple[str, ...], line: int) -> None:
    if not any(header):
        raise SheetError("the header is empty.", "Correct header = N in study.toml.", file=path, line=line)
    blank = [index for index, name in enumerate(header, start=1) if not name]
    if blank:
        raise SheetError(
            f"column {blank[0]} has no name.", "Give every column a name, or delete it.", file=path, line=line
        )
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise SheetError(f"two columns are called {twice[0]!r}.", "Rename one of them.", file=path, line=line)
