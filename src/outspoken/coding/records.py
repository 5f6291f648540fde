"""The nouns of coding: codings, what was done to the codebook, rounds, memos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """Whether a testimony says what a code means."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that a coder marked: offsets in characters, and the words as the coder saw them."""

    text_id: int
    start: int
    end: int
    quote: str = ""
    """If given, it must stand in the text at these offsets, letter by letter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a coder wants to save."""

    testimony: str
    """`T12`, or the case number with which the testimony came in: `12`."""
    code: str
    answer: Answer
    passage: Quoted | None = None
    based_on: int | None = None
    """The coding that this one replaces; None says that the coder saw none."""
    shown: bool | None = None
    """Whether the coder had seen a suggestion; None: yes if there was one to be seen."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One code given by one coder to one testimony, or to a passage that speaks of it."""

    id: int
    testimony_id: int
    code: str
    answer: Answer
    coder: str
    version: int
    """Of the codebook by which it was given."""
    given: str
    """The code's id at that time."""
    passage_id: int | None = None
    round_id: int | None = None
    stale: str = ""
    """Why it waits to be coded again; empty where it stands."""
    settled: bool = False
    """Whether it ends a disagreement."""
    reason: str = ""
    shown: bool = False
    """Whether the coder had seen a suggestion."""
    confidence: float | None = None
    """Of the suggestion that was accepted, at that moment."""
    suggester: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A coding that waits to be coded again, and what it is about."""

    coding: Coding
    quote: str
    """The passage's words; empty where the whole testimony was coded."""


class ChangeKind(StrEnum):
    """What may be done to a codebook."""

    ADD = "add"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    REDEFINE = "redefine"
    """It means something else now: what was coded before has to be looked at again."""
    REWORD = "reword"
    """It is said better and means the same."""
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done to a codebook."""

    kind: ChangeKind
    codes: tuple[str, ...]
    """What was changed, by its id before."""
    into: tuple[str, ...] = ()
    """What it became."""


@dataclass(frozen=True, slots=True)
class Version:
    """A codebook as it stood at one time."""

    number: int
    words: str
    """The file, word for word."""
    meanings: Mapping[str, str]
    """A digest of what each code meant."""
    changes: tuple[Change, ...]
    """What was done to the version before."""
    actor: str
    at: str
    since: int
    """The act that made it."""
    undone: int | None = None
    """The act that took it back."""


class Scheme(StrEnum):
    """How the testimonies of a round were drawn."""

    ALL = "all"
    """Every testimony."""
    RANDOM = "random"
    """Each with the same chance."""
    STRATIFIED = "stratified"
    """At random within the values of an attribute."""
    MIXED = "mixed"
    """Half at random, and half those about which the machine is least sure; only the first half is a sample."""
    PICKED = "picked"
    """Named by somebody; no sample."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round shall be."""

    name: str
    coders: tuple[str, ...]
    scheme: Scheme = Scheme.ALL
    size: int = 0
    each: int = 2
    """By how many coders each testimony is coded."""
    blind: bool = True
    seed: int = 0
    by: str = ""
    """The attribute whose values are the strata."""
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """A round of coding."""

    id: int
    name: str
    blind: bool
    scheme: Scheme
    seed: int
    population: int
    """How many testimonies there were to draw from."""
    actor: str
    at: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """A testimony that a coder is to code in a round."""

    id: int
    round_id: int
    testimony_id: int
    coder: str
    chance: float | None
    """With which it was drawn; None where somebody picked it."""
    turn: int
    finished: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a memo is about: exactly one of these."""

    code: str = ""
    story_id: int | None = None
    testimony_id: int | None = None
    passage_id: int | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """What somebody noted."""

    id: int
    about: About
    words: str
    actor: str
    at: str
    replaces: int | None = None
