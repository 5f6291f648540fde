"""Notice texts in two languages that may be translations: they name the same rare names, numbers and dates.

Pure, and a suggestion only: two articles on one event name the same too, so nothing here
is ever taken for a copy without a person who has read both. Names are compared as they are
spelt, so texts in two scripts are found by their numbers alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from outspoken.text.letters import found_as

FEWEST = 6
"""How many rare names and numbers two texts have to share."""
SHARE = 0.5
"""Which share of the rare names and numbers of the text that has fewer."""
RARE = 5
"""A name or number that more texts have says nothing."""

_NAME = re.compile(r"(?<![.!?…:]\s)(?<!^)\b[^\W\d_]{3,}\b")
_NUMBER = re.compile(r"\d[\d.,]*\d")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two texts in two languages, and what both name."""

    one: int
    other: int
    marks: tuple[str, ...]


def marks_of(words: str) -> frozenset[str]:
    """Return the names inside sentences and the numbers of at least two digits, folded.

    >>> sorted(marks_of("In 2014 kam Usaid Barho nach Bagdad."))
    ['2014', 'bagdad', 'barho', 'usaid']
    """
    names = {found_as(name) for name in _NAME.findall(words) if name[0].isupper()}
    return frozenset(names | {re.sub(r"\D", "", found_as(number)) for number in _NUMBER.findall(words)})


def alike(texts: Mapping[int, tuple[str, str]]) -> list[Alike]:
    """Return pairs of texts, given as language and words by id, that may be translations of each other."""
    marks = {number: marks_of(words) for number, (language, words) in texts.items() if language}
    holders: dict[str, list[int]] = defaultdict(list)
    for number, found in marks.items():
        for mark in found:
            holders[mark].append(number)
    rare = {mark for mark, numbers in holders.items() if len(numbers) <= RARE}
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in sorted(rare):
        numbers = sorted(holders[mark])
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                if _language(texts[one]) != _language(texts[other]):
                    shared[one, other].append(mark)
    return [
        Alike(one, other, tuple(found))
        for (one, other), found in sorted(shared.items())
        if len(found) >= max(FEWEST, SHARE * min(len(marks[one] & rare), len(marks[other] & rare)))
    ]


def _language(text: tuple[str, str]) -> str:
    return text[0].partition("-")[0].lower()
