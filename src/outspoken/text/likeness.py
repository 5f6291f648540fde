"""Find the passage of a text that is nearest to a name, and how near it is."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel

from outspoken.text.letters import fold


@dataclass(frozen=True, slots=True)
class Near:
    """Two spellings that may be one word, and how alike they are (0 to 1)."""

    one: str
    other: str
    likeness: float


def likeness(one: str, other: str) -> float:
    """Return how alike two spellings are, 0 to 1, without regard to case and accents.

    >>> likeness("Brokman", "BROOKMAN") > 0.9, likeness("Ali", "Ali")
    (True, 1.0)
    """
    return Indel.normalized_similarity(fold(one), fold(other))


def alike(one: str, other: str, at_least: float) -> bool:
    """Whether two folded spellings are alike to a degree; far faster than `likeness` where most are not.

    >>> alike("brokman", "brookman", 0.9), alike("brokman", "ali", 0.9)
    (True, False)
    """
    return Indel.normalized_similarity(one, other, score_cutoff=at_least) >= at_least


def misspelt(name: str, candidates: list[str], at_least: float = 0.8) -> Near | None:
    """Return the candidate that `name` probably misspells; None if one equals it or none is near."""
    if any(fold(name) == fold(candidate) for candidate in candidates):
        return None
    near = [Near(name, candidate, likeness(name, candidate)) for candidate in candidates]
    best = max(near, key=lambda pair: pair.likeness, default=None)
    return best if best is not None and best.likeness >= at_least else None
