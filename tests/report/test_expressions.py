"""The language of claims says what it says, and nothing else: it is no way to run anything."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import ClaimsError
from outspoken.report.expressions import Both, Call, Comparison, Not, axes_of, parse, parse_condition


def test_and_binds_more_closely_than_or_and_brackets_more_than_both() -> None:
    free = parse_condition("a = 1 or b = 2 and c = 3")
    assert isinstance(free, Both)
    assert free.word == "or"
    bound = parse_condition("(a = 1 or b = 2) and c = 3")
    assert isinstance(bound, Both)
    assert bound.word == "and"


def test_a_share_has_what_is_counted_and_of_what() -> None:
    read = parse("share(sex = female, country = SY)")
    assert read == Call("share", where=Comparison("sex", "=", ("female",)), of=Comparison("country", "=", ("SY",)))


def test_a_name_stands_for_its_condition() -> None:
    names = {"summer": "month in 2015-06..2015-08"}
    assert parse("count(summer)", names) == parse("count(month in 2015-06..2015-08)")
    assert isinstance(parse_condition("not summer", names), Not)


def test_all_axes_that_a_number_needs_are_known_before_it_is_computed() -> None:
    assert axes_of(parse("100 * count(sex = male and rank is known) / count(year = 2015)")) == {"sex", "rank", "year"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "count(", "count())", "count(sex =)", "count(= male)", "sum(sex)", "count(sex = male", "share()()"),
        *("__import__('os').system('true')", "count(lambda: 0)", "1 if True else 2"),
        *(
            "(" * 100 + "count()" + ")" * 100,
            "count(a = 1" + " or a = 1" * 900 + ")",
        ),
    ],
)
def test_what_it_does_not_say_is_refused(text: str) -> None:
    with pytest.raises(ClaimsError):
        parse(text)


@pytest.mark.parametrize("names", [{"a": "a"}, {"a": "b", "b": "c", "c": "not a"}])
def test_a_name_that_stands_for_itself_is_refused(names: dict[str, str]) -> None:
    with pytest.raises(ClaimsError):
        parse("count(a)", names)


@given(st.text(max_size=60))
def test_any_text_is_read_the_same_way_twice_or_refused(text: str) -> None:
    with suppress(ClaimsError):
        assert parse(text) == parse(text)
