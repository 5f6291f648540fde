"""Cross two axes into a table of counts with margins, each cell an estimate; and say who is in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from outspoken.analyse.counts import Bounds, Counts, caveat, tally
from outspoken.analyse.records import MISSING_LABELS, UNSETTLED, Axis, CaseTable, Codes, Crossing, Mask
from outspoken.estimates import Estimate

_NOT_SETTLED = MISSING_LABELS[UNSETTLED]


def cross(table: CaseTable, rows: Axis, columns: Axis) -> Crossing:
    """Count cases by two axes.

    Cases without a value get rows and columns of their own, one for each kind of missing,
    and so do cases whose value is one of several: nothing is dropped, everything adds up.
    Only along a group of codes, where one case may have several, sums exceed the totals.
    """
    down, across = _Side(table, rows), _Side(table, columns)
    inner = _inner(table, down, across)
    row_margin = _margin(table, down)
    column_margin = _margin(table, across)
    total = tally(table, np.zeros(table.rows, np.int32), 1)
    grid = _whole(inner, row_margin, column_margin, total, down, across)
    used_rows = _used(down, grid.high.max(axis=1) > 0)
    used_columns = _used(across, grid.high.max(axis=0) > 0)
    note = caveat(table)

    def estimate(value: int, low: int, high: int) -> Estimate:
        return Estimate(int(value), int(low), int(high), int(total.value[0]), table.unit, caveat=note)

    def cell(row: int, column: int) -> Estimate:
        return estimate(grid.value[row, column], grid.low[row, column], grid.high[row, column])

    last_row, last_column = len(down.keys), len(across.keys)
    return Crossing(
        unit=table.unit,
        row_axis=rows,
        column_axis=columns,
        row_keys=tuple(down.keys[row] for row in used_rows),
        column_keys=tuple(across.keys[column] for column in used_columns),
        rows=tuple(down.labels[row] for row in used_rows),
        columns=tuple(across.labels[column] for column in used_columns),
        cells=tuple(tuple(cell(row, column) for column in used_columns) for row in used_rows),
        row_totals=tuple(cell(row, last_column) for row in used_rows),
        column_totals=tuple(cell(last_row, column) for column in used_columns),
        total=cell(last_row, last_column),
        notes=_notes(rows, columns, note),
    )


def members(
    table: CaseTable, rows: Axis, columns: Axis, row: str = "", column: str = ""
) -> tuple[list[int], list[int]]:
    """Return the ids of the cases that surely are in a cell, and of those that only may be.

    An empty key means the whole row or column.
    """
    here = inside(table, rows, columns, row, column)
    certain = set(table.ids[here & (table.world < 0)].tolist())
    in_doubt: set[int] = set()
    for knot in table.knots:
        reached = [set(table.ids[here & (table.world == world)].tolist()) for world in knot.worlds]
        certain |= set.intersection(*reached)
        in_doubt |= set.union(*reached) - set.intersection(*reached)
    coarse = {*rows.spread, *columns.spread} & _spread_into(rows, row) & _spread_into(columns, column)
    spread = {int(table.ids[number]) for number in coarse}
    return sorted(certain), sorted((in_doubt | spread) - certain)


def inside(table: CaseTable, rows: Axis, columns: Axis, row: str = "", column: str = "") -> Mask:
    """Say which rows of the case table are in a cell; an empty key means the whole row or column."""
    return _within(table, _Side(table, rows), row) & _within(table, _Side(table, columns), column)


class _Side:
    """One axis with its missing kinds as further places."""

    def __init__(self, table: CaseTable, axis: Axis) -> None:
        self.axis = axis
        self.keys: list[str] = list(axis.keys)
        self.labels: list[str] = list(axis.labels)
        if axis.multiple is not None:
            self.layers: list[Codes] = [np.where(has, place, -1) for place, has in sorted(axis.multiple.items())]
            none = ~np.any(list(axis.multiple.values()), axis=0)
            self.layers.append(np.where(none, self._add("none of them"), -1))
            return
        codes = axis.codes.copy()
        for code in sorted((int(code) for code in np.unique(axis.codes) if code < 0), reverse=True):
            if code != UNSETTLED:
                codes[axis.codes == code] = self._add(MISSING_LABELS.get(code, "outside all periods"))
        codes[axis.codes == UNSETTLED] = -1
        self.layers = [codes]
        # Open values are told apart by subtraction, once the sure ones are counted.
        self._add(_NOT_SETTLED)

    def _add(self, label: str) -> int:
        self.keys.append(label)
        self.labels.append(label)
        return len(self.keys) - 1

    @property
    def unsettled(self) -> int | None:
        """The place of cases whose value is one of several."""
        return None if self.axis.multiple is not None else len(self.keys) - 1

    def places(self, row: int) -> Sequence[int]:
        """Every place a row may be in."""
        if row in self.axis.spread:
            return self.axis.spread[row]
        return [int(layer[row]) for layer in self.layers if layer[row] >= 0]


def _inner(table: CaseTable, down: _Side, across: _Side) -> Bounds:
    height, width = len(down.keys), len(across.keys)
    total: Bounds | None = None
    for first, second in product(down.layers, across.layers):
        cells = np.where((first >= 0) & (second >= 0), first * width + second, -1).astype(np.int32)
        spread = list(_spread(down, across, width)) if total is None else []
        found = tally(table, cells, height * width, spread)
        total = found if total is None else _sum(total, found)
    assert total is not None
    return Bounds(*(part.reshape(height, width) for part in (total.value, total.low, total.high)))


def _spread(down: _Side, across: _Side, width: int) -> Iterator[tuple[int, int]]:
    for row in {*down.axis.spread, *across.axis.spread}:
        for first, second in product(down.places(row), across.places(row)):
            yield row, first * width + second


def _margin(table: CaseTable, side: _Side) -> Bounds:
    total: Bounds | None = None
    for layer in side.layers:
        spread = [(row, place) for row, places in side.axis.spread.items() for place in places] if total is None else []
        found = tally(table, layer.astype(np.int32), len(side.keys), spread)
        total = found if total is None else _sum(total, found)
    assert total is not None
    return total


def _sum(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(one.value + other.value, one.low + other.low, one.high + other.high)


def _whole(
    inner: Bounds, row_margin: Bounds, column_margin: Bounds, total: Bounds, down: _Side, across: _Side
) -> Bounds:
    """Join cells and margins; what is in no cell for sure goes where it can be seen."""
    parts = []
    for cells, below, beside, corner in zip(
        _parts(inner), _parts(row_margin), _parts(column_margin), _parts(total), strict=True
    ):
        parts.append(np.block([[cells, below[:, None]], [beside[None, :], corner[:, None]]]))
    value, low, high = parts
    if across.unsettled is not None:
        _fill(value, low, high, across.unsettled)
    if down.unsettled is not None:
        _fill(value.T, low.T, high.T, down.unsettled)
    return Bounds(value, low, high)


def _fill(value: Counts, low: Counts, high: Counts, place: int) -> None:
    """Give each row's unsettled place what its margin has more than its cells."""
    others = [column for column in range(value.shape[1] - 1) if column != place]
    left = value[:, -1] - value[:, others].sum(axis=1)
    value[:, place] = high[:, place] = left
    low[:, place] = 0


def _parts(bounds: Bounds) -> tuple[Counts, Counts, Counts]:
    return bounds.value, bounds.low, bounds.high


def _used(side: _Side, any_case: Mask) -> list[int]:
    """Keep every key of the axis, and of the kinds of missing those that occur."""
    return [place for place in range(len(side.keys)) if place < len(side.axis.keys) or any_case[place]]


def _within(table: CaseTable, side: _Side, key: str) -> Mask:
    if not key:
        return np.ones(table.rows, np.bool_)
    if key not in side.keys:
        return np.zeros(table.rows, np.bool_)
    place = side.keys.index(key)
    if place == side.unsettled:
        unsettled: Mask = side.axis.codes == UNSETTLED
        return unsettled
    found: Mask = np.any([layer == place for layer in side.layers], axis=0)
    return found


def _spread_into(axis: Axis, key: str) -> set[int]:
    if not key or axis.multiple is not None:
        return set(range(len(axis.codes)))
    sure = np.flatnonzero(axis.codes == axis.keys.index(key)).tolist() if key in axis.keys else []
    return {*sure, *(row for row, places in axis.spread.items() if key in {axis.keys[place] for place in places})}


def _notes(rows: Axis, columns: Axis, note: str) -> tuple[str, ...]:
    several = [axis.label for axis in (rows, columns) if axis.multiple is not None]
    more = (f"One case may have several of {' and of '.join(several)}, so the cells add up to more than the total.",)
    return ((note,) if note else ()) + (more if several else ())
