"""Read an Excel workbook (XLSX) exactly as shown, or say which cell prevents it.

Formulas, errors and merged cells are refused: a value that nobody typed is not evidence.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from outspoken.collect.records import LONGEST_CELL, Sheet
from outspoken.errors import SheetError
from outspoken.study.settings import SheetSource
from outspoken.text.letters import quote, tidy

_LARGEST_UNPACKED = 1 << 30
_SURELY_HARMLESS = 64 << 20
_MOST_PACKED = 100
"""A workbook of honest cells is packed to a tenth; a bomb to a thousandth."""
_MOST_PARTS = 10_000
_MOST_LINES = 1 << 20
"""An Excel worksheet has no more."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)([0-9]+)(:[A-Z0-9]+)"')
_CHUNK = 1 << 20
_NOT_OF_DATES = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\\\.")
"""Colours, quoted words and escaped letters in a number format."""


def read_workbook(path: Path, source: SheetSource) -> Sheet:
    """Read one worksheet by its declaration.

    Raises:
        SheetError: naming file, line and cell, with what to mend.
    """
    _refuse_bomb(path)
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions that carry no value
            return _read(path, file, source)
    except (SheetError, OSError):
        raise
    except Exception as error:  # whatever openpyxl, zipfile and two XML parsers make of a broken file
        raise SheetError(
            "the workbook is damaged or is not an Excel file.",
            "Open it in a spreadsheet program and save it again.",
            file=path,
        ) from error


def _read(path: Path, file: IO[bytes], source: SheetSource) -> Sheet:
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.2 s, only for workbooks

    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        name = _chosen(path, book.sheetnames, source.sheet)
        worksheet = book[name]
        # The one way to a worksheet's part that does not load all of it into memory.
        _refuse_merged(path, worksheet._worksheet_path.lstrip("/"))  # noqa: SLF001
        # Some programs write a wrong extent; cells outside it would be silently left out.
        worksheet.reset_dimensions()
        header: tuple[str, ...] = ()
        body: list[tuple[int, tuple[str, ...]]] = []
        for line, cells in enumerate(worksheet.iter_rows(), start=1):
            if line > _MOST_LINES:
                raise SheetError("the worksheet has more than a million lines.", "Split it.", file=path)
            if line < source.header:
                continue
            texts = _without_tail(tuple(_cell_text(path, line, cell) for cell in cells))
            if line == source.header:
                header = texts
            elif texts:
                body.append((line, texts + ("",) * (len(header) - len(texts))))
    finally:
        book.close()
    return Sheet(header, tuple(body), f"worksheet {quote(name)}")


def _chosen(path: Path, names: list[str], declared: str) -> str:
    if declared and declared not in names:
        raise SheetError(
            f"there is no worksheet {quote(declared)}; there are: {', '.join(names)}.",
            "Correct sheet = in study.toml.",
            file=path,
        )
    if not declared and len(names) > 1:
        raise SheetError(
            f"the workbook has {len(names)} worksheets: {', '.join(names)}.",
            f'Declare which one, e.g. sheet = "{names[0]}".',
            file=path,
        )
    return declared or names[0]


def _cell_text(path: Path, line: int, cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""

    def refused(message: str, hint: str) -> SheetError:
        return SheetError(message, hint, file=path, line=line, field=f"cell {cell.coordinate}")

    if cell.data_type == "f":
        raise refused("the cell holds a formula.", "Copy the column and paste it as values, then save.")
    if cell.data_type == "e":
        raise refused(f"the cell holds the error {value}.", "Correct it in the spreadsheet program.")
    if isinstance(value, date):
        return _shown_date(value, cell.number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = tidy(str(value))
    if len(text) > LONGEST_CELL:
        raise refused(f"the cell is longer than {LONGEST_CELL:,} characters.", "Shorten it.")
    return text


def _shown_date(value: date, number_format: str) -> str:
    """Write a date as precisely as the cell shows it: a cell that shows Aug-15 says nothing of a day."""
    letters = _NOT_OF_DATES.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    if "d" not in letters and "y" in letters:
        return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat()


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise SheetError(
            "the workbook is damaged or is not an Excel file.",
            "Open it in a spreadsheet program and save it again.",
            file=path,
        ) from error
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    bloated = unpacked > _SURELY_HARMLESS and unpacked > _MOST_PACKED * packed
    if len(parts) > _MOST_PARTS or unpacked > _LARGEST_UNPACKED or bloated:
        raise SheetError("the workbook unpacks to more than a spreadsheet can be.", "Do not open it.", file=path)


def _refuse_merged(path: Path, part: str) -> None:
    with zipfile.ZipFile(path) as archive, archive.open(part) as xml:
        found = next(filter(None, map(_MERGED.search, _windows(xml))), None)
    if found:
        cells = (found[1] + found[2] + found[3]).decode()
        raise SheetError(
            f"the cells {cells} are merged, so it cannot be said to which row their value belongs.",
            "Unmerge all cells and fill in every row, then save.",
            file=path,
            line=int(found[2]),
        )


def _windows(xml: IO[bytes]) -> Iterator[bytes]:
    """Yield a large part piece by piece, each with the end of the one before."""
    before = b""
    while piece := xml.read(_CHUNK):
        yield before + piece
        before = piece[-200:]


def _without_tail(texts: tuple[str, ...]) -> tuple[str, ...]:
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]
