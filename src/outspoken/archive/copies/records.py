"""The nouns of copies: what two texts share, what is suggested, what somebody settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CopyVerdict(StrEnum):
    """What somebody holds of two stories."""

    COPY = "copy"
    """One is a copy of the other: they count once."""
    NOT_A_COPY = "not-a-copy"
    """Each was written for itself."""
    UNSURE = "unsure"
    """Nobody can say; both go on counting, and the pair stays on the list."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts have in common, counted in runs of four words."""

    shorter: int
    """The text with fewer runs."""
    longer: int
    runs: int
    """How many runs of the shorter text stand in the longer."""
    short: int
    long: int
    """How many runs each has."""
    lead: int
    """How many words the shorter text has before the first run that both hold."""
    in_order: float
    """Which share of the common runs follow each other in the longer text as they do in the shorter, 0 to 1."""

    @property
    def share(self) -> float:
        """Which share of the shorter text stands in the longer, 0 to 1."""
        return self.runs / self.short if self.short else 0.0


@dataclass(frozen=True, slots=True)
class CopySuggestion:
    """A story that looks like a copy of another, and why."""

    copy: int
    """The story that looks like a copy."""
    of: int
    """The story that looks like the original."""
    sure_which: bool
    """Whether the dates say which was first; if not, `copy` and `of` may be the other way round."""
    translation: bool
    """Whether it is a translation, and not the same words."""
    reasons: tuple[str, ...]
    share: float
    """Which share of the shorter text stands in the longer; 0 for a translation."""
    verdict: CopyVerdict | None = None
    """What somebody held of the pair, if anybody did."""


@dataclass(frozen=True, slots=True)
class CopyCluster:
    """Stories that look like one text in several outlets."""

    original: int
    """The earliest, or where that is not known the one that was found first."""
    sure_which: bool
    suggestions: tuple[CopySuggestion, ...]
    """One for each other story of the cluster."""


@dataclass(frozen=True, slots=True)
class CopyJudgement:
    """Copy, not a copy or unsure about two stories, by somebody, for a reason."""

    id: int
    copy: int
    of: int
    verdict: CopyVerdict
    reason: str
    actor: str
    at: str
    undone_by: str = ""
    undone_at: str = ""

    @property
    def pair(self) -> tuple[int, int]:
        """The two stories, the smaller id first."""
        return min(self.copy, self.of), max(self.copy, self.of)
