"""When a story's person joined and left, and where to: dates with the precision that the text has.

A date belongs to the nearest word of joining or leaving in its sentence. A season or `early 2016` is given as its
year: that much is sure. `Two years later` is counted from the date of joining if the story gives one; else it is a
doubt, with the words as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from outspoken.people.extraction.groups import mentions as groups_in
from outspoken.people.extraction.lexicon import words
from outspoken.people.extraction.numerals import small
from outspoken.people.extraction.phrases import Found
from outspoken.people.extraction.places import place_of, places_in
from outspoken.people.extraction.records import Said, Source, Unsure, said
from outspoken.text.dates import PartialDate
from outspoken.text.locales import locale_of

_REACH = 90
"""Characters between a date and the word it belongs to."""
_YEAR = re.compile(r"(?<![\d/.-])(?:19[5-9]|20[0-4])\d(?!\d|[-–/]\d|['’]?s\b)")
_BOTH_WAYS = re.compile(
    r"\b(?:left|quitté|quitta|dejó|verliet|verließ) (?:\w+ ){0,4}(?:for|to join|pour|para|voor|um)\b", re.IGNORECASE
)
_NO_VERB = re.compile(
    r"\b(?:joined by|left behind|left (?:her|him) (?:with|a)|has left (?:him|her)|left (?:leg|arm|hand|eye|the door))\b"
)
_LATER = {
    "en": re.compile(
        r"\b(?P<number>an?|\d{1,2}|[a-z]+) (?P<unit>years?|months?) (?:later|after that|afterwards)\b", re.IGNORECASE
    ),
    "fr": re.compile(r"\b(?P<number>une?|\d{1,2}|[a-z]+) (?P<unit>ans?|mois) plus tard\b", re.IGNORECASE),
    "de": re.compile(r"\b(?P<number>eine?n?|\d{1,2}|[a-zäöü]+) (?P<unit>Jahre?|Monate?) später\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?P<number>una?|\d{1,2}|[a-z]+) (?P<unit>años?|mes(?:es)?) (?:más tarde|después)\b", re.IGNORECASE
    ),
    "tr": re.compile(r"\b(?P<number>bir|\d{1,2}|\w+) (?P<unit>yıl|ay) sonra\b", re.IGNORECASE),
    "ru": re.compile(r"\b[Чч]ерез (?P<number>\d{1,2}|\w+ )?(?P<unit>год|года|лет|месяц\w*)\b"),
}
_MONTH_UNITS = ("month", "mois", "monat", "mes", "ay", "месяц")
_WENT = re.compile(
    r"\b(?:travel\w*|went|go|going|flew|fly|left|set off|set out|made (?:his|her) way|ran away|followed (?:him|her|\w+|\w+ \w+)|crossed|moved|headed|sent|taken|sneaked|slipped|came|boarded \w+ \w+|got|journey\w*|smuggled|brought|"
    r"emigrated|drove|walked)\b[^.;]{0,60}?\b(?:to|for|into|in) (?:the |northern |eastern |southern |western |north-eastern |rebel-held |war-torn |neighbouring )*$",
    re.IGNORECASE,
)
_WENT_ELSEWHERE = {
    "fr": re.compile(r"\b(?:parti|partie|quitté \w+ pour|rejoint|pour|gagné|en|à|vers) (?:la |l['’]|le )?$"),
    "de": re.compile(r"\b(?:nach|in (?:den|die)) $"), "es": re.compile(r"\b(?:viajó|fue|llegó|a|hacia) (?:a )?$"),
    "nl": re.compile(r"\bnaar $"), "id": re.compile(r"\b(?:ke|di) $"), "sv": re.compile(r"\btill $"), "da": re.compile(r"\btil $"),
    "ru": re.compile(r"\b(?:в|во) $"), "ar": re.compile(r"(?:إلى|الى) $"), "it": re.compile(r"\b(?:in|a|verso) $"), "pl": re.compile(r"\bdo $"),
    "hr": re.compile(r"\bu $"), "tr": re.compile(r"$"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text, and where it stands."""

    date: PartialDate
    start: int
    end: int
    rule: str


def journey_of(
    source: Source, spans: Sequence[tuple[int, int]], nationality: str | None
) -> tuple[list[Said], list[Unsure]]:
    """Return when somebody joined and left and where to, and what stays in doubt.

    >>> text = "She joined ISIS in May 2014 and fled two years later."
    >>> told, _ = journey_of(Source("", text, "en"), [(0, len(text))], None)
    >>> [(one.attribute, one.value) for one in told]
    [('joined', '2014-05'), ('left', '2016~')]
    """
    dated = dates_in(source)
    told: dict[str, list[Said]] = {"joined": [], "left": []}
    for start, end in spans:
        for one in dated:
            kind = _kind(source, one, (start, end)) if start <= one.start < end else None
            if kind is not None:
                told[kind].append(said(source, kind, str(one.date), (one.start, one.end), one.rule))
    unsure: list[Unsure] = []
    _later(source, spans, told, unsure)
    kept = []
    for kind, found in told.items():
        if len({one.value for one in found}) == 1 or (found and _finest(found)):
            kept.append(_finest(found) or found[0])
        elif found:
            unsure += [Unsure(kind, one.quote, one.start, one.end, "the story gives several dates") for one in found]
    return [*kept, *_where_to(source, spans, nationality)], unsure


def _finest(found: Sequence[Said]) -> Said | None:
    """Return the most precise of dates that agree: 2014-05 beside 2014."""
    best = max(found, key=lambda one: len(one.value))
    return best if all(best.value.startswith(one.value.rstrip("~")) for one in found) else None


@lru_cache(maxsize=32)
def dates_in(source: Source) -> tuple[Dated, ...]:
    """Return the dates of a text that name a year, in its order."""
    text, found = source.text, []
    for year in _YEAR.finditer(text):
        before = _before_year(source.language).search(text, max(0, year.start() - 40), year.start())
        parts = before.groupdict() if before else {}
        name = parts.get("month") or parts.get("first")
        month = _months(source.language).get(name.casefold().rstrip(".")) if name else None
        day = parts.get("day") or parts.get("number")
        rule = "season or part of a year, as its year" if parts.get("season") else "date as printed"
        try:
            date = PartialDate(int(year[0]), month, int(day) if day and month else None)
        except ValueError:
            continue
        found.append(Dated(date, before.start() if before else year.start(), year.end(), rule))
    return tuple(found)


@lru_cache(maxsize=32)
def _before_year(language: str) -> re.Pattern[str]:
    """Return what may stand right before a year: `5 May`, `May 5,`, `the summer of`."""
    names = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True)) or "(?!)"
    season = "early|late|mid|spring|summer|autumn|winter|fall|beginning|end|start|middle"
    return re.compile(
        rf"(?<![\w/.-])(?:(?:(?P<day>\d{{1,2}})\.?(?:st|nd|rd|th)? )?(?:de |of )?(?P<month>{names})\.?,? (?:de |of |del )?|"
        rf"(?P<first>{names}) (?P<number>\d{{1,2}})(?:st|nd|rd|th)?, |(?P<season>(?:{season})(?: of|-)? ?))$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=32)
def _months(language: str) -> dict[str, int]:
    named: dict[str, int] = {}
    for tag in (language, *(("ar-SY", "ar-TN", "ar-MA") if language == "ar" else ())):
        for listed in locale_of(tag).months.values():
            named |= {
                word.casefold().rstrip("."): number for number, word in listed["wide"].items() if not word.isdigit()
            }
    return named


def _kind(source: Source, one: Dated, span: tuple[int, int]) -> str | None:
    """Say whether a date is of joining or of leaving: by the nearest word for it in the same sentence."""
    text = source.text
    start, end = next(((a, b) for a, b in source.sentences() if a <= one.start < b), span)
    start, end = max(start, span[0]), min(end, span[1])
    bounds = _bounds(text, one, start, end)
    if bounds is not None:
        return bounds
    near: list[tuple[int, str]] = []
    for kind, listed in (("joined", "joining"), ("left", "leaving")):
        for word in words(source.language, listed).finditer(text, start, end):
            told = kind
            around = text[max(start, word.start() - 20) : min(end, word.end() + 40)]
            if _NO_VERB.search(around):
                continue
            if kind == "left" and _BOTH_WAYS.match(text, word.start()):
                told = "joined"
            between = text[word.end() : one.start] if word.end() <= one.start else text[one.end : word.start()]
            # A date behind its verb is nearer than one before the next: `joined in 2013 and fled`.
            distance = len(between) + (25 if word.start() > one.start else 0) + (30 if ";" in between else 0)
            distance += 30 if word.start() > one.start and re.search(r",| and ", between) else 0
            near.append((distance, told))
    best = min(near, default=None)
    return best[1] if best is not None and best[0] <= _REACH else None


def _bounds(text: str, one: Dated, start: int, end: int) -> str | None:
    """Say which end of a stay a date is: `until 2006`, `since 2007`, `between June 2014 and September 2016`."""
    before, after = text[max(start, one.start - 40) : one.start], text[one.end : min(end, one.end + 30)]
    if re.search(
        r"\b(?:until|till|bis|jusqu['’]en|hasta|fino al?|tot|до|hingga|sampai) (?:the )?$", before, re.IGNORECASE
    ):
        return "left"
    if re.search(r"\b(?:between|from|von|de|entre|dal|van) (?:the )?$", before, re.IGNORECASE) and re.match(
        r" (?:and|to|until|bis|à|y|a|al|tot) [\w ]{0,14}\d{4}", after
    ):
        return "joined"
    if re.search(
        r"\b(?:between|from|von|de|entre|dal|van) [\w ]{0,14}\d{4} (?:and|to|until|bis|à|y|a|al|tot) (?:the )?$",
        before,
        re.IGNORECASE,
    ):
        return "left"
    if re.search(
        r"\b(?:been|member|with|fighting|fought|active)\b[^.,;]{0,40}\bsince (?:the )?$", before, re.IGNORECASE
    ):
        return "joined"
    return None


def _later(source: Source, spans: Sequence[tuple[int, int]], told: dict[str, list[Said]], unsure: list[Unsure]) -> None:
    """Count `two years later` from the date of joining, if the story gives one."""
    looked = _LATER.get(source.language)
    joined = {one.value for one in told["joined"]}
    for start, end in spans:
        for one in looked.finditer(source.text, start, end) if looked and not told["left"] else ():
            if _kind(source, Dated(PartialDate(2000), one.start(), one.end(), ""), (start, end)) != "left":
                continue
            number = small(source.language, (one["number"] or "1").strip().lower())
            earlier = next(iter(joined)) if len(joined) == 1 else ""
            date = _counted(earlier, number, months=one["unit"].lower().startswith(_MONTH_UNITS)) if number else None
            if date is None:
                why = "it is counted from a date that the story does not give"
                unsure.append(Unsure("left", one[0], one.start(), one.end(), why))
            else:
                told["left"].append(said(source, "left", date, one.span(), "counted from the date of joining"))


def _counted(earlier: str, number: int, *, months: bool) -> str | None:
    """Add years or months to a date, as exactly as the date is; None if it is not exact enough."""
    parts = [int(part) for part in earlier.rstrip("~").split("-") if part]
    if not parts:
        return None
    if not months:
        return f"{parts[0] + number:04d}~"
    if len(parts) < 2:
        return None
    counted = parts[0] * 12 + parts[1] - 1 + number
    return f"{counted // 12:04d}-{counted % 12 + 1:02d}~"


def _where_to(source: Source, spans: Sequence[tuple[int, int]], nationality: str | None) -> Iterator[Said]:
    """Find the country, and the town, that somebody went to for the group: not their own, the last one named."""
    looked = _WENT if source.language == "en" else _WENT_ELSEWHERE.get(source.language)
    if looked is None:
        return
    text = source.text
    gone = []
    for place in places_in(text, source.language):
        begin = max((start for start, end in spans if start <= place.start < end), default=None)
        sentence = next((start for start, end in source.sentences() if start <= place.start < end), 0)
        if begin is None or nationality is None or place.meaning in {nationality, "TR"}:
            continue
        before = text[max(begin, sentence, place.start - 90) : place.start]
        fled = words(source.language, "leaving").search(before) and not _BOTH_WAYS.search(before)
        joined = source.language == "en" or words(source.language, "joining").search(text, sentence, place.end + 60)
        if (looked.search(before) and joined and not fled) or _served(source, place, (sentence, begin)):
            gone.append(place)
    if not gone or len({place.meaning for place in gone}) > 1:
        return
    first = gone[0]
    yield said(source, "where to", first.meaning, (first.start, first.end), "place that the person went to")
    towns = [place for place in gone if place_of(text[place.start : place.end])]
    if len({text[place.start : place.end] for place in towns}) == 1:
        town = towns[0]
        printed = text[town.start : town.end]
        yield said(source, "where to, town", printed, (town.start, town.end), "place that the person went to")


def _served(source: Source, place: Found, begins: tuple[int, int]) -> bool:
    """Whether a sentence says that somebody was with the group in a place."""
    if source.language != "en":
        return False
    text, begin = source.text, max(begins)
    before = text[begin : place.start]
    if not re.search(r"\b(?:in|at|near|outside|around) (?:the |northern |eastern |southern |western )*$", before):
        return False
    close = before[-110:]
    groups = [one for one in groups_in(text) if begin <= one.start < place.start and place.start - one.end < 110]
    return bool(groups) and bool(_WITH.search(close))


_WITH = re.compile(
    r"\b(?:for|with|by|of|in|run|kept|spent|worked|served|fought|guard\w*|cooked|drove|taught|lived|married|hospital|court|school|camp|office|unit|prison|police|hisba)\b",
    re.IGNORECASE,
)
