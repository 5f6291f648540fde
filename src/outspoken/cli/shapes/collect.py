"""The shapes of what `outspoken collect` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.cli.shapes.doubts import DoubtShape
from outspoken.collect.records import Examined


@dataclass(frozen=True, slots=True)
class ProblemShape:
    """Why a row cannot be taken over."""

    line: int
    column: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ChangeShape:
    """A cell printed differently from the last reading."""

    key: str
    line: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportShape:
    """`outspoken collect import NAME --json`, with or without `--dry-run`."""

    name: str
    file: str
    sha256: str
    how_read: str
    written: bool
    rows: int
    new: list[str]
    changed: list[ChangeShape]
    unchanged: int
    gone: list[str]
    problems: list[ProblemShape]
    doubts: list[DoubtShape]

    @classmethod
    def of(cls, found: Examined) -> Self:
        """Shape what an import did or would do."""
        return cls(
            name=found.name,
            file=found.file,
            sha256=found.sha256,
            how_read=found.how_read,
            written=found.written,
            rows=found.rows,
            new=list(found.new),
            changed=[ChangeShape(c.key, c.line, c.column, c.before, c.after) for c in found.changed],
            unchanged=found.unchanged,
            gone=list(found.gone),
            problems=[ProblemShape(p.line, p.column, p.message, p.hint) for p in found.problems],
            doubts=[DoubtShape.of(doubt) for doubt in found.doubts],
        )


SHAPES = {
    "outspoken collect import": ImportShape,
}
"""Which command prints which shape."""
