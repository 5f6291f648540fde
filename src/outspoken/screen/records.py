"""The nouns of screening: answers, verdicts, decisions, standings, and the flow of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What a screener answers to a criterion."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Verdict(StrEnum):
    """What a screener decides about a story."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Decision:
    """What one screener decided about one story; replaced by a later one of theirs, undone, never erased."""

    id: int
    story: int
    screener: str
    verdict: Verdict
    answers: Mapping[str, Answer]
    """Criterion to answer; a story may be excluded by one *no* without the other answers."""
    reason: str
    at: str
    undone_at: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decisions about a story come to."""

    verdict: Verdict
    criterion: str = ""
    """The first criterion that an excluded story does not meet; empty if none was answered with no."""
    disputed: bool = False
    """Whether screeners decided differently."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the flow needs to know of one story."""

    story: int
    finds: int
    """In how many places it was found."""
    prescreened: bool
    """Whether it came in a sheet of stories that somebody had chosen before."""
    standing: Standing | None
    """None while nobody decided about it."""
    testimonies: tuple[int, ...] = ()
    """The person of each testimony that it holds."""
    copy: bool = False
    """Whether it is settled as a copy of another story."""
    stands_for: int | None = None
    """For a copy whose testimonies count in place of those of its original, which has none: that story."""
    fake: int = 0
    """How many more testimonies it holds that were left out as fake."""
    not_eligible: int = 0
    """How many more testimonies it holds that were left out because their person does not meet a criterion."""


class Place(StrEnum):
    """Where in the flow a story stands."""

    WAITING = "waiting"
    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNCLEAR = "unclear"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where in the flow a story stands, and why."""

    place: Place
    criterion: str = ""
    """The first criterion that an excluded story or a copy does not meet."""
    disputed: bool = False
    before: bool = False
    """Whether it is included because somebody had chosen it before it was imported."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many stories were found, and what became of them; every number is the sum of those it is divided into."""

    finds: int
    """How often something was found; one story may be found many times."""
    again: int
    """How many of these were of a story that was found before."""
    stories: int
    copies: int
    """Stories that are copies of another one."""
    originals: int
    """Stories without their copies: waiting + screened."""
    waiting: int
    screened: int
    """excluded + unclear + included."""
    excluded: int
    reasons: Mapping[str, int]
    """Why: criterion to number of stories, in the order of the criteria; empty for none that was answered with no."""
    unclear: int
    disputed: int
    """How many of the unclear ones screeners decided differently."""
    included: int
    included_before: int
    """How many of the included ones came in a sheet and nobody decided about them here."""
    testimonies: int
    """All that are counted: of included stories, and of those that are unclear or wait."""
    testimonies_included: int
    testimonies_open: int
    """Of stories that are unclear or wait: they count until somebody excludes their story."""
    testimonies_excluded: int
    """Of excluded stories and copies; they count nowhere."""
    testimonies_fake: int
    """Of all other stories, left out as fake; they count nowhere."""
    testimonies_not_eligible: int
    """Of all other stories, left out because their person does not meet a criterion; they count nowhere."""
    persons: int
    """Different people in counted testimonies."""
    cases: int
    """Persons who are counted: the rows of the case table."""
    cases_open: int
    """How many cases rest on stories alone that are unclear or wait."""
    cases_least: int | None = None
    """How many cases there would be if all whom somebody left unsure were one, as far as that can be; None if nobody
    asked a later step."""
