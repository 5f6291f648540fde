"""The shapes of what `outspoken people` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.people.records import Judgement


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


SHAPES = {
    "outspoken people judgements": JudgementList,
}
"""Which command prints which shape."""
