from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.dates import NoSuchDay, PartialDate, check_pattern, parse_edtf, parse_printed, readings

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def partial_dates(draw):
    day, precision = draw(DAYS), draw(st.sampled_from(["day", "month", "year"]))
    return PartialDate(
        day.year,
        None if precision == "year" else day.month,
        day.day if precision == "day" else None,
        draw(st.sampled_from(["", "~", "?", "%"])),
    )


@given(partial_dates())
def test_edtf_survives_a_round_trip(made):
    assert parse_edtf(str(made)) == made


@given(partial_dates())
def test_its_ends_are_the_first_and_last_day_it_can_mean(made):
    assert made.first <= made.last
    assert (made.first == made.last) == (made.precision == "day")
    for end in (made.first, made.last):
        assert parse_edtf(end.isoformat()).first == end
        assert end.year == made.year
        assert made.month is None or end.month == made.month
    # One day further on either side would be another year or month.
    after = date.fromordinal(made.last.toordinal() + 1)
    assert (after.year, after.month if made.month else 0) != (made.year, made.month or 0) or made.day


PATTERNS = {
    "DD/MM/YYYY": "%d/%m/%Y",
    "MM/DD/YYYY": "%m/%d/%Y",
    "YYYY-MM-DD": "%Y-%m-%d",
    "DD.MM.YYYY": "%d.%m.%Y",
    "D MMMM YYYY": "%d %B %Y",
    "MMM D, YYYY": "%b %d, %Y",
    "YYYYMMDD": "%Y%m%d",
}


@given(DAYS, st.sampled_from(sorted(PATTERNS)))
def test_a_printed_day_is_read_back_by_its_pattern(day, pattern):
    assert parse_printed(day.strftime(PATTERNS[pattern]), pattern) == PartialDate(day.year, day.month, day.day)


@given(DAYS)
def test_a_full_iso_date_is_read_under_every_pattern(day):
    assert parse_printed(day.isoformat(), "DD/MM/YY").first == day


@given(st.integers(1969, 2068))
def test_two_digits_mean_a_year_between_1969_and_2068(year):
    assert parse_printed(f"01/02/{year % 100:02d}", "DD/MM/YY").year == year


@pytest.mark.parametrize(
    ("printed", "pattern", "language", "read"),
    [
        ("3 März 2015", "D MMMM YYYY", "de", "2015-03-03"),
        ("5 مارس 2015", "D MMMM YYYY", "ar", "2015-03-05"),
        ("MAI 2015", "MMM YYYY", "fr", "2015-05"),
        ("3 de março de 2015", "YYYY", "pt-BR", None),
        ("2015年3月", "YYYY年M月", "ja", "2015-03"),
        ("٠٣/٠٢/١٥", "DD/MM/YY", "ar", "2015-02-03"),
        ("aug. 2015", "MMM YYYY", "en", "2015-08"),
        ("3 March 2015", "D MMMM YYYY", "qqq", "2015-03-03"),
    ],
)
def test_months_have_the_names_of_the_studys_language(printed, pattern, language, read):
    if read is None:
        with pytest.raises(ValueError, match="is not printed as"):
            parse_printed(printed, pattern, language)
    else:
        assert str(parse_printed(printed, pattern, language)) == read


@pytest.mark.parametrize(
    ("printed", "pattern"),
    [
        ("31/02/15", "DD/MM/YY"),
        ("01/14/15", "DD/MM/YY"),
        ("00/05/15", "DD/MM/YY"),
        ("05/00/15", "DD/MM/YY"),
        ("29/02/15", "DD/MM/YY"),
        ("2015-00", "EDTF"),
        ("2015-02-00", "EDTF"),
        ("2015-13", "EDTF"),
        ("0000", "EDTF"),
    ],
)
def test_a_day_that_no_calendar_has_is_never_bent_into_one(printed, pattern):
    with pytest.raises(NoSuchDay, match="no calendar has"):
        parse_printed(printed, pattern)


@pytest.mark.parametrize(
    "printed", ["", "1/4/15", "01-04-15", "01/04/2015", "01/04/15 or so", "April 2015", "no calendar", "tomorrow"]
)
def test_what_does_not_fit_the_pattern_is_refused_and_is_no_impossible_date(printed):
    with pytest.raises(ValueError, match="is not printed as") as caught:
        parse_printed(printed, "DD/MM/YY")
    assert not isinstance(caught.value, NoSuchDay)


@pytest.mark.parametrize(
    "pattern", ["DD/MM", "DD/YY", "dd/mm/yy", "YYYYY", "YYY", "DD/MM/YY hh:mm", "YY YYYY", "", "MMMMM"]
)
def test_a_pattern_that_cannot_name_a_date_is_refused(pattern):
    with pytest.raises(ValueError, match=r"date pattern|must name one year"):
        check_pattern(pattern)


def test_a_day_needs_a_month():
    with pytest.raises(ValueError, match="a day needs a month"):
        PartialDate(2015, None, 5)


# ---- What an impossible date may mean --------------------------------------------------


def nobody(_mended: str) -> None:
    return None


def test_both_readings_of_an_impossible_date_are_given_with_their_reasons():
    given_by = {"01/04/15": "rows 2 and 18 print 01/04/15"}.get
    found = readings("01/14/15", "DD/MM/YY", given_by)
    assert [reading.value for reading in found] == ["2015-01-14", "2015-04-01"]
    assert found[0].why == "if it is printed as MM/DD/YY"
    assert "rows 2 and 18" in found[1].why


def test_without_a_witness_a_slip_is_not_offered():
    assert [reading.value for reading in readings("01/14/15", "DD/MM/YY", nobody)] == ["2015-01-14"]


def test_a_date_that_can_mean_nothing_has_no_reading():
    assert readings("31/02/15", "DD/MM/YY", nobody) == ()


def test_two_digits_swapped_are_a_slip_too():
    found = readings("51/01/14", "DD/MM/YY", {"15/01/14": "row 3 prints it"}.get)
    assert [reading.value for reading in found] == ["2014-01-15"]


def test_a_slip_is_mended_in_the_studys_language():
    found = readings("31 Februar 2015", "D MMMM YYYY", {"21 Februar 2015": "row 3 prints it"}.get, "de")
    assert [reading.value for reading in found] == ["2015-02-21"]


@given(
    st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["DD/MM/YY", "MM/DD/YY", "YY/MM/DD"])
)
def test_every_reading_is_a_real_day_and_none_is_given_twice(one, two, three, pattern):
    printed = f"{one:02d}/{two:02d}/{three:02d}"
    found = readings(printed, pattern, lambda mended: f"row 1 prints {mended}")
    values = [reading.value for reading in found]
    assert len(values) == len(set(values))
    for value in values:
        assert str(parse_edtf(value)) == value
