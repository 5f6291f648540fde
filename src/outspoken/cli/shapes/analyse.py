"""The shapes of cases and tables as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from outspoken.analyse.caselist import CaseRecord, CaseTestimony
from outspoken.analyse.records import Crossing
from outspoken.analyse.views import View
from outspoken.estimates import Estimate
from outspoken.report.selection import Selection


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bounds."""

    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, estimate: Estimate) -> Self:
        """Shape an estimate."""
        return cls(estimate.value, estimate.low, estimate.high)


@dataclass(frozen=True, slots=True)
class TableShape:
    """`outspoken table ROW COLUMN --json`; cells are rows of columns."""

    unit: str
    row_axis: str
    column_axis: str
    rows: list[str]
    row_keys: list[str]
    columns: list[str]
    column_keys: list[str]
    cells: list[list[Number]]
    row_totals: list[Number]
    column_totals: list[Number]
    total: Number
    notes: list[str]

    @classmethod
    def of(cls, crossing: Crossing) -> Self:
        """Shape a crossing."""
        return cls(
            unit=crossing.unit.value,
            row_axis=crossing.row_axis.name,
            column_axis=crossing.column_axis.name,
            rows=list(crossing.rows),
            row_keys=list(crossing.row_keys),
            columns=list(crossing.columns),
            column_keys=list(crossing.column_keys),
            cells=[[Number.of(cell) for cell in row] for row in crossing.cells],
            row_totals=[Number.of(total) for total in crossing.row_totals],
            column_totals=[Number.of(total) for total in crossing.column_totals],
            total=Number.of(crossing.total),
            notes=list(crossing.notes),
        )


@dataclass(frozen=True, slots=True)
class ValueShape:
    """One value that a case may have; `headline` says whether the headline numbers may take it."""

    key: str
    text: str
    missing: str
    headline: bool


@dataclass(frozen=True, slots=True)
class SaidShape:
    """What one testimony says in one field, as printed."""

    value: str
    missing: str
    certainty: str
    printed: str
    doubt: str


@dataclass(frozen=True, slots=True)
class TestimonyShape:
    """One testimony of a case, with the story it was made in."""

    id: str
    born_as: int
    sheet: str
    key: str
    story: str
    outlet: str
    title: str
    address: str
    language: str
    said: dict[str, list[SaidShape]]
    codings: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class CaseShape:
    """One case: its values, its testimonies, and the cases it may be one person with."""

    number: int
    names: list[str]
    values: dict[str, list[ValueShape]]
    testimonies: list[TestimonyShape]
    maybe: list[int]
    doubts: list[str]

    @classmethod
    def of(cls, case: CaseRecord) -> Self:
        """Shape a case."""
        return cls(
            number=case.number,
            names=list(case.names),
            values={
                name: [ValueShape(one.key, one.text, one.missing, one.headline) for one in values]
                for name, values in case.values.items()
            },
            testimonies=[_testimony(one) for one in case.testimonies],
            maybe=list(case.maybe),
            doubts=[doubt.id for doubt in case.doubts],
        )


def _testimony(one: CaseTestimony) -> TestimonyShape:
    said = {
        name: [SaidShape(s.value, s.missing, s.certainty, s.printed, s.doubt) for s in given]
        for name, given in one.said.items()
    }
    return TestimonyShape(
        one.id,
        one.born_as,
        one.sheet,
        one.key,
        one.story,
        one.outlet,
        one.title,
        one.address,
        one.language,
        said,
        {code: list(answers) for code, answers in one.codings.items()},
    )


@dataclass(frozen=True, slots=True)
class CaseList:
    """`outspoken cases --json`; `possibly` are those that meet the condition or not, depending on a doubt."""

    cases: list[CaseShape]
    possibly: list[CaseShape]

    @classmethod
    def of(cls, found: Selection) -> Self:
        """Shape the cases that meet a condition."""
        return cls(*([CaseShape.of(case) for case in part] for part in (found.sure, found.possible)))


@dataclass(frozen=True, slots=True)
class ViewShape:
    """A view of the case table; `where` gives for a column the value that is asked for."""

    id: str
    actor: str
    name: str
    shared: bool
    words: str
    sort: str
    columns: list[str]
    where: dict[str, str]
    doubt: bool

    @classmethod
    def of(cls, view: View) -> Self:
        """Shape a view."""
        asked = view.asked
        return cls(
            id=view.spoken,
            actor=view.actor,
            name=view.name,
            shared=view.shared,
            words=asked.words,
            sort=asked.sort,
            columns=list(asked.columns),
            where=dict(asked.where),
            doubt=asked.doubt,
        )


@dataclass(frozen=True, slots=True)
class ViewList:
    """`outspoken views --json`: one's own, then what others share."""

    views: list[ViewShape]

    @classmethod
    def of(cls, views: Sequence[View]) -> Self:
        """Shape views."""
        return cls([ViewShape.of(one) for one in views])


SHAPES = {
    "outspoken cases": CaseList,
    "outspoken views": ViewList,
    "outspoken table": TableShape,
}
"""Which command prints which shape."""
