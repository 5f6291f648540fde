"""Read printed dates strictly, keep their precision, and list every reading of an impossible one.

A date is written as in ISO 8601-2 (EDTF): `2015`, `2015-08`, `2015-08-15`, with `~`
(approximate), `?` (uncertain) or `%` (both) behind it. Nothing here guesses: a printed
date that does not fit its declared format yields readings with their reasons, never a date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from outspoken.text.locales import locale_of

_EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<qualifier>[~?%]?)")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOKEN = re.compile(r"YYYY|YY|MMMM|MMM|MM|M|DD|D|[^YMD]+")
_PIVOT = 69
"""Two-digit years from 69 are 19xx, before it 20xx (POSIX)."""


class NoSuchDay(ValueError):
    """A date is printed as it should be, but no calendar has it."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, with how sure it is."""

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: str = ""

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def precision(self) -> str:
        """Whether it names a day, a month or a year."""
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text + self.qualifier


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a printed value may mean, and why."""

    value: str
    why: str


def parse_edtf(text: str) -> PartialDate:
    """Read an EDTF date.

    >>> str(parse_edtf("2015-08~")), parse_edtf("2015-08").last.isoformat()
    ('2015-08~', '2015-08-31')

    Raises:
        NoSuchDay: if no calendar has it.
        ValueError: if it is not such a date.
    """
    match = _EDTF.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a date like 2015, 2015-08, 2015-08-15 or 2015-08~")
    month, day = match["month"], match["day"]
    try:
        return PartialDate(
            int(match["year"]), int(month) if month else None, int(day) if day else None, match["qualifier"]
        )
    except ValueError:
        raise NoSuchDay(f"no calendar has the date {text!r}") from None


def parse_printed(printed: str, pattern: str, language: str = "en") -> PartialDate:
    """Read a printed date by its declared pattern, strictly.

    Patterns are made of `YYYY YY MMMM MMM MM M DD D` and whatever stands between them;
    `EDTF` reads `2015-08~` and the like. Month names are those of `language`. A full ISO
    date (2015-03-29) is always read: nobody means anything else by it.

    >>> str(parse_printed("29/03/15", "DD/MM/YY")), str(parse_printed("March 2015", "MMMM YYYY"))
    ('2015-03-29', '2015-03')

    Raises:
        NoSuchDay: if no calendar has the date.
        ValueError: if the text does not fit.
    """
    if pattern == "EDTF" or _ISO_DAY.fullmatch(printed.strip()):
        return parse_edtf(printed)
    shape, names = _compiled(pattern, language)
    match = shape.fullmatch(printed.strip().casefold())
    if match is None:
        raise ValueError(f"{printed!r} is not printed as {pattern}")
    parts = match.groupdict()
    year = parts.get("year")
    if year is None:
        raise ValueError(f"the pattern {pattern} names no year")
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    month = names[parts["name"]] if parts.get("name") else int(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    try:
        return PartialDate(number, month, day)
    except ValueError:
        raise NoSuchDay(f"no calendar has the date {printed!r} (printed as {pattern})") from None


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that cannot name a date.

    Raises:
        ValueError: if it has no year, a day without a month, or unknown letters.
    """
    if pattern == "EDTF":
        return
    tokens = _TOKEN.findall(pattern)
    if "".join(tokens) != pattern or re.search(r"[A-Za-z]", re.sub(r"Y+|M+|D+", "", pattern)):
        raise ValueError(f"{pattern!r} is not a date pattern such as DD/MM/YY, YYYY-MM-DD or EDTF")
    kinds = [token[0] for token in tokens if token[0] in "YMD"]
    if kinds.count("Y") != 1 or kinds.count("M") > 1 or kinds.count("D") > 1 or ("D" in kinds and "M" not in kinds):
        raise ValueError(f"{pattern!r} must name one year, and a day only with a month")


@lru_cache(maxsize=64)
def _compiled(pattern: str, language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    check_pattern(pattern)
    names = _month_names(language) if "MMM" in pattern else {}
    pieces = {
        "YYYY": r"(?P<year>\d{4})",
        "YY": r"(?P<year>\d{2})",
        "MM": r"(?P<month>\d{2})",
        "M": r"(?P<month>\d{1,2})",
        "DD": r"(?P<day>\d{2})",
        "D": r"(?P<day>\d{1,2})",
    }
    alternatives = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pieces["MMMM"] = pieces["MMM"] = f"(?P<name>{alternatives})\\.?"
    body = "".join(pieces.get(token) or re.escape(token.casefold()) for token in _TOKEN.findall(pattern))
    return re.compile(body), names


@lru_cache(maxsize=16)
def _month_names(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for widths in locale_of(language).months.values():
        for width in ("wide", "abbreviated"):
            names.update({name.casefold().rstrip("."): number for number, name in widths[width].items()})
    return names


def readings(
    printed: str, pattern: str, printed_elsewhere: Callable[[str], str | None], language: str = "en"
) -> tuple[Reading, ...]:
    """List what an impossible printed date may mean, each with its reason; never choose.

    Two kinds are offered: day and month the other way round; and a slip of one
    character, but only where `printed_elsewhere(corrected)` answers with a reason
    (usually: other rows of the same outlet print exactly that). Without such support one
    slip has a dozen mends, and listing them all would be noise.

    >>> rows = {"01/04/15": "rows 2 and 18, same outlet, print 01/04/15"}
    >>> [reading.value for reading in readings("01/14/15", "DD/MM/YY", rows.get)]
    ['2015-01-14', '2015-04-01']
    """
    found: dict[str, str] = {}
    for other in _reordered(pattern):
        value = _try(printed, other, language)
        if value:
            found.setdefault(value, f"if it is printed as {other}")
    for mended in _one_slip(printed):
        value = _try(mended, pattern, language)
        support = printed_elsewhere(mended) if value else None
        if value and support:
            found.setdefault(value, f"if {printed} is a slip for {mended}: {support}")
    return tuple(Reading(value, why) for value, why in found.items())


def _try(printed: str, pattern: str, language: str) -> str | None:
    try:
        return str(parse_printed(printed, pattern, language))
    except ValueError:
        return None


def _reordered(pattern: str) -> Iterator[str]:
    """Yield the pattern with day and month swapped, the one order that people really mix up."""
    tokens = _TOKEN.findall(pattern)
    day = next((index for index, token in enumerate(tokens) if token.startswith("D")), None)
    month = next((index for index, token in enumerate(tokens) if token in {"M", "MM"}), None)
    if day is not None and month is not None:
        tokens[day], tokens[month] = tokens[month], tokens[day]
        yield "".join(tokens)


def _one_slip(printed: str) -> Sequence[str]:
    digits = "0123456789"
    mended: dict[str, None] = {}
    for index, letter in enumerate(printed):
        if letter.isdigit():
            for digit in digits:
                mended[printed[:index] + digit + printed[index + 1 :]] = None
            mended[printed[:index] + printed[index + 1 :]] = None
            if printed[index + 1 : index + 2].isdigit():
                mended[printed[:index] + printed[index + 1] + letter + printed[index + 2 :]] = None
    mended.pop(printed, None)
    return list(mended)
