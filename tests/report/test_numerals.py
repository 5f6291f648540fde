"""Numbers, shares and dates are printed the same way wherever a report prints them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outspoken.report.numerals import NOTHING, counted, day_of, month_of, printed_day, share_in_table, share_in_words


def test_what_nobody_knows_is_a_dash_and_never_a_nought() -> None:
    assert {show(None) for show in (counted, share_in_words, share_in_table, month_of, day_of)} == {NOTHING}
    assert counted(0) == "0"


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_counted_from_1970_prints_as_the_date_it_is(one: date) -> None:
    counted_from_1970 = (one - date(1970, 1, 1)) // timedelta(days=1)
    assert day_of(counted_from_1970) == printed_day(one)
    assert printed_day(one).endswith(month_of(counted_from_1970))


@given(st.integers(0, 10**12))
def test_thousands_are_parted_by_commas(number: int) -> None:
    assert int(counted(number).replace(",", "")) == number
