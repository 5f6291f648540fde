"""The nouns of checking: exclusions, settled contradictions, and answers to suggested values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from outspoken.people.records import Judgement, Testimony


class Out(StrEnum):
    """Why a testimony counts nowhere."""

    FAKE = "fake"
    """It is made up, or nobody can believe it."""
    NOT_ELIGIBLE = "not eligible"
    """It is true, and its person does not meet a criterion of the study."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """That a testimony counts nowhere, by whom and why."""

    id: int
    testimony: int
    born_as: int
    """The number the testimony was born with."""
    kind: Out
    criterion: str
    """The criterion of study.toml that is not met, or empty."""
    reason: str
    actor: str
    at: str
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Which of several values of one person counts; the others stay in the record."""

    id: int
    testimony: int
    """The testimony that gives the value."""
    attribute: str
    value: str
    aside: tuple[str, ...]
    """The values that do not count."""
    reason: str
    actor: str
    at: str
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Several values that one person's testimonies give of one attribute, and whether somebody settled it."""

    person: int
    attribute: str
    values: tuple[tuple[str, tuple[int, ...]], ...]
    """Each value, with the numbers of the testimonies that give it."""
    settled: Settlement | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """All testimonies judged to be of one person, and all that people said of them."""

    number: int
    testimonies: tuple[Testimony, ...]
    judgements: tuple[Judgement, ...]
    """All that touch one of them, undone ones too, the oldest first."""
    born: Mapping[int, int]
    """The number that every testimony of these was born with."""
    contradictions: tuple[Contradiction, ...]
    settlements: tuple[Settlement, ...]
    """Taken back ones too."""
    exclusions: tuple[Exclusion, ...]
    """Taken back ones too."""

    @property
    def counts(self) -> bool:
        """Whether some of it is not left out."""
        out = {one.testimony for one in self.exclusions if not one.undone_by}
        return any(one.id not in out for one in self.testimonies)


class Answered(StrEnum):
    """What a person said to a suggested value."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a value that was read out of a text."""

    id: int
    testimony: int
    text: int
    attribute: str
    value: str
    rule: str
    quote: str
    state: Answered
    actor: str
    at: str
    since: int
    passage: int | None = None
    """None where the title says it."""
    fact: int | None = None
    """The fact it became."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How often a rule was right among the values that people of this study checked."""

    right: int
    checked: int
    at_least: float
    """The lower end of the 95 % interval (Clopper-Pearson) of its precision."""

    @property
    def proven(self) -> bool:
        """Whether it is at least 95 % precise, as far as this study can tell."""
        return self.at_least >= PRECISE

    def __str__(self) -> str:
        return f"right {self.right} of {self.checked} times here, at least {self.at_least:.0%}"


PRECISE = 0.95
"""How precise a rule must surely be before its values are ticked in advance."""


@dataclass(frozen=True, slots=True)
class ValueSuggestion:
    """A value that a text seems to give a testimony, beside its passage; it counts once a person accepts it."""

    testimony: int
    born_as: int
    text: int
    attribute: str
    """The attribute of this study it would be a value of."""
    value: str
    """As it would be stored; empty where `problem` says why it cannot be."""
    printed: str
    rule: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    in_title: bool
    proof: Proof | None
    """How its rule did so far; None where nobody checked any."""
    there: str
    """What the testimony says already: empty for nothing."""
    problem: str = ""

    @property
    def preselected(self) -> bool:
        """Whether the page ticks it in advance."""
        return self.proof is not None and self.proof.proven and not self.problem and not self.there
