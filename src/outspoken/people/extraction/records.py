"""The nouns of extraction: the words that are read, a suggested value with its passage, and a sketch of a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

ATTRIBUTES = (
    "name",
    "alias",
    "kunya",
    "pseudonym",
    "sex",
    "age",
    "age range",
    "birth year",
    "age at joining",
    "nationality",
    "origin by name",
    "group",
    "role",
    "joined",
    "left",
    "where to",
    "where to, town",
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’. ]{2,30}[A-Z'’](?:[,;] [A-Z][\w.]+){0,3}(?:[,;] [A-Z]\w+\.? \d{1,2})?(?: \([\w ]+\))?)"
    r"\s?(?:[-–—]{1,2}|:) (?=[\w\"“«])|"
)
_ENDS = re.compile(r"(?<=[.!?؟।])[\"'”’»)]*\s+|\n+")
_OPENS = re.compile(r"(?:An?|The|He|She|His|Her|It|In|They|This|Now|But|And|Today|At) ")
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Sgt|Lt|Brig|Maj|[A-ZА-ЯЁÇĞİÖŞÜÉ])\.$")


@dataclass(frozen=True, slots=True)
class Source:
    """A story's title and words in one language; offsets count characters of `text`, the words alone."""

    title: str
    text: str
    language: str

    def sentences(self) -> list[tuple[int, int]]:
        """Return where each sentence of the text begins and ends.

        >>> Source("", "He left. Dr. Noor Hale asked why.", "en").sentences()
        [(0, 8), (9, 33)]
        """
        return list(_sentences(self.text))


@lru_cache(maxsize=32)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    for end in _ENDS.finditer(text, start):
        if _SHORT.search(text[start : end.start()]) and "\n" not in end[0] and not _OPENS.match(text, end.end()):
            continue
        found.append((start, end.start()))
        start = end.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Said:
    """A suggested value: of which attribute, by which rule, and the passage it stands on, `[start, end)` of the text.

    Where the title says it and the text does not, `in_title` is true and the offsets are the title's.
    """

    attribute: str
    value: str
    start: int
    end: int
    quote: str
    rule: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words of the text that say something of an attribute which no value follows from: as printed, where, why not."""

    attribute: str
    printed: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a story seems to say of one person: at most one value of each attribute; aliases and roles may be several."""

    said: tuple[Said, ...] = field(default=())
    unsure: tuple[Unsure, ...] = field(default=())

    def value(self, attribute: str) -> str | None:
        """Return the value suggested of an attribute, None if the program keeps silent."""
        return next((one.value for one in self.said if one.attribute == attribute), None)

    def values(self, attribute: str) -> list[str]:
        """Return all values suggested of an attribute."""
        return [one.value for one in self.said if one.attribute == attribute]


def said(source: Source, attribute: str, value: str, span: tuple[int, int], rule: str) -> Said:
    """Make a suggested value of a stretch of the text."""
    return Said(attribute, value, *span, source.text[slice(*span)], rule)
