"""Find every place where quoted words stand in a text, to ask which one is meant where there are several."""

from __future__ import annotations

from dataclasses import dataclass

from outspoken.coding.quotes import verbatim

MOST = 40
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the words stand, with their surroundings."""

    start: int
    end: int
    before: str
    words: str
    after: str


def places(text: str, quote: str) -> list[Place]:
    """Return where a quote stands, first letter by letter, else but for spaces, quotation marks and dashes."""
    wanted = quote.replace("\r\n", "\n").strip()
    if not wanted:
        return []
    return _exact(text, wanted) or _alike(text, wanted)


def same_words(one: str, other: str) -> bool:
    """Whether words are the same, but for the line ends that a browser writes into a form."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _exact(text: str, wanted: str) -> list[Place]:
    found: list[Place] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < MOST:
        found.append(_place(text, at, at + len(wanted)))
        at = text.find(wanted, at + 1)
    return found


def _alike(text: str, wanted: str) -> list[Place]:
    found: list[Place] = []
    at = 0
    while len(found) < MOST:
        one = verbatim(text[at:], wanted)
        if one is None:
            break
        found.append(_place(text, at + one.start, at + one.end))
        at += one.end
    return found


def _place(text: str, start: int, end: int) -> Place:
    return Place(start, end, text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND])
