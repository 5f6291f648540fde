"""Read a table as printed and add it up: cells against its own margins, with no look at the cases.

Pure but for reading the file. Empty cells count as the claims file says (usually zero).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from outspoken.collect.importers.sheets import read_sheet
from outspoken.errors import ClaimsError
from outspoken.report.claims import FILE, PrintedTable
from outspoken.study.settings import SheetSource
from outspoken.text.letters import fold


@dataclass(frozen=True, slots=True)
class Sum:
    """A margin as printed, and what its cells add up to."""

    kind: str
    """row, column, row totals or column totals."""
    label: str
    printed: int
    added: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed table: labels, cells (None where nothing is printed) and margins."""

    table: PrintedTable
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    grand_total: int | None

    def sums(self) -> Iterator[Sum]:
        """Add up every row, every column, and the margins."""
        for label, cells, total in zip(self.rows, self.cells, self.row_totals, strict=True):
            if total is not None:
                yield Sum("row", label, total, sum(cell or 0 for cell in cells))
        for place, (label, total) in enumerate(zip(self.columns, self.column_totals, strict=True)):
            if total is not None:
                yield Sum("column", label, total, sum(row[place] or 0 for row in self.cells))
        if self.grand_total is not None:
            for kind, totals in (("row totals", self.row_totals), ("column totals", self.column_totals)):
                if any(total is not None for total in totals):
                    yield Sum(kind, self.table.total, self.grand_total, sum(total or 0 for total in totals))


def read_printed(folder: Path, table: PrintedTable) -> Printed:
    """Read a printed table from its sheet.

    Raises:
        ClaimsError: if a cell is no whole number.
        SheetError: if the sheet cannot be read.
    """
    source = SheetSource(file=table.file, key="", columns={})
    sheet = read_sheet(folder / table.file, source, ())
    with_total = bool(sheet.header) and fold(sheet.header[-1]) == fold(table.total)
    columns = sheet.header[1:-1] if with_total else sheet.header[1:]
    body = [(line, cells) for line, cells in sheet.rows]
    labels, numbers, totals = [], [], []
    column_totals: tuple[int | None, ...] = (None,) * len(columns)
    grand_total: int | None = None
    for line, cells in body:
        if len(cells) != len(sheet.header):
            raise ClaimsError("the row is longer or shorter than the header.", file=table.file, line=line)
        values = tuple(_number(table, line, name, text) for name, text in zip(sheet.header[1:], cells[1:], strict=True))
        inner, margin = (values[:-1], values[-1]) if with_total else (values, None)
        if fold(cells[0]) == fold(table.total):
            column_totals, grand_total = inner, margin
            continue
        labels.append(cells[0])
        numbers.append(inner)
        totals.append(margin)
    return Printed(table, tuple(labels), tuple(columns), tuple(numbers), tuple(totals), column_totals, grand_total)


def _number(table: PrintedTable, line: int, column: str, text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise ClaimsError(
            f"{text!r} is not a whole number.",
            f"Correct the printed table {table.id} that {FILE} names.",
            file=table.file,
            line=line,
            field=column,
        )
    return int(text)
