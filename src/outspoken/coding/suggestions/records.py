"""The nouns of suggestions: what a machine is given, what it proposes, and how far it may be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from outspoken.coding.records import Answer
from outspoken.coding.sentences import Span

SURE = 0.8
"""The confidence from which a code may be accepted in bulk, where its precision there is known."""

Marks = Mapping[str, tuple[Span, ...]]
"""The passages that a coder marked, by code, as offsets into the text."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """One text to be coded. Texts of one group speak of one person: they are never parted in testing."""

    id: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """What people said of one narrative, code by code, with the passages they marked."""

    answers: Mapping[str, Answer]
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vote:
    """Another suggester's yes or no on one narrative and code, with its verified passage."""

    narrative: str
    code: str
    yes: bool
    passage: Span | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine proposes for one narrative and one code. It counts only once a person accepts it."""

    narrative: str
    code: str
    confidence: float
    """The chance, between 0 and 1, that a coder would say yes."""
    proposed: bool
    """Whether the machine would say yes, so that it says so about as often as the coders do."""
    start: int
    end: int
    quote: str
    """The words at `start:end`, letter by letter."""
    terms: tuple[str, ...]
    """The key terms of the code that stand in the quote."""


@dataclass(frozen=True, slots=True)
class Honesty:
    """How well the machine knows one code, measured on narratives it had not learnt from."""

    code: str
    coded: int
    positives: int
    average_precision: float | None
    """Out of fold; None while there is nothing to measure it on."""
    prevalence: float | None
    """What a machine that guesses would reach."""
    calibration_error: float | None
    sure_precision: float | None
    """The share of right ones among those at the confidence from which the code may be accepted in bulk."""
    sure_count: int
    learnable: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that was proposed, and how far it may be trusted, code by code."""

    proposals: tuple[Suggestion, ...]
    honesty: tuple[Honesty, ...]
    suggester: str
    """Which machine this was: its name goes with every suggestion."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the machine reads and learns from."""

    narratives: tuple[Narrative, ...]
    texts: Mapping[str, int]
    """The text of each narrative."""
    coded: Mapping[str, Coded]
    votes: tuple[Vote, ...] = ()
    veiled: frozenset[str] = frozenset()
    """Narratives on which a restriction lies. What is proposed of the others is learnt without them."""

    @property
    def open(self) -> Material:
        """What everybody in the study may read.

        # Safety: a suggestion that was learnt from a hidden narrative would tell of it to whoever may not see it.
        """
        return Material(
            tuple(one for one in self.narratives if one.id not in self.veiled),
            {name: text for name, text in self.texts.items() if name not in self.veiled},
            {name: coded for name, coded in self.coded.items() if name not in self.veiled},
            tuple(one for one in self.votes if one.narrative not in self.veiled),
        )


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a machine proposes, ready to be kept."""

    suggester: str
    honesty: tuple[Honesty, ...]
    proposals: tuple[Mapping[str, Any], ...]
    chances: tuple[tuple[int, str, float], ...] = field(default=())
    """Testimony, code and chance, by what was learnt without the testimony."""
