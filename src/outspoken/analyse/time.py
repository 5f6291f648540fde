"""Sort dates into periods: days, weeks, months, quarters, half-years, years, decades, or a study's own.

Pure and vectorised. A date that is less precise than the period is not forced into one:
its place is open among all it may be in.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from outspoken.analyse.columns import day
from outspoken.analyse.records import NO_DAY, UNSETTLED, Axis, Column
from outspoken.errors import NotFound
from outspoken.study.settings import PERIODS, PeriodScheme
from outspoken.text.dates import parse_edtf

_EPOCH = date(1970, 1, 1).toordinal()
_MOST_PERIODS = 1_000
OUTSIDE = -6
"""The date lies in none of a study's own periods."""

Ints = NDArray[np.int64]


def period_axis(column: Column, period: str, own: PeriodScheme | None = None) -> Axis:
    """Sort a date column into periods, with every period between the first and the last.

    Raises:
        NotFound: if there is no such period.
    """
    if own is not None:
        return _own_periods(column, period, own)
    if period not in PERIODS:
        raise NotFound(f"There is no period {period!r}.", f"There are: {', '.join(PERIODS)}.")
    known = column.codes >= 0
    low, high = numbered(column.low[known], period), numbered(column.high[known], period)
    codes = column.codes.copy()
    if not len(low):
        return Axis(period, _titled(column, period), (), (), codes)
    first, last = int(low.min()), int(high.max())
    if last - first < _MOST_PERIODS:
        numbers = np.arange(first, last + 1)
    else:
        numbers = np.unique(np.concatenate([low, high]))
    places = np.searchsorted(numbers, low)
    ends = np.searchsorted(numbers, high, side="right") - 1
    sure = low == high
    codes[known] = np.where(sure, places, UNSETTLED)
    rows = np.flatnonzero(known)
    spread = {
        int(rows[index]): tuple(range(int(places[index]), int(ends[index]) + 1)) for index in np.flatnonzero(~sure)
    }
    keys = tuple(named(int(number), period) for number in numbers)
    return Axis(period, _titled(column, period), keys, keys, codes, spread)


def numbered(days: Ints, period: str) -> Ints:
    """Return the running number of the period that each day lies in."""
    if period == "day":
        return days
    if period == "week":
        return (days + 3) // 7  # 1970-01-01 was a Thursday
    months = np.where(days == NO_DAY, 0, days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months // {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120}[period]


def named(number: int, period: str) -> str:
    """Name a period by its running number.

    >>> named(547, "month"), named(182, "quarter"), named(91, "half-year"), named(45, "year")
    ('2015-08', '2015-Q3', '2015-H2', '2015')
    """
    if period == "day":
        return day(number).isoformat()
    if period == "week":
        year, week, _ = (day(0) + timedelta(days=number * 7 - 3)).isocalendar()
        return f"{year}-W{week:02d}"
    if period == "decade":
        return f"{1970 + number * 10}s"
    per_year, mark = {"month": (12, "-"), "quarter": (4, "-Q"), "half-year": (2, "-H"), "year": (1, "")}[period]
    year, part = 1970 + number // per_year, number % per_year + 1
    return f"{year}{mark}{part:02d}" if period == "month" else f"{year}{mark}{part if mark else ''}"


def _own_periods(column: Column, name: str, own: PeriodScheme) -> Axis:
    starts = np.array([parse_edtf(first).first.toordinal() - _EPOCH for first, _ in own.spans.values()], np.int64)
    stops = np.array([parse_edtf(last).last.toordinal() - _EPOCH for _, last in own.spans.values()], np.int64)
    known = column.codes >= 0
    codes = column.codes.copy()
    lows, highs = column.low[known], column.high[known]
    first = np.searchsorted(stops, lows)  # the first period that is not over yet
    last = np.searchsorted(starts, highs, side="right") - 1  # the last that has begun
    begun = np.minimum(first, len(starts) - 1)
    inside = (first == last) & (starts[begun] <= lows) & (highs <= stops[begun])
    codes[known] = np.where(first > last, OUTSIDE, np.where(inside, first, UNSETTLED))
    rows = np.flatnonzero(known)
    spread = {}
    for index in np.flatnonzero(~inside & (first <= last)):
        reached = range(int(first[index]), int(last[index]) + 1)
        gaps = [starts[one + 1] > stops[one] + 1 for one in reached[:-1]]
        open_ends = lows[index] < starts[reached[0]] or highs[index] > stops[reached[-1]]
        spread[int(rows[index])] = (*([OUTSIDE] if open_ends or any(gaps) else []), *reached)
    keys = tuple(own.spans)
    return Axis(name, own.label or name.capitalize(), keys, keys, codes, spread)


def _titled(column: Column, period: str) -> str:
    of = "of publication" if column.name == "published" else f"({column.label.lower()})"
    return f"{period.capitalize()} {of}"
