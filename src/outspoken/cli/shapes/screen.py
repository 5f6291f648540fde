"""The shapes of what `outspoken screen` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.cli.shapes.collect import StoryShape
from outspoken.screen.records import Decision
from outspoken.study import ids


@dataclass(frozen=True, slots=True)
class CriterionShape:
    """A criterion of study.toml."""

    name: str
    question: str
    include: str
    exclude: str
    examples: list[str]


@dataclass(frozen=True, slots=True)
class CriterionList:
    """`outspoken screen criteria --json`."""

    criteria: list[CriterionShape]


@dataclass(frozen=True, slots=True)
class NextShape:
    """`outspoken screen next --json`."""

    story: StoryShape | None
    """None once every story is decided about."""
    waiting: int


@dataclass(frozen=True, slots=True)
class DecisionShape:
    """What one screener decided about one story."""

    id: str
    story: str
    screener: str
    verdict: str
    answers: dict[str, str]
    reason: str
    at: str
    undone_at: str
    undone_by: str

    @classmethod
    def of(cls, made: Decision) -> Self:
        """Shape a decision."""
        return cls(
            ids.spoken("decision", made.id),
            ids.spoken("story", made.story),
            made.screener,
            made.verdict.value,
            {name: answer.value for name, answer in made.answers.items()},
            made.reason,
            made.at,
            made.undone_at,
            made.undone_by,
        )


@dataclass(frozen=True, slots=True)
class DecisionList:
    """`outspoken screen decisions --json`."""

    decisions: list[DecisionShape]


@dataclass(frozen=True, slots=True)
class FlowShape:
    """`outspoken screen flow --json`: every number is the sum of those it is divided into."""

    finds: int
    again: int
    stories: int
    copies: int
    originals: int
    waiting: int
    screened: int
    excluded: int
    reasons: dict[str, int]
    unclear: int
    disputed: int
    included: int
    included_before: int
    testimonies: int
    testimonies_included: int
    testimonies_open: int
    testimonies_excluded: int
    testimonies_fake: int
    testimonies_not_eligible: int
    persons: int
    cases: int
    cases_open: int
    cases_least: int | None
    """How many cases there would be if all whom somebody left unsure were one."""


SHAPES = {
    "outspoken screen criteria": CriterionList,
    "outspoken screen next": NextShape,
    "outspoken screen decisions": DecisionList,
    "outspoken screen flow": FlowShape,
}
"""Which command prints which shape."""
