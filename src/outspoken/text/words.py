"""Cut a text into the words by which it can be found, each with its place in the text.

Pure. A word is a stretch of letters and digits, with the vowel signs and accents that
belong to it. A letter of a script that puts no spaces between words is a word by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from outspoken.text.letters import found_as

LONGEST = 100
"""Of a longer word only so many characters are looked at."""

_UNSPACED = (
    *((0x0E00, 0x0E30), (0x0E40, 0x0E47), (0x1000, 0x102B), (0x1780, 0x17B4)),
    *((0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x31350)),
)
_WITHOUT_MEANING = frozenset({"Mn", "Mc", "Me", "Cf"})
_FIRST_PLANE, _PLANES = 0x10000, 0x20000
_PLAIN = re.compile(r"[a-zA-Z0-9]+")
_RARE = re.compile("[\U00010000-\U0010ffff]")
"""Characters of scripts that few texts are written in; an expression that knows them is slower by far."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is found, and where it stands: characters `[start, end)` of the text."""

    start: int
    end: int
    form: str


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in their order.

    >>> [(word.start, word.end, word.form) for word in words_of("Il fut à l'École.")]
    [(0, 2, 'il'), (3, 6, 'fut'), (7, 8, 'a'), (9, 10, 'l'), (11, 16, 'ecole')]
    """
    for found in _pattern(text).finditer(text):
        for form in _forms(found[0]):
            yield Word(found.start(), found.end(), form)


def forms_of(text: str) -> list[str]:
    """Return the words of a text as they are found, without their places."""
    return [form for word in _pattern(text).findall(text) for form in _forms(word)]


@lru_cache(maxsize=200_000)
def _forms(word: str) -> tuple[str, ...]:
    """Return how a word is found; a few signs stand for several words, some for none."""
    return tuple(re.findall(r"\w+", found_as(word[:LONGEST]).replace("_", " ")))


def _pattern(text: str) -> re.Pattern[str]:
    return _PLAIN if text.isascii() else _script(end_for(text))


def end_for(text: str) -> int:
    """Return before which character the kinds of characters must be known to read a text."""
    return _PLANES if _RARE.search(text) else _FIRST_PLANE


@cache
def _script(end: int) -> re.Pattern[str]:
    """Return what matches a word: letters, with signs that have no meaning by themselves after the first."""
    kinds = classes(end)
    letter, mark = kinds.letter, kinds.mark
    return re.compile(rf"[{kinds.unspaced}][{mark}]*|[{letter}]+(?:[{mark}]+[{letter}]*)*")


@dataclass(frozen=True, slots=True)
class Classes:
    """Kinds of characters, each to stand between brackets in a regular expression."""

    letter: str
    """Letters and digits of scripts that put spaces between words."""
    unspaced: str
    """Letters of scripts that do not."""
    mark: str
    """Vowel signs, accents that stand alone, joiners."""


@cache
def classes(end: int = _PLANES) -> Classes:
    """Return the kinds of characters before `end`, as ranges: within the first plane, they are looked up at once."""
    unspaced = {number for low, high in _UNSPACED for number in range(low, min(high, end))}
    letters = (number for number in range(end) if chr(number).isalnum() and number not in unspaced)
    marks = (number for number in range(0x80, end) if unicodedata.category(chr(number)) in _WITHOUT_MEANING)
    others = ((low, high) for low, high in _UNSPACED if end > _FIRST_PLANE <= low)
    return Classes(_ranges(letters), _ranges(sorted(unspaced)) + "".join(map(_range, others)), _ranges(marks))


def _ranges(numbers: Iterable[int]) -> str:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return "".join(map(_range, found))


def _range(ends: tuple[int, int]) -> str:
    return f"\\U{ends[0]:08x}-\\U{ends[1] - 1:08x}"
