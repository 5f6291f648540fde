"""Find a passage again in another version of its text: exactly, else by what stood around it.

A passage is anchored by its offsets, its words, and the words before and after it. In a
newer reading the words may have moved, or a few of them may have changed. What is found
is said with how it was found; what is not found is lost, and never put somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

ALIKE = 0.8
"""How much alike, from 0 to 1, changed words must be to count as the same passage."""
SHORTEST = 12
"""Words of fewer characters are only found exactly: anything is like a short word."""
MOST = 2_000
"""Characters of a passage that is looked for when it has changed."""


class How(StrEnum):
    """How a passage was found."""

    EXACT = "exact"
    """The same words stand there once, or the surroundings say which."""
    CHANGED = "changed"
    """Words much like them stand there."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage: where it was, its words, and the words around it."""

    start: int
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands now, `[start, end)` in characters, and how it was found."""

    start: int
    end: int
    how: How


def find(anchor: Anchor, words: str) -> Place | None:
    """Find a passage in a text; None where it is lost, or two places are as good as one another.

    >>> find(Anchor(0, "they lied to us", "", " every day"), "He said: they lied to us every day.")
    Place(start=9, end=24, how=<How.EXACT: 'exact'>)
    >>> find(Anchor(0, "they lied to us"), "She went home.") is None
    True
    """
    if not anchor.quote:
        return None
    places = _places(anchor.quote, words)
    if places:
        return _exact(anchor, words, places)
    return _changed(anchor, words)


def _places(quote: str, words: str) -> list[int]:
    found, place = list[int](), words.find(quote)
    while place >= 0 and len(found) < 1_000:
        found.append(place)
        place = words.find(quote, place + 1)
    return found


def _exact(anchor: Anchor, words: str, places: list[int]) -> Place | None:
    end = len(anchor.quote)
    if len(places) == 1:
        return Place(places[0], places[0] + end, How.EXACT)
    told = sorted(((_around(anchor, words, place, place + end), place) for place in places), reverse=True)
    if told[0][0] == told[1][0]:
        # As good as one another by what stands around them: only the same offset can decide.
        same = [place for likeness, place in told if likeness == told[0][0] and place == anchor.start]
        return Place(same[0], same[0] + end, How.EXACT) if same else None
    return Place(told[0][1], told[0][1] + end, How.EXACT)


def _around(anchor: Anchor, words: str, start: int, end: int) -> float:
    before = words[max(0, start - len(anchor.before)) : start]
    after = words[end : end + len(anchor.after)]
    return Levenshtein.normalized_similarity(anchor.before, before) + Levenshtein.normalized_similarity(
        anchor.after, after
    )


def _changed(anchor: Anchor, words: str) -> Place | None:
    if not SHORTEST <= len(anchor.quote) <= MOST or len(words) < SHORTEST:
        return None
    between = _between(anchor, words)
    if between is not None:
        return between
    found = fuzz.partial_ratio_alignment(anchor.quote, words, score_cutoff=100 * ALIKE)
    if found is None or len(words) < len(anchor.quote):
        return None
    start, end = _whole_words(words, found.dest_start, found.dest_end)
    if Levenshtein.normalized_similarity(anchor.quote, words[start:end]) < ALIKE:
        return None
    rest = words[:start] + "\x00" * (end - start) + words[end:]
    second = fuzz.partial_ratio_alignment(anchor.quote, rest, score_cutoff=found.score - 2)
    # Two places nearly as like as one another: which of them was meant is not known.
    return Place(start, end, How.CHANGED) if second is None else None


def _between(anchor: Anchor, words: str) -> Place | None:
    """Look between the surroundings, where both stand unchanged and only once."""
    before, after = anchor.before[-20:], anchor.after[:20]
    if len(before) < SHORTEST or len(after) < SHORTEST or words.count(before) != 1:
        return None
    start = words.index(before) + len(before)
    end = words.find(after, start, start + 2 * len(anchor.quote) + len(after))
    if end <= start or Levenshtein.normalized_similarity(anchor.quote, words[start:end]) < ALIKE - 0.2:
        return None
    return Place(start, end, How.CHANGED)


def _whole_words(words: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and words[start - 1].isalnum() and words[start : start + 1].isalnum():
        start -= 1
    while end < len(words) and words[end].isalnum() and words[end - 1 : end].isalnum():
        end += 1
    return start, end
