"""Dates of joining and leaving keep their precision; what is counted from nothing is a doubt; places are told apart."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.journeys import dates_in, journey_of
from outspoken.people.extraction.records import Source


def told(text: str, language: str = "en", nationality: str | None = None) -> dict[str, str]:
    said, _ = journey_of(Source("", text, language), [(0, len(text))], nationality)
    assert all(text[one.start : one.end] == one.quote for one in said)
    return {one.attribute: one.value for one in said}


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("He joined in August 2014 and fled on 3 May 2015.", "en", {"joined": "2014-08", "left": "2015-05-03"}),
        ("She joined in the summer of 2014.", "en", {"joined": "2014"}),
        ("He was a member until 2006.", "en", {"left": "2006"}),
        ("He had been with them since 2007.", "en", {"joined": "2007"}),
        ("He guarded a door between June 2014 and September 2016.", "en", {"joined": "2014-06", "left": "2016-09"}),
        ("He joined in 2013. A year later he fled.", "en", {"joined": "2013", "left": "2014~"}),
        ("He joined in May 2013 and fled eight months later.", "en", {"joined": "2013-05", "left": "2014-01~"}),
        ("The 1990s were good; flat 2014-b is his.", "en", {}),
        ("Il a rejoint le groupe en mai 2014.", "fr", {"joined": "2014-05"}),
        ("هرب من التنظيم في آذار 2016", "ar", {"left": "2016-03"}),
        ("Örgütten 2018'de kaçtığını söyledi.", "tr", {"left": "2018"}),
    ],
)
def test_dates(text: str, language: str, dates: dict[str, str]) -> None:
    assert {key: value for key, value in told(text, language).items() if key in {"joined", "left"}} == dates


def test_years_later_than_nothing_is_a_doubt_with_the_words_as_printed() -> None:
    text = "He fled two years later."
    said, unsure = journey_of(Source("", text, "en"), [(0, len(text))], None)
    assert said == []
    assert [(one.attribute, text[one.start : one.end]) for one in unsure] == [("left", "two years later")]


def test_two_dates_of_leaving_are_a_doubt() -> None:
    text = "He fled in 2014. He fled in 2016."
    said, unsure = journey_of(Source("", text, "en"), [(0, len(text))], None)
    assert said == []
    assert {one.printed for one in unsure} == {"2014", "2016"}


def test_where_somebody_went_is_not_their_own_country_nor_where_they_fled_from() -> None:
    assert told("She travelled to Raqqa in Syria.", nationality="TN") == {"where to": "SY", "where to, town": "Raqqa"}
    assert told("He fled from Raqqa to Sfax.", nationality="TN") == {}
    assert told("She travelled to Raqqa.", nationality=None) == {}


def test_a_date_keeps_its_place() -> None:
    text = "On 3 May 2015 it rained."
    (one,) = dates_in(Source("", text, "en"))
    assert (str(one.date), text[one.start : one.end]) == ("2015-05-03", "3 May 2015")
