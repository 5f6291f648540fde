"""The shapes of what `outspoken archive` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.archive.copies.records import CopyCluster, CopyJudgement, CopySuggestion
from outspoken.study import ids


@dataclass(frozen=True, slots=True)
class CopySuggestionShape:
    """A story that looks like a copy; `share` is how much of the shorter text stands in the longer, 0 to 1."""

    copy: str
    original: str
    sure_which: bool
    translation: bool
    reasons: list[str]
    share: float
    verdict: str | None

    @classmethod
    def of(cls, suggestion: CopySuggestion) -> Self:
        """Shape a suggestion, naming stories by their visible ids."""
        return cls(
            copy=ids.spoken("story", suggestion.copy),
            original=ids.spoken("story", suggestion.of),
            sure_which=suggestion.sure_which,
            translation=suggestion.translation,
            reasons=list(suggestion.reasons),
            share=suggestion.share,
            verdict=suggestion.verdict.value if suggestion.verdict else None,
        )


@dataclass(frozen=True, slots=True)
class CopyClusterShape:
    """Stories that look like one text; `sure_which` says whether the original is sure to be the earliest."""

    original: str
    sure_which: bool
    suggestions: list[CopySuggestionShape]

    @classmethod
    def of(cls, cluster: CopyCluster) -> Self:
        """Shape a cluster."""
        shaped = [CopySuggestionShape.of(one) for one in cluster.suggestions]
        return cls(ids.spoken("story", cluster.original), cluster.sure_which, shaped)


@dataclass(frozen=True, slots=True)
class CopyJudgementShape:
    """What somebody settled of two stories."""

    id: int
    copy: str
    original: str
    verdict: str
    reason: str
    actor: str
    at: str
    undone_by: str
    undone_at: str

    @classmethod
    def of(cls, judgement: CopyJudgement) -> Self:
        """Shape a judgement, naming stories by their visible ids."""
        return cls(
            id=judgement.id,
            copy=ids.spoken("story", judgement.copy),
            original=ids.spoken("story", judgement.of),
            verdict=judgement.verdict.value,
            reason=judgement.reason,
            actor=judgement.actor,
            at=judgement.at,
            undone_by=judgement.undone_by,
            undone_at=judgement.undone_at,
        )


@dataclass(frozen=True, slots=True)
class CopyList:
    """`outspoken archive copies --json`; `copies` is how many stories are not counted for themselves."""

    clusters: list[CopyClusterShape]
    settled: list[CopyJudgementShape]
    copies: int


SHAPES = {
    "outspoken archive copies": CopyList,
}
"""Which command prints which shape."""
