"""The shapes of checks and reports as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.report.acts import Built
from outspoken.report.verdicts import Checked, Verdict


@dataclass(frozen=True, slots=True)
class RecomputedShape:
    """What the data say; dates as text."""

    value: float | str | None
    low: float | str | None
    high: float | str | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One stated number and what became of it."""

    id: str
    kind: str
    where: str
    text: str
    printed: str | int | None
    recomputed: RecomputedShape
    verdict: str
    depends_on: list[str]
    note: str

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """Shape a line of the check."""
        found = checked.recomputed
        return cls(
            id=checked.id,
            kind=checked.kind,
            where=checked.where,
            text=checked.text,
            printed=checked.printed,
            recomputed=RecomputedShape(found.value, found.low, found.high),
            verdict=checked.verdict.value,
            depends_on=list(checked.depends_on),
            note=checked.note,
        )


@dataclass(frozen=True, slots=True)
class CheckShape:
    """`outspoken check --json`."""

    verdicts: dict[str, int]
    rows: list[CheckRow]

    @classmethod
    def of(cls, tallied: dict[Verdict, int], checked: list[Checked]) -> Self:
        """Shape a whole check."""
        return cls({verdict.value: count for verdict, count in tallied.items()}, [CheckRow.of(one) for one in checked])


@dataclass(frozen=True, slots=True)
class EditionShape:
    """One edition of a report, as it lies on disk."""

    format: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TypedShape:
    """A number typed into a text by hand, which nothing checks."""

    file: str
    line: int | None
    number: str
    around: str


@dataclass(frozen=True, slots=True)
class BuiltShape:
    """`outspoken report build --json`."""

    title: str
    date: str
    final: bool
    editions: list[EditionShape]
    typed: list[TypedShape]
    failing: list[str]

    @classmethod
    def of(cls, built: Built) -> Self:
        """Shape a built report."""
        return cls(
            title=built.title,
            date=built.date,
            final=built.final,
            editions=[EditionShape(one.format, str(one.path), one.sha256) for one in built.editions],
            typed=[TypedShape(one.file, one.line, one.number, one.around) for one in built.typed],
            failing=list(built.failing),
        )


SHAPES = {
    "outspoken check": CheckShape,
    "outspoken report build": BuiltShape,
}
"""Which command prints which shape."""
