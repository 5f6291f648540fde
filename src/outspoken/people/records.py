"""The nouns of people: testimonies, judgements, and the verdicts a judgement may give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outspoken.study.sight import Level


class Verdict(StrEnum):
    """What somebody holds of two testimonies."""

    SAME = "same"
    """They speak of one person."""
    DIFFERENT = "different"
    """They speak of two."""
    UNSURE = "unsure"
    """Nobody can say; every count shows both possibilities."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one story says of one person."""

    id: int
    story_id: int
    born_as: int
    """The person it was before anybody judged; the number it is called by for ever."""
    person_id: int
    key: str
    """The row of the sheet it came in, if it did."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Same, different or unsure about two testimonies, by somebody, for a reason."""

    id: int
    left: int
    right: int
    verdict: Verdict
    reason: str
    actor: str
    at: str
    undone_by: str = ""
    undone_at: str = ""
    split: int | None = None
    """The first of the judgements by which a person was split, if this is one of them."""

    @property
    def pair(self) -> tuple[int, int]:
        """The two testimonies, the smaller id first."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opened what is sealed, why, and until when."""

    actor: str
    reason: str
    at: str
    ends: str


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restriction in force on a testimony or an attribute, as its keepers see it."""

    id: int
    testimony: int | None
    case: int | None
    """The number the testimony was born with."""
    attribute: str
    level: Level
    trusted: tuple[str, ...]
    """Whom it is restricted to, by name."""
    actor: str
    at: str
    openings: tuple[Opening, ...] = ()
