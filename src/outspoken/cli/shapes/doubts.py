"""The shapes of what `outspoken doubts` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.collect.records import Doubt


@dataclass(frozen=True, slots=True)
class ReadingShape:
    """One thing that a printed value may mean."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class DoubtShape:
    """One line of `outspoken doubts --json`."""

    id: str
    kind: str
    sheet: str
    rows: list[str]
    field: str
    printed: str
    note: str
    readings: list[ReadingShape]
    state: str
    choice: str
    chosen_by: str
    reason: str

    @classmethod
    def of(cls, doubt: Doubt) -> Self:
        """Shape a doubt."""
        return cls(
            id=doubt.id,
            kind=doubt.kind.value,
            sheet=doubt.sheet,
            rows=list(doubt.rows),
            field=doubt.field,
            printed=doubt.printed,
            note=doubt.note,
            readings=[ReadingShape(reading.value, str(reading.why)) for reading in doubt.readings],
            state=doubt.state.value,
            choice=doubt.choice,
            chosen_by=doubt.chosen_by,
            reason=doubt.reason,
        )


@dataclass(frozen=True, slots=True)
class DoubtList:
    """`outspoken doubts --json`."""

    doubts: list[DoubtShape]


SHAPES = {
    "outspoken doubts": DoubtList,
}
"""Which command prints which shape."""
