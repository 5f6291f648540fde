"""What does a printed table itself say about a condition, whatever the cases say?

The printed table is taken as if it were a small case table: as many rows as it prints,
with the country, month or value that its labels name. A claim that fits the cases but not
the table printed beside it is found this way. Where the table cannot tell (the claim
speaks of something that it has no row or column for), the answer is None.
"""

from __future__ import annotations

import numpy as np

from outspoken.analyse.records import NO_DAY, UNKNOWN, CaseTable, Column, Kind, Unit
from outspoken.errors import ClaimsError
from outspoken.report.evaluation import Evaluator
from outspoken.report.expressions import Call, axes_of
from outspoken.report.printed import Printed
from outspoken.report.ranges import days
from outspoken.study.settings import PERIODS
from outspoken.text.countries import code_of
from outspoken.text.dates import parse_printed
from outspoken.text.letters import fold


def told_by(printed: Printed, call: Call, evaluator: Evaluator) -> int | None:
    """Count by a printed table the cases that a call counts; None if it cannot tell."""
    wanted = {column for axis in axes_of(call) for column in evaluator.asked(axis).columns}
    sides = [
        _side(evaluator, axis, labels, pattern, printed.table.labels)
        for axis, labels, pattern in (
            (printed.table.rows, printed.rows, printed.table.row_format),
            (printed.table.columns, printed.columns, printed.table.column_format),
        )
    ]
    if any(side is None for side in sides):
        return None
    down, across = (side for side in sides if side is not None)
    if not wanted <= {down.name, across.name}:
        return None
    weights = _weights(printed, down.name in wanted, across.name in wanted)
    if weights is None:
        return None
    rows, columns = np.nonzero(weights)
    times = weights[rows, columns]
    picked = {
        down.name: _repeated(down, np.repeat(rows, times)),
        across.name: _repeated(across, np.repeat(columns, times)),
    }
    size = int(times.sum())
    table = CaseTable(
        unit=Unit.PERSONS,
        ids=np.arange(size),
        world=np.full(size, -1, np.int32),
        worlds=(),
        knots=(),
        columns=picked,
        knot_of=np.empty(0, np.int64),
        headline=np.empty(0, np.bool_),
    )
    return int(evaluator.answer(call, table).value or 0)


def _weights(printed: Printed, by_row: bool, by_column: bool) -> np.ndarray | None:
    """Return how many cases stand in each cell, or in the margin that is enough to tell."""
    height, width = len(printed.rows), len(printed.columns)
    found = np.zeros((height, width), np.int64)
    if by_row and by_column:
        found[:] = [[cell or 0 for cell in row] for row in printed.cells]
    elif by_row:
        found[:, 0] = [total or 0 for total in printed.row_totals]
    elif by_column:
        found[0, :] = [total or 0 for total in printed.column_totals]
    elif printed.grand_total is not None:
        found[0, 0] = printed.grand_total
    else:
        return None
    return found if found.any() else None


def _side(
    evaluator: Evaluator, axis: str, labels: tuple[str, ...], pattern: str, meanings: dict[str, str]
) -> Column | None:
    """Make a column of a printed table's labels, one row for each label."""
    asked = evaluator.asked(axis)
    meant = [meanings.get(label, label) for label in labels]
    if asked.name in PERIODS:
        return _dated(asked.column, meant, pattern)
    attribute = evaluator.settings.attributes.get(asked.name)
    if attribute is None or attribute.type.value not in {"country", "category", "yes-no"}:
        return None
    kind = Kind.COUNTRY if attribute.type.value == "country" else Kind.CATEGORY
    values = [_value(attribute.values, kind, label) for label in meant]
    keys = tuple(sorted({value for value in values if value is not None}))
    codes = [UNKNOWN if value is None else keys.index(value) for value in values]
    return Column(asked.column, attribute.label, kind, np.array(codes, np.int32), keys, keys)


def _value(declared: dict[str, list[str]], kind: Kind, label: str) -> str | None:
    if kind is Kind.COUNTRY:
        return code_of(label)
    for value, forms in declared.items():
        if fold(label) in {fold(value), *map(fold, forms)}:
            return value
    return None


def _dated(name: str, labels: list[str], pattern: str) -> Column | None:
    low, high = [], []
    for label in labels:
        try:
            first, last = days(str(parse_printed(label, pattern)) if pattern else label)
        except (ValueError, ClaimsError):
            first = last = NO_DAY
        low.append(first)
        high.append(last)
    codes = [UNKNOWN if day == NO_DAY else 0 for day in low]
    return Column(
        name, name, Kind.DATE, np.array(codes, np.int32), low=np.array(low, np.int64), high=np.array(high, np.int64)
    )


def _repeated(column: Column, places: np.ndarray) -> Column:
    ranged = column.kind is Kind.DATE
    empty = np.empty(0, np.int64)
    return Column(
        column.name,
        column.label,
        column.kind,
        column.codes[places],
        column.keys,
        column.labels,
        column.low[places] if ranged else empty,
        column.high[places] if ranged else empty,
    )
