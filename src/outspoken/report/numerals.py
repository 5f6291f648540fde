"""Write numbers, shares and dates as a report prints them."""

from __future__ import annotations

from datetime import date

from outspoken.analyse.columns import day
from outspoken.estimates import Estimate

NOTHING = "–"


def counted(value: float | None) -> str:
    """Print a count.

    >>> counted(58), counted(12345.0), counted(None)
    ('58', '12,345', '–')
    """
    if value is None:
        return NOTHING
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}"


def share_in_words(value: float | None) -> str:
    """Print a share in a sentence.

    >>> share_in_words(0.58621)
    '58.6 per cent'
    """
    return NOTHING if value is None else f"{_percentage(value)} per cent"


def share_in_table(value: float | None) -> str:
    """Print a share in a table whose heading says per cent.

    >>> share_in_table(0.5), share_in_table(1.0)
    ('50.0', '100')
    """
    return NOTHING if value is None else _percentage(value)


def month_of(value: float | None) -> str:
    """Print the month that a day, counted from 1970, lies in.

    >>> month_of(16465)
    'January 2015'
    """
    return NOTHING if value is None else f"{_MONTHS[day(int(value)).month - 1]} {day(int(value)).year}"


def day_of(value: float | None) -> str:
    """Print a day counted from 1970.

    >>> day_of(16465)
    '30 January 2015'
    """
    return NOTHING if value is None else f"{day(int(value)).day} {month_of(value)}"


def printed_day(value: date) -> str:
    """Print a date.

    >>> printed_day(date(2015, 8, 30))
    '30 August 2015'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def period_in_words(key: str) -> str:
    """Print the key of a period as one would say it; what is no month stays as it is.

    >>> period_in_words("2015-08"), period_in_words("2015-H2")
    ('August 2015', '2015-H2')
    """
    year, _, month = key.partition("-")
    if len(key) == 7 and year.isdigit() and month.isdigit():
        return f"{_MONTHS[int(month) - 1]} {year}"
    return key


def short_period(key: str) -> tuple[str, str]:
    """Split the key of a period into its year and a short name of the part.

    >>> short_period("2015-08"), short_period("2015-H2"), short_period("2015")
    (('2015', 'Aug'), ('2015', 'H2'), ('', '2015'))
    """
    year, _, part = key.partition("-")
    if not part or not year.isdigit() or len(part) > 3:
        return "", key
    return year, _MONTHS[int(part) - 1][:3] if part.isdigit() else part


def bounds(estimate: Estimate) -> str:
    """Print the least and the greatest value of a count, or nothing where it is sure."""
    if estimate.sure or estimate.value is None:
        return ""
    return f"{counted(estimate.low)}–{counted(estimate.high)}"


def capital(text: str) -> str:
    """Begin with a capital letter, as the label of a row does.

    >>> capital("not settled"), capital("ISO code")
    ('Not settled', 'ISO code')
    """
    return text[:1].upper() + text[1:]


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _percentage(value: float) -> str:
    return "100" if value >= 1 else f"{value * 100:.1f}"
