from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.dating import dated
from outspoken.collect.finds.records import DateForm
from outspoken.text.dates import parse_edtf

TODAY = date(2016, 6, 30)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Wed, 01 Apr 2015 09:00:00 GMT", "2015-04-01"),
        ("Wed, 1 Apr 2015 09:00 +0300", "2015-04-01"),
        ("01 Apr 15 23:59:59 -0500", "2015-04-01"),
        ("Wednesday, 01 April 2015 09:00:00 (UTC)", "2015-04-01"),
        ("2015-04-01T23:30:00-05:00", "2015-04-01"),
        ("2015-04-01T00:00:00.123Z", "2015-04-01"),
        ("2015-04-01 09:00", "2015-04-01"),
        ("2015-04", "2015-04"),
        ("2015", "2015"),
        ("2015-08~", "2015-08~"),
        ("20150401", "2015-04-01"),
        ("1 April 2015", "2015-04-01"),
        ("April 1, 2015", "2015-04-01"),
        ("Apr 2015", "2015-04"),
        ("2015 April 1", "2015-04-01"),
        ("01/01/2015", "2015-01-01"),
        ("", ""),
    ],
)
def test_a_date_is_taken_as_printed_with_its_precision(printed, value):
    found = dated(printed, DateForm.FREE, TODAY)
    assert (found.value, found.note) == (value, "")


@pytest.mark.parametrize(
    ("printed", "readings", "why"),
    [
        ("04/01/2015", ["2015-01-04", "2015-04-01"], "which number is the day"),
        ("01/14/15", ["2015-01-14"], "which number is the day"),
        ("03.04.15", ["2015-03-04", "2015-04-03"], "which number is the day"),
        ("Mon, 01 Apr 2015 09:00:00 GMT", ["2015-04-01"], "day of the week"),
        ("Sat, 01 Apr 2017 09:00:00 GMT", ["2017-04-01"], "after the day"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ["1970-01-01"], "before there was a web"),
        ("last Tuesday", [], "without guessing"),
        ("Spring 2015", [], "without guessing"),
        ("31 April 2015", [], "no calendar"),
        ("2015-02-30", [], "no calendar"),
        ("30/30/2015", [], "no calendar"),
        ("0000-00-00T00:00:00Z", [], "no calendar"),
        ("4/2015", [], "without guessing"),
    ],
)
def test_what_is_unsure_is_a_doubt_and_never_a_date(printed, readings, why):
    found = dated(printed, DateForm.STAMP, TODAY)
    assert found.value == ""
    assert sorted(one.value for one in found.readings) == readings
    assert why in found.note


def test_months_are_read_in_the_languages_of_the_study():
    assert dated("1. März 2015", DateForm.FREE, TODAY, ("en", "de")).value == "2015-03-01"
    assert dated("1. März 2015", DateForm.FREE, TODAY, ("en",)).value == ""


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ,][0-9]{2,4}", fullmatch=True))
def test_whatever_is_printed_gives_a_date_that_a_calendar_has_or_a_reason(printed):
    found = dated(printed, DateForm.STAMP, TODAY)
    for value in (found.value, *(one.value for one in found.readings)):
        if value:
            parse_edtf(value)
    assert bool(found.value) + bool(found.note) <= 1
