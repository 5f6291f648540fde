"""The shapes of what `--json` prints; docs/reference/json.md is generated from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.analyse.records import Crossing
from outspoken.coding import Codebook
from outspoken.collect.records import Doubt, Examined
from outspoken.estimates import Estimate
from outspoken.people.records import Judgement
from outspoken.report.overview import Overview
from outspoken.report.verdicts import Checked, Verdict
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


@dataclass(frozen=True, slots=True)
class JudgementShape:
    """One line of `outspoken people judgements --json`; left and right are case numbers."""

    id: int
    left: int
    right: int
    verdict: str
    reason: str
    actor: str
    at: str
    undone_by: str
    undone_at: str

    @classmethod
    def of(cls, judgement: Judgement, born_as: dict[int, int]) -> Self:
        """Shape a judgement, naming people by the numbers they were born with."""
        return cls(
            id=judgement.id,
            left=born_as[judgement.left],
            right=born_as[judgement.right],
            verdict=judgement.verdict.value,
            reason=judgement.reason,
            actor=judgement.actor,
            at=judgement.at,
            undone_by=judgement.undone_by,
            undone_at=judgement.undone_at,
        )


@dataclass(frozen=True, slots=True)
class JudgementList:
    """`outspoken people judgements --json`."""

    judgements: list[JudgementShape]


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


@dataclass(frozen=True, slots=True)
class CodeShape:
    """One code of the codebook."""

    id: str
    name: str
    question: str
    definition: str
    include: str
    exclude: str
    key_terms: list[str]
    examples: list[str]


@dataclass(frozen=True, slots=True)
class GroupShape:
    """Codes that answer one question."""

    id: str
    name: str
    question: str
    description: str
    codes: list[CodeShape]


@dataclass(frozen=True, slots=True)
class CodebookShape:
    """`outspoken coding codebook --json`."""

    version: int
    groups: list[GroupShape]

    @classmethod
    def of(cls, book: Codebook) -> Self:
        """Shape a codebook."""
        return cls(
            book.version,
            [
                GroupShape(
                    group.id,
                    group.name,
                    group.question,
                    group.description,
                    [CodeShape(**code.model_dump()) for code in group.codes],
                )
                for group in book.groups
            ],
        )


SHAPES = {
    "outspoken status": Status,
    "outspoken collect import": ImportShape,
    "outspoken people judgements": JudgementList,
    "outspoken coding codebook": CodebookShape,
    "outspoken doubts": DoubtList,
    "outspoken table": TableShape,
    "outspoken check": CheckShape,
    "outspoken journal": JournalShape,
    "outspoken journal verify": VerifyShape,
}
"""Which command prints which shape."""
