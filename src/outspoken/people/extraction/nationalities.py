"""The nationality of a story's person: what the text says of lands, and how surely each is said of somebody.

A passport outranks a demonym, a demonym the town somebody is from, that the place where they grew up. A demonym
counts where it stands for a person (`the Tunisian`, `a Belgian nurse`), not before a border, an army, a wife. What
two countries share (Congolese, Georgia) counts only where a town of one of them is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from outspoken.people.extraction.demonyms import (
    demonym,
    is_new,
    is_of_all,
    is_person,
    of_another,
    stands_for_person,
    stands_for_thing,
)
from outspoken.people.extraction.demonyms_elsewhere import demonyms_in
from outspoken.people.extraction.focus import Focus
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.origins import BORN, born_where
from outspoken.people.extraction.places import place_of
from outspoken.people.extraction.records import Source

CITIZEN, DEMONYM, TITLE = 0, 1, 2
_CAPITAL = re.compile(r"\b(?!(?:The|An|In|This|That|One|From|For|Like|But|And|Both)\b)[A-Z][a-zé]+(?:[ -][A-Z][a-z]+)?")
_CITIZENSHIP = re.compile(
    r"^\s+(?:citizen|national|passport|nationality|citizenship|subject)\b|^ by (?:passport|nationality|citizenship)\b",
    re.IGNORECASE,
)
_MOST_BEFORE = 90


@dataclass(frozen=True, slots=True)
class Land:
    """A country that a text says of somebody: where, by which rule, how surely, and beside which names."""

    code: str
    start: int
    end: int
    rank: int
    rule: str
    beside: tuple[int, ...] = ()
    others: bool = False
    """Whether it is said of one whom the story's person met, married, followed."""
    in_title: bool = False
    every: bool = False
    """Whether it is said of all: `both are Tunisian`."""
    new: bool = False
    """Whether it is said of somebody whom the text has not spoken of before: `a Turk`."""


def lands_in(source: Source, focus: Focus) -> list[Land]:
    """Return the lands a text says of somebody, each with how surely."""
    if source.language == "en":
        found = [*_demonyms(source, focus), *_in_title(source)]
    else:
        found = list(_listed(source, focus))
    found += [
        Land(one.code, one.start, one.end, one.rank, one.rule, _near(source, focus, one.start, one.end))
        for one in born_where(source)
    ]
    return sorted(found, key=lambda land: land.start)


def _demonyms(source: Source, focus: Focus) -> Iterator[Land]:
    """Find demonyms that stand for a person in an English text."""
    text = source.text
    starts = [start for start, _ in source.sentences()]
    for one in _CAPITAL.finditer(text):
        code, stop = demonym(text, one)
        if code is None:
            yield from _of_town(source, focus, one)
            continue
        if any(m.start <= one.start() and stop < m.end for group in focus.groups for m in group):
            continue
        begin = max((start for start in starts if start <= one.start()), default=0)
        before = text[max(begin, one.start() - _MOST_BEFORE) : one.start()]
        after = text[stop : stop + 60]
        beside = _near(source, focus, one.start(), stop)
        if _CITIZENSHIP.match(after):
            yield Land(code, one.start(), stop, CITIZEN, "citizenship", beside, of_another(before))
        elif beside and not stands_for_thing(after):
            yield Land(code, one.start(), stop, DEMONYM, "demonym beside the name", beside)
        elif re.match(r" (?:embassy|consulate)\b", after) and re.search(
            r"\b(?:surrender\w*|gave (?:him|her)self up|turned (?:him|her)self in|reported|fled|walked|went|presented \w+|handed (?:him|her)self)[^.;]{0,30} (?:to|in|into|at) (?:staff (?:at|of) )?(?:the |an? |his |her )?$",
            before,
        ):
            yield Land(code, one.start(), stop, BORN, "embassy that the person turned to", beside)
        elif stands_for_person(before, after, text[one.start() : stop]):
            yield Land(
                code,
                one.start(),
                stop,
                DEMONYM,
                "demonym of the person",
                (),
                of_another(before, after),
                every=is_of_all(before),
                new=is_new(before),
            )


def _of_town(source: Source, focus: Focus, one: re.Match[str]) -> Iterator[Land]:
    """Find a town before a word for a person: `a Melbourne nurse`."""
    text = source.text
    for printed in dict.fromkeys((one[0], re.split(r"[ -]", one[0])[0])):
        code, stop = place_of(printed), one.start() + len(printed)
        before, after = text[max(0, one.start() - _MOST_BEFORE) : one.start()], text[stop : stop + 60]
        if (
            code
            and re.search(r"(?:^|[.!?\n]\s*|\b(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ne)\s+(?:[\w-]+,?\s+){0,2})$", before)
            and is_person(after)
        ):
            rule = "town before the person's word"
            yield Land(
                code,
                one.start(),
                stop,
                TITLE + 1,
                rule,
                _near(source, focus, one.start(), stop),
                of_another(before, after),
            )
            return


_APPOSITION = re.compile(
    r"[\"'”’»]?(?:(?:[,،]|,? \([^)]{1,12}\),?|,? \d\d,|, [a-z]+(?:-[a-z]+)?,) ?(?:who is |who was |وهو |وهي |)?| (?:is|was|who is) |,? (?:وهو|وهي) )"
    r"(?:still |also |now )?(?:an? |the |un |une |ein |eine |de |le |la |el )?"
    r"(?:(?!who\b|was\b|had\b|with\b|by\b|whose\b|and\b|in\b|to\b|from\b)[\w'’-]+ ){0,4}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"[^.;]{0,70}?\b(?:named|called|known (?:only )?as|(?:gave|gives) (?:his|her) name (?:only )?as|calls (?:himself|herself)|identified (?:only )?as|by the name of|nicknamed|alias|nennt sich|"
    r"namens|nommée?|adlı|bernama|llamado|llamada|по имени|يدعى|تدعى|اسمه|اسمها)(?: just| only)? [\"'“«]?"
)


def _near(source: Source, focus: Focus, start: int, end: int) -> tuple[int, ...]:
    """Return the names that a stretch stands in apposition to."""
    text = source.text
    found = []
    for place, group in enumerate(focus.groups):
        for one in group:
            if 0 <= one.start - end <= 80:
                between = text[end : one.start]
                close = re.fullmatch(
                    r",? (?:(?!who\b|in\b|is\b|was\b|and\b|with\b|told\b|from\b|of\b|by\b)[\w-]+,? ){0,3}[\"'“«„]?",
                    between,
                )
                if close or _CALLED.fullmatch(between):
                    found.append(place)
            elif 0 <= start - one.end <= 70 and _APPOSITION.fullmatch(text[one.end : start]):
                found += [place, *_coordinate(text, focus, one)]
    return tuple(dict.fromkeys(found))


def _coordinate(text: str, focus: Focus, one: Mention) -> list[int]:
    """Return the names put before another with an `and`."""
    return [
        place
        for place, group in enumerate(focus.groups)
        if any(text[other.end : one.start] in {" and ", " et ", " und ", " y "} for other in group)
    ]


def _in_title(source: Source) -> Iterator[Land]:
    """Find a demonym before a word for one who left in the title: `American ISIS defector`."""
    for one in _CAPITAL.finditer(source.title):
        code, stop = demonym(source.title, one)
        if code is None:
            stop = one.end()
            code = place_of(one[0])
        after = source.title[stop : stop + 50]
        left = re.match(r"\s+(?:ISIS|IS|ISIL|jihadi|Taliban|al-Qaeda|[Ee]x-)\S*\s+\w+", after)
        of_other = re.match(r"\s+(?:[\w-]+\s+)?[\w-]+[’']s\b", after) or stands_for_thing(after.lower())
        if code and (is_person(after.lower()) or left) and not of_other:
            yield Land(code, one.start(), stop, TITLE, "demonym in the title", in_title=True)


def _listed(source: Source, focus: Focus) -> Iterator[Land]:
    """Find demonyms of another language, where they stand for a person."""
    for one, stands in demonyms_in(source):
        beside = _near(source, focus, one.start, one.end)
        if beside or stands:
            rule = "demonym beside the name" if beside else "demonym of the person"
            yield Land(one.meaning, one.start, one.end, DEMONYM, rule, beside)
