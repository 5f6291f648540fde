"""The shapes of answers and of what is sent: where a record of a step says it all, that record is the shape.

What `--json` prints on the command line and what the API answers is the same document; a test holds them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from ninja import Schema
from pydantic import Field

from outspoken.analyse.caselist import CaseRecord, CaseTestimony, CaseValue
from outspoken.analyse.records import Crossing
from outspoken.coding.codebook import Codebook
from outspoken.collect.finds.records import Find
from outspoken.collect.records import Doubt, Story
from outspoken.estimates import Estimate
from outspoken.people.records import Judgement, Verdict
from outspoken.report.overview import Overview
from outspoken.report.selection import Selection
from outspoken.report.verdicts import Checked, Recomputed
from outspoken.report.verdicts import Verdict as Truth
from outspoken.study import ids
from outspoken.study.journal import Entry
from outspoken.study.search import Found, Hit


class Problem(Schema):
    """What went wrong, as a problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    """A full sentence."""
    hint: str
    """What one can do about it."""
    problems: list[str]
    """What is wrong in particular, place by place."""


# ---- What is sent ------------------------------------------------------------------------

Words = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]
"""What somebody writes; a database keeps no null character."""
Name = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]*$")]


class Judging(Schema):
    """A judgement: whether two cases, named by the numbers they were born with, are one person."""

    one: Name
    other: Name
    verdict: Verdict
    reason: Words = ""


class Pair(Schema):
    """The two cases whose judgement in force is undone."""

    one: Name
    other: Name


class Settling(Schema):
    """The reading of a doubt that is chosen; an empty choice opens the doubt again."""

    choice: Words = "noted"
    reason: Words = ""


# ---- What is answered --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Status:
    """What the study holds, its headline, and what to do next."""

    title: str
    counts: dict[str, int]
    headline: list[str]
    next_step: str

    @classmethod
    def of(cls, found: Overview) -> Self:
        """Shape an overview."""
        return cls(found.title, dict(found.counts), list(found.headline), found.next_step)


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
class Table:
    """Cases counted by two axes; cells are rows of columns."""

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
    def of(cls, found: Crossing) -> Self:
        """Shape a crossing."""
        return cls(
            found.unit.value,
            found.row_axis.name,
            found.column_axis.name,
            list(found.rows),
            list(found.row_keys),
            list(found.columns),
            list(found.column_keys),
            [[Number.of(cell) for cell in row] for row in found.cells],
            [Number.of(total) for total in found.row_totals],
            [Number.of(total) for total in found.column_totals],
            Number.of(found.total),
            list(found.notes),
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its values, its testimonies, and the cases it may be one person with."""

    number: int
    names: list[str]
    values: dict[str, list[CaseValue]]
    testimonies: list[CaseTestimony]
    maybe: list[int]
    doubts: list[str]

    @classmethod
    def of(cls, case: CaseRecord) -> Self:
        """Shape a case."""
        return cls(
            case.number,
            list(case.names),
            {name: list(values) for name, values in case.values.items()},
            list(case.testimonies),
            list(case.maybe),
            [doubt.id for doubt in case.doubts],
        )


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases that meet a condition; `possibly` are those that meet it or not, depending on a doubt."""

    cases: list[Case]
    possibly: list[Case]

    @classmethod
    def of(cls, found: Selection, most: int, skip: int) -> Self:
        """Shape the cases that meet a condition, or a part of each of the two lists."""
        chosen = slice(skip, skip + most)
        return cls(*([Case.of(case) for case in part[chosen]] for part in (found.sure, found.possible)))


@dataclass(frozen=True, slots=True)
class OneCheck:
    """One stated number and what became of it."""

    id: str
    kind: str
    where: str
    text: str
    printed: str | int | None
    recomputed: Recomputed
    # A word, not the class: two classes called Verdict would be one in the description of the API.
    verdict: Literal["holds", "fails", "depends", "cannot tell"]
    depends_on: tuple[str, ...]
    note: str

    @classmethod
    def of(cls, one: Checked) -> Self:
        """Shape one stated number."""
        said: Any = one.verdict.value
        place = one.id, one.kind, one.where, one.text
        return cls(*place, one.printed, one.recomputed, said, one.depends_on, one.note)


@dataclass(frozen=True, slots=True)
class Check:
    """Every stated number, and how many hold, fail, depend on a doubt, or cannot be told."""

    verdicts: dict[str, int]
    rows: list[OneCheck]

    @classmethod
    def of(cls, tallied: dict[Truth, int], rows: list[Checked]) -> Self:
        """Shape a check."""
        return cls({verdict.value: count for verdict, count in tallied.items()}, [OneCheck.of(one) for one in rows])


@dataclass(frozen=True, slots=True)
class OneReading:
    """One thing that a printed value may mean."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class OneDoubt:
    """What could change a number, and how it was settled."""

    id: str
    kind: str
    sheet: str
    rows: list[str]
    field: str
    printed: str
    note: str
    readings: list[OneReading]
    state: str
    choice: str
    chosen_by: str
    reason: str

    @classmethod
    def of(cls, one: Doubt) -> Self:
        """Shape a doubt."""
        readings = [OneReading(each.value, str(each.why)) for each in one.readings]
        about = (one.id, one.kind.value, one.sheet, list(one.rows), one.field, one.printed, one.note)
        return cls(*about, readings, one.state.value, one.choice, one.chosen_by, one.reason)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is in doubt."""

    doubts: list[OneDoubt]


@dataclass(frozen=True, slots=True)
class OneJudgement:
    """Whether two cases are one person, as somebody judged; left and right are case numbers."""

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
    def of(cls, one: Judgement, born_as: dict[int, int]) -> Self:
        """Shape a judgement, naming people by the numbers they were born with."""
        pair = born_as[one.left], born_as[one.right]
        return cls(one.id, *pair, one.verdict.value, one.reason, one.actor, one.at, one.undone_by, one.undone_at)


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements made."""

    judgements: list[OneJudgement]


@dataclass(frozen=True, slots=True)
class Counting:
    """The judgement that counts on a pair now; none if nobody's does."""

    judgement: OneJudgement | None


@dataclass(frozen=True, slots=True)
class OneHit:
    """A story that was found; marks are `[start, end)` in characters of title and snippet."""

    story: str
    text: str | None
    language: str
    outlet: str
    title: str
    title_marks: list[tuple[int, int]]
    snippet: str
    start: int
    marks: list[tuple[int, int]]

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """Shape a hit, naming story and text by their visible ids."""
        text = ids.spoken("text", hit.text_id) if hit.text_id is not None else None
        told = (hit.language, hit.outlet, hit.title, list(hit.title_marks), hit.snippet, hit.start, list(hit.marks))
        return cls(ids.spoken("story", hit.story_id), text, *told)


@dataclass(frozen=True, slots=True)
class Search:
    """The stories in which all the words stand; `total` of them, of which some are given."""

    words: str
    total: int
    hits: list[OneHit]

    @classmethod
    def of(cls, words: str, found: Found) -> Self:
        """Shape what was found."""
        return cls(words, found.total, [OneHit.of(hit) for hit in found.hits])


@dataclass(frozen=True, slots=True)
class OneFind:
    """How a story was found."""

    channel: str
    kind: str
    query: str
    found_as: str
    line: int | None
    finder: str
    at: str


@dataclass(frozen=True, slots=True)
class OneStory:
    """One story, and how it was found; several dates of publishing where a doubt leaves several."""

    id: str
    title: str
    outlet: str
    address: str
    language: str
    published: list[str]
    finds: list[OneFind]

    @classmethod
    def of(cls, story: Story, finds: list[Find]) -> Self:
        """Shape a story."""
        dates = [one.value for one in story.published]
        how = [OneFind(f.channel, f.kind.value, f.query, f.found_as, f.line, f.finder, f.at) for f in finds]
        about = (ids.spoken("story", story.id), story.title, story.outlet, story.address, story.language)
        return cls(*about, dates, how)


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories in the order of their ids."""

    stories: list[OneStory]


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts as the journal keeps them."""

    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class OneGroup:
    """Codes that answer one question."""

    id: str
    name: str
    question: str
    description: str
    exclusive: bool
    codes: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Book:
    """The codebook."""

    version: int
    groups: list[OneGroup]

    @classmethod
    def of(cls, book: Codebook) -> Self:
        """Shape a codebook."""
        groups = [
            OneGroup(
                each.id,
                each.name,
                each.question,
                each.description,
                each.exclusive,
                [code.model_dump(mode="json") for code in each.codes],
            )
            for each in book.groups
        ]
        return cls(book.version, groups)
