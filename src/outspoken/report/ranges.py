"""Compare dates and numbers with ranges: surely inside, or possibly, when a date is not precise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from outspoken.analyse.records import Column, Kind, Truth
from outspoken.errors import ClaimsError
from outspoken.text.dates import parse_edtf

_DAY_ZERO = np.datetime64("1970-01-01", "D")
_A_MONDAY = np.datetime64("1969-12-29", "D")
_ENDLESS = np.iinfo(np.int64).max


def compared(column: Column, sign: str, values: Sequence[str]) -> Truth:
    """Say of which rows a date or number compares with values as the sign demands.

    A value may be a day, month, quarter, half-year, week, year or decade; `=` means
    inside it, `<` before its first day, `>` after its last.

    Raises:
        ClaimsError: if a value is no date, or no number.
    """
    spans = [_span(column, value) for value in values]
    if sign == "in":
        each = [_between(column, low, high) for low, high in spans]
        return Truth(np.any([one.must for one in each], axis=0), np.any([one.may for one in each], axis=0))
    low, high = spans[0]
    if sign == "!=":
        known, inside = column.codes >= 0, _between(column, low, high)
        return Truth(known & ~inside.may, known & ~inside.must)
    return _between(
        column,
        *{
            "=": (low, high),
            "..": (low, spans[-1][1]),
            "<": (-_ENDLESS, low - 1),
            "<=": (-_ENDLESS, high),
            ">": (high + 1, _ENDLESS),
            ">=": (low, _ENDLESS),
        }[sign],
    )


def _between(column: Column, low: int, high: int) -> Truth:
    known = column.codes >= 0
    must = known & (column.low >= low) & (column.high <= high)
    may = known & (column.low <= high) & (column.high >= low)
    return Truth(must, may)


def _span(column: Column, value: str) -> tuple[int, int]:
    if column.kind is Kind.NUMBER:
        try:
            number = round(float(value) * 1_000)
        except ValueError:
            raise ClaimsError(f"{value!r} is not a number, but {column.name!r} is.") from None
        return number, number
    return days(value)


def days(value: str) -> tuple[int, int]:
    """Return the first and the last day of a period or date, counted from 1970.

    Raises:
        ClaimsError: if it is none.
    """
    first, last = dates(value)
    return int((first - _DAY_ZERO).astype(int)), int((last - _DAY_ZERO).astype(int))


def dates(value: str) -> tuple[np.datetime64, np.datetime64]:
    """Return the first and the last day of a period or date.

    >>> [str(day) for day in dates("2015-Q3")], str(dates("2015-08")[1])
    (['2015-07-01', '2015-09-30'], '2015-08-31')

    Raises:
        ClaimsError: if it is none.
    """
    year, _, part = value.partition("-")
    if part[:1] in {"Q", "H"} and part[1:].isdigit():
        months = 3 if part[0] == "Q" else 6
        start = np.datetime64(f"{year}-01", "M") + months * (int(part[1:]) - 1)
        return start.astype("datetime64[D]"), (start + months).astype("datetime64[D]") - 1
    if part[:1] == "W" and part[1:].isdigit():
        fourth = np.datetime64(f"{year}-01-04", "D")
        monday = fourth - int((fourth - _A_MONDAY).astype(int)) % 7
        first = monday + 7 * (int(part[1:]) - 1)
        return first, first + 6
    if value.endswith("0s"):
        return np.datetime64(f"{value[:4]}-01-01", "D"), np.datetime64(f"{int(value[:4]) + 9}-12-31", "D")
    try:
        date = parse_edtf(value)
    except ValueError as error:
        raise ClaimsError(f"{value!r} is no date or period.", "Write 2015, 2015-08, 2015-Q3 or 2015-08-15.") from error
    return np.datetime64(date.first, "D"), np.datetime64(date.last, "D")
