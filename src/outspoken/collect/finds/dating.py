"""Say when a story was published, strictly: a date, a date in doubt, or no date; never a lenient guess.

A date is taken as it is printed, in the time zone in which it is printed. Pure: what day it is today is given.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from outspoken.collect.finds.records import DateForm
from outspoken.text.dates import NoSuchDay, PartialDate, Reading, parse_edtf, parse_printed
from outspoken.text.letters import quote, tidy

_FIRST_OF_THE_WEB = 1991
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RFC_822 = re.compile(
    r"(?:(?P<weekday>[a-z]{3})[a-z]*,?\s+)?(?P<day>\d{1,2})[\s-]+(?P<month>[a-z]{3})[a-z]*\.?[\s-]+(?P<year>\d{4}|\d{2})"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:[a-z]{1,5}|[+-]\d{2}:?\d{2}|\([^()]*\)))*)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    r"(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2}|[+-]\d{2}|utc|gmt)?)?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_WORDY = (
    "D MMMM YYYY",
    "MMMM D, YYYY",
    "MMMM D YYYY",
    "D. MMMM YYYY",
    "MMMM YYYY",
    "YYYY MMMM D",
    "YYYY MMMM",
    "YYYY MMM D",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """What a printed date gives: one date, or a doubt with its readings, or nothing."""

    value: str = ""
    """EDTF; empty if there is none, or it is in doubt."""
    readings: tuple[Reading, ...] = ()
    note: str = ""
    """Why it is in doubt."""


def dated(printed: str, form: DateForm, today: date, languages: tuple[str, ...] = ("en",)) -> Dated:
    """Read a publication date as printed.

    >>> dated("Wed, 01 Apr 2015 09:00:00 GMT", DateForm.STAMP, date(2016, 1, 1)).value
    '2015-04-01'
    >>> [one.value for one in dated("04/01/2015", DateForm.FREE, date(2016, 1, 1)).readings]
    ['2015-01-04', '2015-04-01']
    """
    text = tidy(printed)
    if not text:
        return Dated()
    try:
        found, note = _read(text, languages)
    except NoSuchDay as error:
        return Dated(note=f"{error}.")
    if not found:
        return Dated(note=f"{quote(text)} cannot be read as a date without guessing.")
    if note:
        return Dated(readings=tuple(Reading(str(one), why) for one, why in found), note=note)
    return _likely(text, found[0][0], form, today)


def _likely(text: str, one: PartialDate, form: DateForm, today: date) -> Dated:
    """Take a date that can be read, unless it can hardly be right."""
    if one.first > today + timedelta(days=1):
        reading = Reading(str(one), "if the story was dated ahead")
        return Dated(readings=(reading,), note=f"{quote(text)} lies after the day on which the story was found.")
    if form is DateForm.STAMP and one.year < _FIRST_OF_THE_WEB:
        reading = Reading(str(one), "if an older story was put on the web later")
        note = f"{quote(text)} is before there was a web; programs print such a date where they have none."
        return Dated(readings=(reading,), note=note)
    return Dated(str(one))


def _read(text: str, languages: tuple[str, ...]) -> tuple[list[tuple[PartialDate, str]], str]:
    """Return what a text may mean, each with its reason, and why it is in doubt; nothing if it can only be guessed."""
    plain = re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", text)
    if found := _ISO.fullmatch(plain):
        return [(parse_edtf(found["date"]), "")], ""
    if found := _NUMBERS.fullmatch(text):
        return _of_numbers(text, found)
    if (found := _RFC_822.fullmatch(text)) and found["month"].lower() in _MONTHS:
        return _of_stamp(text, found)
    with suppress(ValueError):
        return [(parse_edtf(text), "")], ""
    worded = _of_words(text, languages)
    return [(worded, "")] if worded else [], ""


def _of_words(text: str, languages: tuple[str, ...]) -> PartialDate | None:
    for language in languages:
        for pattern in _WORDY:
            try:
                return parse_printed(text, pattern, language)
            except NoSuchDay:
                raise
            except ValueError:
                continue
    return None


def _of_stamp(text: str, found: re.Match[str]) -> tuple[list[tuple[PartialDate, str]], str]:
    month = _MONTHS.index(found["month"].lower()) + 1
    try:
        one = PartialDate(_whole_year(found["year"]), month, int(found["day"]))
    except ValueError:
        raise NoSuchDay(f"no calendar has the date {quote(text)}") from None
    weekday = (found["weekday"] or "").lower()
    if weekday and weekday in _DAYS and _DAYS.index(weekday) != one.first.weekday():
        actual = one.first.strftime("%A")
        return [
            (one, f"if the weekday is wrong: that day was a {actual}")
        ], f"{quote(text)} names a day of the week that its date was not."
    return [(one, "")], ""


def _of_numbers(text: str, found: re.Match[str]) -> tuple[list[tuple[PartialDate, str]], str]:
    """Day and month in figures: nobody can say which is which, unless both are the same."""
    one, other, year = int(found[1]), int(found[3]), _whole_year(found[4])
    readings: dict[PartialDate, str] = {}
    for day, month, why in ((one, other, "if the day stands first"), (other, one, "if the month stands first")):
        with suppress(ValueError):
            readings.setdefault(PartialDate(year, month, day), why)
    if not readings:
        raise NoSuchDay(f"no calendar has the date {quote(text)}")
    if one == other and len(found[4]) == 4:
        return list(readings.items()), ""
    return sorted(readings.items()), f"{quote(text)} does not say which number is the day and which the month."


def _whole_year(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= 69 else 2000)
