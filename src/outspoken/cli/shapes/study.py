"""The shapes of what the study itself prints as JSON: its status and its journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.report.overview import Overview
from outspoken.study.journal import Entry


@dataclass(frozen=True, slots=True)
class Status:
    """`outspoken status --json`."""

    title: str
    counts: dict[str, int]
    headline: list[str]
    next_step: str

    @classmethod
    def of(cls, overview: Overview) -> Self:
        """Shape an overview."""
        return cls(overview.title, overview.counts, list(overview.headline), overview.next_step)


@dataclass(frozen=True, slots=True)
class EntryShape:
    """One act in `outspoken journal --json`."""

    seq: int
    at: str
    actor: str
    act: str
    details: dict[str, object]
    previous: str
    seal: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Shape a journal entry."""
        return cls(entry.seq, entry.at, entry.actor, entry.act, dict(entry.details), entry.previous, entry.seal)


@dataclass(frozen=True, slots=True)
class JournalShape:
    """`outspoken journal --json`."""

    entries: list[EntryShape]


@dataclass(frozen=True, slots=True)
class VerifyShape:
    """`outspoken journal verify --json`."""

    intact: bool
    entries: int
    head: str
    problem: str


SHAPES = {
    "outspoken status": Status,
    "outspoken journal": JournalShape,
    "outspoken journal verify": VerifyShape,
}
"""Which command prints which shape."""
