from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.analyse.records import NO_DAY, UNKNOWN, UNSETTLED, Column, Kind
from outspoken.analyse.time import OUTSIDE, named, numbered, period_axis
from outspoken.errors import NotFound
from outspoken.study.settings import PERIODS, PeriodScheme
from tests.analyse.by_hand import PERIODS as BY_HAND

EPOCH = date(1970, 1, 1).toordinal()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def column(*stretches):
    """A column of dates: first and last day of each, or None."""
    known = [one is not None for one in stretches]
    low, high = (
        np.array([one[end].toordinal() - EPOCH if one else NO_DAY for one in stretches], np.int64) for end in (0, 1)
    )
    return Column("left", "Left", Kind.DATE, np.where(known, 0, UNKNOWN).astype(np.int32), low=low, high=high)


@given(DAYS, st.sampled_from(PERIODS))
def test_every_day_lies_in_the_period_that_a_calendar_says(day, kind):
    number = int(numbered(np.array([day.toordinal() - EPOCH]), kind)[0])
    assert named(number, kind) == BY_HAND[kind](day)


@given(DAYS, DAYS, st.sampled_from(PERIODS))
def test_periods_come_in_the_order_of_time(one, other, kind):
    first, second = sorted([one, other])
    numbers = numbered(np.array([first.toordinal() - EPOCH, second.toordinal() - EPOCH]), kind)
    assert numbers[0] <= numbers[1]


def days_of(stretches):
    return [end.toordinal() for stretch in stretches for end in stretch]


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=4), st.sampled_from(PERIODS))
def test_a_date_stands_in_its_period_or_among_all_it_may_be_in(drawn, kind):
    stretches = [(first, date.fromordinal(first.toordinal() + length)) for first, length in drawn]
    axis = period_axis(column(*stretches, None), kind)
    for row, (first, last) in enumerate(stretches):
        reached = {BY_HAND[kind](date.fromordinal(n)) for n in range(first.toordinal(), last.toordinal() + 1)}
        standing = {axis.keys[place] for place in axis.places(row)}
        if len(reached) == 1:
            assert standing == reached
            assert axis.codes[row] >= 0
        else:
            assert axis.codes[row] == UNSETTLED
            assert standing <= reached
            assert {BY_HAND[kind](first), BY_HAND[kind](last)} <= standing
            if max(days_of(stretches)) - min(days_of(stretches)) < 1_000:
                assert standing == reached
    assert axis.codes[-1] == UNKNOWN
    assert len(set(axis.keys)) == len(axis.keys)


def test_no_period_between_the_first_and_the_last_is_left_out():
    days = [(date(2014, 1, 5),) * 2, (date(2015, 3, 1),) * 2]
    assert len(period_axis(column(*days), "month").keys) == 15
    assert period_axis(column(*days), "quarter").keys == ("2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4", "2015-Q1")


def test_a_few_dates_far_apart_do_not_make_thousands_of_columns():
    axis = period_axis(column((date(1900, 1, 1),) * 2, (date(2100, 1, 1),) * 2), "day")
    assert axis.keys == ("1900-01-01", "2100-01-01")


def test_without_any_date_there_is_no_period():
    axis = period_axis(column(None, None), "month")
    assert axis.keys == ()
    assert axis.codes.tolist() == [UNKNOWN, UNKNOWN]


def test_a_period_that_is_none_is_not_found():
    with pytest.raises(NotFound, match="fortnight"):
        period_axis(column(None), "fortnight")


OWN = st.lists(st.tuples(st.integers(1, 20), st.integers(0, 15)), min_size=1, max_size=4)


@given(OWN, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), min_size=1, max_size=4))
def test_a_studys_own_periods_hold_what_lies_in_them(gaps, drawn):
    """Spans one after the other with gaps between; dates of any length over them."""
    start, spans, home = date(2001, 1, 1).toordinal(), {}, {}
    for number, (gap, length) in enumerate(gaps):
        first, last = start + gap - 1, start + gap - 1 + length
        spans[f"p{number}"] = (date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat())
        home.update(dict.fromkeys(range(first, last + 1), number))
        start = last + 1
    origin = date(2001, 1, 1).toordinal()
    stretches = [(date.fromordinal(origin + at), date.fromordinal(origin + at + length)) for at, length in drawn]
    axis = period_axis(column(*stretches), "mine", PeriodScheme(spans=spans))
    for row, (first, last) in enumerate(stretches):
        reached = {home.get(day, OUTSIDE) for day in range(first.toordinal(), last.toordinal() + 1)}
        if len(reached) == 1:
            assert {int(axis.codes[row])} == reached
            assert row not in axis.spread
        else:
            assert axis.codes[row] == UNSETTLED
            assert set(axis.spread[row]) == reached


def test_an_axis_says_of_what_it_is():
    published = Column("published", "Published", Kind.DATE, np.zeros(0, np.int32))
    assert period_axis(published, "month").label == "Month of publication"
    assert period_axis(column(None), "month").label == "Month (left)"
