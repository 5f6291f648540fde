"""The nouns of exchange: a judgement in a file, and what taking in a file would do or did."""

from __future__ import annotations

from dataclasses import dataclass

from outspoken.people.records import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement as a file states it; left and right are the numbers the testimonies were born with."""

    left: int
    right: int
    verdict: Verdict
    reason: str = ""
    actor: str = ""
    at: str = ""
    line: int = 0
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be taken over, and why."""

    line: Line
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking in a file would do."""

    new: tuple[Line, ...]
    known: tuple[Line, ...]
    """Those in force already."""
    refused: tuple[Refused, ...]
    """Those that contradict what is in force, or name whom nobody knows."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in."""

    plan: Plan
    made: tuple[Judgement, ...]
