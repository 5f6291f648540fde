"""A period in words is its first and its last day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import ClaimsError
from outspoken.report.ranges import dates, days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-H2", "2015-07-01", "2015-12-31"),
        ("2015-Q4", "2015-10-01", "2015-12-31"),
        ("2010s", "2010-01-01", "2019-12-31"),
        ("2015-08-15", "2015-08-15", "2015-08-15"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert [str(one) for one in dates(text)] == [first, last]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_week_is_the_one_of_the_calendar(one: date) -> None:
    year, week, _ = one.isocalendar()
    assert [str(day) for day in dates(f"{year}-W{week:02}")] == [
        date.fromisocalendar(year, week, weekday).isoformat() for weekday in (1, 7)
    ]


def test_days_are_counted_from_1970() -> None:
    assert days("1970-01-01") == (0, 0)


def test_what_is_no_period_is_refused() -> None:
    with pytest.raises(ClaimsError, match="no date or period"):
        days("summer")
