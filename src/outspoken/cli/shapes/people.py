"""The shapes of what `outspoken people` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.people.extraction import Said, Sketch, Unsure
from outspoken.people.reasons import Suggestion
from outspoken.people.records import Judgement, Restricted


@dataclass(frozen=True, slots=True)
class JudgementShape:
    """One line of `outspoken people judgements --json`; left and right are case numbers."""

    id: int
    left: int
    right: int
    verdict: str
    reason: str
    actor: str
    at: str
    undone_by: str
    undone_at: str

    @classmethod
    def of(cls, judgement: Judgement, born_as: dict[int, int]) -> Self:
        """Shape a judgement, naming people by the numbers they were born with."""
        return cls(
            id=judgement.id,
            left=born_as[judgement.left],
            right=born_as[judgement.right],
            verdict=judgement.verdict.value,
            reason=judgement.reason,
            actor=judgement.actor,
            at=judgement.at,
            undone_by=judgement.undone_by,
            undone_at=judgement.undone_at,
        )


@dataclass(frozen=True, slots=True)
class JudgementList:
    """`outspoken people judgements --json`."""

    judgements: list[JudgementShape]


@dataclass(frozen=True, slots=True)
class OpeningShape:
    """Who opened what is sealed, why, and until when (UTC)."""

    actor: str
    reason: str
    at: str
    ends: str


@dataclass(frozen=True, slots=True)
class RestrictionShape:
    """One line of `outspoken people restrictions --json`: a case or an attribute."""

    id: int
    case: int | None
    attribute: str
    level: str
    to: list[str]
    actor: str
    at: str
    openings: list[OpeningShape]

    @classmethod
    def of(cls, one: Restricted) -> Self:
        """Shape a restriction."""
        return cls(
            id=one.id,
            case=one.case,
            attribute=one.attribute,
            level=one.level.value,
            to=list(one.trusted),
            actor=one.actor,
            at=one.at,
            openings=[OpeningShape(each.actor, each.reason, each.at, each.ends) for each in one.openings],
        )


@dataclass(frozen=True, slots=True)
class PairShape:
    """Two case numbers that may be one person: how likely, 0 to 1, and why."""

    left: int
    right: int
    chance: float
    reasons_for: list[str]
    reasons_against: list[str]

    @classmethod
    def of(cls, suggestion: Suggestion) -> Self:
        """Shape a suggestion."""
        return cls(
            left=suggestion.left,
            right=suggestion.right,
            chance=round(suggestion.chance, 4),
            reasons_for=[reason.text for reason in suggestion.reasons if reason.speaks_for],
            reasons_against=[reason.text for reason in suggestion.reasons if not reason.speaks_for],
        )


@dataclass(frozen=True, slots=True)
class RestrictionList:
    """`outspoken people restrictions --json`."""

    restrictions: list[RestrictionShape]


@dataclass(frozen=True, slots=True)
class SaidShape:
    """One suggested value: the rule that found it, and the passage, `[start, end)` in characters of the text."""

    attribute: str
    value: str
    rule: str
    start: int
    end: int
    quote: str
    in_title: bool

    @classmethod
    def of(cls, one: Said) -> Self:
        """Shape a suggested value."""
        return cls(one.attribute, one.value, one.rule, one.start, one.end, one.quote, one.in_title)


@dataclass(frozen=True, slots=True)
class UnsureShape:
    """Words that say something of an attribute which no value follows from, and why not."""

    attribute: str
    printed: str
    start: int
    end: int
    why: str

    @classmethod
    def of(cls, one: Unsure) -> Self:
        """Shape a doubt."""
        return cls(one.attribute, one.printed, one.start, one.end, one.why)


@dataclass(frozen=True, slots=True)
class SketchShape:
    """What one text seems to say of one person."""

    text: str
    language: str
    said: list[SaidShape]
    unsure: list[UnsureShape]

    @classmethod
    def of(cls, text: str, language: str, sketch: Sketch) -> Self:
        """Shape what was read of one person."""
        said, unsure = map(SaidShape.of, sketch.said), map(UnsureShape.of, sketch.unsure)
        return cls(text, language, list(said), list(unsure))


@dataclass(frozen=True, slots=True)
class SketchList:
    """`outspoken people suggest --json`: suggestions, which nobody has accepted."""

    persons: list[SketchShape]


@dataclass(frozen=True, slots=True)
class PairList:
    """`outspoken people pairs --json`, the likeliest first."""

    pairs: list[PairShape]


SHAPES = {
    "outspoken people restrictions": RestrictionList,
    "outspoken people pairs": PairList,
    "outspoken people suggest": SketchList,
    "outspoken people explain": PairShape,
    "outspoken people judgements": JudgementList,
}
"""Which command prints which shape."""
