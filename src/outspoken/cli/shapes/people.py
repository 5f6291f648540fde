"""The shapes of what `outspoken people` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

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
class RestrictionList:
    """`outspoken people restrictions --json`."""

    restrictions: list[RestrictionShape]


SHAPES = {
    "outspoken people restrictions": RestrictionList,
    "outspoken people judgements": JudgementList,
}
"""Which command prints which shape."""
