"""Cut a text into the words by which it can be found, each with its place in the text.

Pure. A word is a stretch of letters and digits, with the vowel signs and accents that
belong to it. A letter of a script that puts no spaces between words is a word by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from outspoken.text.letters import found_as

LONGEST = 100
"""Of a longer word only so many characters are looked at."""

_UNSPACED = (
    "\u0e00-\u0e2f\u0e40-\u0e46\u1000-\u102a\u1780-\u17b3\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)


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
    for found in _pattern().finditer(text):
        for form in _forms(found[0]):
            yield Word(found.start(), found.end(), form)


def forms_of(text: str) -> list[str]:
    """Return the words of a text as they are found, without their places."""
    return [form for word in _pattern().findall(text) for form in _forms(word)]


@lru_cache(maxsize=200_000)
def _forms(word: str) -> tuple[str, ...]:
    """Return how a word is found; a few signs stand for several words, some for none."""
    return tuple(re.findall(r"\w+", found_as(word[:LONGEST]).replace("_", " ")))


@cache
def _pattern() -> re.Pattern[str]:
    """Return what matches a word: letters, with signs that have no meaning by themselves after the first."""
    marks = "".join(
        re.escape(sign)
        for sign in map(chr, range(0x80, 0x20000))
        if unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"}
    )
    letter = rf"[^\W_{_UNSPACED}]"
    return re.compile(rf"[{_UNSPACED}][{marks}]*|{letter}+(?:[{marks}]+{letter}*)*")
