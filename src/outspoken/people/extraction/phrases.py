"""Find many listed phrases in a text at once: each word is looked up, so a longer list costs no time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_TOKEN = re.compile(r"\w+")
_BETWEEN = re.compile(r"[ \u00a0'’\-–.&,(\"«»“”]{1,3}")
_BEHIND = re.compile(r"\b(?:ex|Ex|EX|post|pro|anti)-$")
_ARABIC_TO_THE = re.compile(r"^[وف]?لل(?=[\u0621-\u064A]{3})")
_ARABIC_PREFIX = re.compile(r"^[وفبلك]{1,2}(?=[\u0621-\u064A]{3})")


@dataclass(frozen=True, slots=True)
class Found:
    """A listed phrase in a text: what it stands for, and where it stands, `[start, end)`."""

    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as printed and in small letters, and where it stands."""

    text: str
    start: int
    end: int
    folded: str


@lru_cache(maxsize=32)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a text, each a stretch of letters and digits."""
    return tuple(Token(one[0], *one.span(), one[0].lower()) for one in _TOKEN.finditer(text))


@dataclass(slots=True)
class Phrases:
    """Phrases with what they stand for; those put in as printed are found only so, others in any case."""

    _printed: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    _folded: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    def put(self, phrases: Iterable[str], meaning: str, *, as_printed: bool) -> None:
        """Add phrases that stand for one thing."""
        for phrase in phrases:
            words = tuple(_TOKEN.findall(phrase if as_printed else phrase.lower()))
            if words:
                into = self._printed if as_printed else self._folded
                into.setdefault(words[0], []).append((words, meaning))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Yield the phrases in `[start, end)` of a text, in its order; a longer one hides those in it.

        >>> groups = Phrases()
        >>> groups.put(["Islamic State", "State"], "IS", as_printed=False)
        >>> [(one.start, one.end) for one in groups.find("the Islamic State group")]
        [(4, 17)]
        """
        tokens = tokens_of(text)
        last = len(text) if end is None else end
        after = start
        for place, token in enumerate(tokens):
            if token.start < after or token.start >= last:
                continue
            found = [one for one in self._at(text, tokens, place) if one.end <= last]
            if found:
                best = max(found, key=_length)
                after = best.end
                yield best

    def _at(self, text: str, tokens: tuple[Token, ...], place: int) -> Iterator[Found]:
        token = tokens[place]
        for listed, word in ((self._printed, token.text), (self._folded, token.folded)):
            forms = _forms(word) if "\u0621" <= word[:1] <= "\u064a" else ((word, 0),)
            for form, skipped in forms:
                for words, meaning in listed.get(form, ()):
                    stop = self._stop(text, tokens, place, words[1:], folded=listed is self._folded)
                    if stop is not None and not _behind_hyphen(text, token.start):
                        yield Found(meaning, token.start + skipped, stop)

    @staticmethod
    def _stop(text: str, tokens: tuple[Token, ...], place: int, rest: tuple[str, ...], *, folded: bool) -> int | None:
        """Return where a phrase ends whose first word stands at a place, None if its other words do not follow."""
        if place + len(rest) >= len(tokens):
            return None
        stop = tokens[place].end
        for word, token in zip(rest, tokens[place + 1 :], strict=False):
            printed = token.folded if folded else token.text
            if printed != word or not _BETWEEN.fullmatch(text, stop, token.start):
                return None
            stop = token.end
        return stop


def _behind_hyphen(text: str, start: int) -> bool:
    """Whether a word is the second part of another: not after `ex-`."""
    return text[start - 1 : start] == "-" and not _BEHIND.search(text, max(0, start - 5), start)


def _length(found: Found) -> int:
    return found.end - found.start


def _forms(word: str) -> Iterator[tuple[str, int]]:
    """Yield a word, and an Arabic one without the small words written onto its front."""
    yield word, 0
    if "\u0621" <= word[:1] <= "\u064a":
        prefix = _ARABIC_PREFIX.match(word)
        if prefix:
            yield word[prefix.end() :], prefix.end()
            if prefix.end() > 1:
                yield word[1:], 1
        glued = _ARABIC_TO_THE.match(word)
        if glued:  # للدولة is ل and الدولة
            yield "ال" + word[glued.end() :], glued.end() - 1
