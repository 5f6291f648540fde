"""Read a spreadsheet (CSV, TSV, XLSX) exactly as printed, or say which cell prevents it.

Nothing is interpreted here: every cell becomes text. Formulas, merged cells, errors and
undecodable bytes are refused, because a value that nobody typed is not evidence.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from outspoken.collect.importers.workbooks import read_workbook
from outspoken.collect.records import LONGEST_CELL, Sheet
from outspoken.errors import SheetError
from outspoken.study.settings import SheetSource
from outspoken.text.letters import quote, tidy

_LARGEST_FILE = 512 << 20
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


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
        if _is_workbook(path):
            sheet = read_workbook(path, source)
        else:
            sheet = _read_text(path, source, expected)
    except OSError as error:
        raise SheetError(
            f"the file cannot be read ({error.strerror or error}).", "May you read it?", file=path
        ) from error
    _refuse_bad_header(path, sheet.header, source.header)
    if not sheet.rows:
        raise SheetError(
            "the sheet has a header but no rows.",
            f"Is the header really in line {source.header}? Otherwise declare header = N in study.toml.",
            file=path,
        )
    return sheet


def _is_workbook(path: Path) -> bool:
    # A workbook that was cut off still begins like one, but is no zip any more.
    with path.open("rb") as file:
        begins = file.read(4) == b"PK\x03\x04"
    return begins or zipfile.is_zipfile(path) or path.suffix.lower() in {".xlsx", ".xlsm"}


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
    except (LookupError, ValueError) as error:
        raise SheetError(
            f"there is no encoding {quote(declared)}.", 'Write for example encoding = "cp1252".', file=path
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SheetError("the file holds NUL bytes, which no text does.", _nul_hint(raw), file=path, line=line)
    return text.removeprefix("\ufeff"), encoding


def _nul_hint(raw: bytes) -> str:
    if raw.count(0) <= len(raw) // 4:
        return "Export it again."
    order = "le" if raw[1::2].count(0) > raw[::2].count(0) else "be"
    return f'If it is UTF-16, declare encoding = "utf-16-{order}", or save it again as UTF-8.'


def _encoding_hint(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only when a file is not UTF-8

    best = from_bytes(raw[: 1 << 20]).best()
    guess = best.encoding.replace("_", "-") if best else "cp1252"
    return (
        f'Save it as UTF-8, or declare what it was saved in, e.g. encoding = "{guess}" '
        "(a guess: look at the names in the dry run before you import)."
    )


def _delimiter(text: str, header: int, expected: Collection[str]) -> str:
    def columns(delimiter: str) -> set[str]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        with suppress(csv.Error):
            return {tidy(cell) for cell in next(islice(rows, header - 1, None), ())}
        return set()

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
        raise SheetError(f"two columns are called {quote(twice[0])}.", "Rename one of them.", file=path, line=line)
