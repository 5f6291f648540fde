"""Lay a printed table over the crossing it should be: every cell, every margin, and its own sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from outspoken.analyse.crossings import cross, inside
from outspoken.analyse.records import Axis, CaseTable
from outspoken.estimates import Estimate
from outspoken.report.claims import PrintedTable
from outspoken.report.evaluation import Evaluator, counted_in_worlds
from outspoken.report.figure_words import Figure
from outspoken.report.printed import Printed, Sum
from outspoken.report.verdicts import TOO_MANY, Checked, Recomputed, Verdict, deciders
from outspoken.text.countries import code_of
from outspoken.text.dates import parse_printed
from outspoken.text.letters import fold


def check_table(printed: Printed, evaluator: Evaluator) -> Iterator[Checked]:
    """Recompute every cell and margin of a printed table, and add it up."""
    axes = (printed.table.rows, printed.table.columns)
    columns = frozenset(name for axis in axes for name in evaluator.asked(axis).columns)
    table = evaluator.table(columns)
    yield from _Cells(printed, table, evaluator.axis(axes[0], table), evaluator.axis(axes[1], table)).checked()
    for total in printed.sums():
        yield _sum_row(printed, total)


class _Cells:
    """A printed table laid over the crossing that it should be."""

    def __init__(self, printed: Printed, table: CaseTable, rows: Axis, columns: Axis) -> None:
        self._printed, self._table, self._axes = printed, table, (rows, columns)
        self._crossing = cross(table, rows, columns)
        known = self._crossing
        own = printed.table
        self._rows = _matched(printed.rows, known.row_keys, known.rows, own, own.row_format)
        self._columns = _matched(printed.columns, known.column_keys, known.columns, own, own.column_format)

    def checked(self) -> Iterator[Checked]:
        """Check every cell, every margin, and what the printed table leaves out."""
        printed, total = self._printed, self._printed.table.total
        for label, cells, row_total in zip(printed.rows, printed.cells, printed.row_totals, strict=True):
            for name, cell in zip(printed.columns, cells, strict=True):
                yield from self._cell("cell", (label, name), cell)
            if row_total is not None:
                yield from self._cell("row total", (label, total), row_total)
        for name, column_total in zip(printed.columns, printed.column_totals, strict=True):
            if column_total is not None:
                yield from self._cell("column total", (total, name), column_total)
        if printed.grand_total is not None:
            yield from self._cell("grand total", (total, total), printed.grand_total)
        yield from self._left_out()

    def _cell(self, kind: str, place: tuple[str, str], given: int | None) -> Iterator[Checked]:
        total = self._printed.table.total
        keys = tuple(
            "" if label == total else names[known[label]] if label in known else None
            for label, known, names in zip(
                place,
                (self._rows, self._columns),
                (self._crossing.row_keys, self._crossing.column_keys),
                strict=True,
            )
        )
        if None in keys:
            found = Estimate(0, 0, 0, self._crossing.total.n, self._crossing.unit)
        else:
            found = self._found(place)
        yield from self._compared(kind, ", ".join(place), given, found, (keys[0], keys[1]))

    def _found(self, place: tuple[str, str]) -> Estimate:
        row, column = self._rows.get(place[0]), self._columns.get(place[1])
        if row is not None and column is not None:
            return self._crossing.cells[row][column]
        if row is not None:
            return self._crossing.row_totals[row]
        return self._crossing.total if column is None else self._crossing.column_totals[column]

    def _compared(
        self, kind: str, place: str, given: int | None, found: Estimate, keys: tuple[str | None, str | None]
    ) -> Iterator[Checked]:
        own = self._printed.table
        stated = own.blank if given is None else given
        if stated is None:
            return
        low, high = found.low or 0, found.high or 0
        verdict = Verdict.HOLDS if low == stated == high else Verdict.FAILS
        depends: tuple[str, ...] = ()
        if low < high and low <= stated <= high:
            verdict, depends = Verdict.DEPENDS, self._depends(stated, keys)
        said = "nothing is printed" if given is None else f"{given} is printed"
        yield Checked(
            f"{own.id}:{place}",
            kind,
            f"{own.where or own.id}, {place}",
            f"{own.title or own.id}, {place}: {said}, the cases give {found}.",
            given,
            Recomputed(found.value, found.low, found.high),
            verdict,
            depends,
        )

    def _depends(self, stated: int, keys: tuple[str | None, str | None]) -> tuple[str, ...]:
        mask = inside(self._table, *self._axes, keys[0] or "", keys[1] or "")
        worlds = counted_in_worlds(self._table, mask)
        if worlds is None:
            return TOO_MANY
        exactly = Figure(str(stated), stated, stated, True, True, False, stated)
        return deciders(exactly, worlds)

    def _left_out(self) -> Iterator[Checked]:
        """Report rows and columns that the data have and the printed table has not."""
        known = self._crossing
        sides = (
            (self._rows, known.rows, known.row_totals, "row total"),
            (self._columns, known.columns, known.column_totals, "column total"),
        )
        for matched, labels, totals, kind in sides:
            for place, (label, total) in enumerate(zip(labels, totals, strict=True)):
                if place not in matched.values() and total.low:
                    yield from self._compared(kind, f"{label} (not printed)", None, total, (None, None))


def _sum_row(printed: Printed, total: Sum) -> Checked:
    name = printed.table.title or printed.table.id
    what = {
        "row": f"the cells of row {total.label}",
        "column": f"the cells of column {total.label}",
        "row totals": "the row totals",
        "column totals": "the column totals",
    }[total.kind]
    return Checked(
        f"{printed.table.id}:sum of {total.kind} {total.label}".strip(),
        "arithmetic",
        f"{printed.table.where or printed.table.id}, sum of {what.removeprefix('the ')}",
        f"{name}: {what} add up to {total.added}, {total.printed} is printed.",
        total.printed,
        Recomputed(total.added, total.added, total.added),
        Verdict.HOLDS if total.added == total.printed else Verdict.FAILS,
    )


def _matched(
    printed: Sequence[str], keys: Sequence[str], labels: Sequence[str], table: PrintedTable, pattern: str
) -> dict[str, int]:
    """Find the row or column that each printed label means."""
    known = {fold(name): place for names in (labels, keys) for place, name in enumerate(names)}
    found = {}
    for label in printed:
        meant = table.labels.get(label, label)
        if pattern:
            with suppress(ValueError):
                meant = str(parse_printed(meant, pattern))
        place = known.get(fold(meant))
        if place is None and (code := code_of(meant)):
            place = known.get(fold(code))
        if place is not None:
            found[label] = place
    return found
