"""The shapes of what `outspoken coding` prints as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from outspoken.coding.agreement.disagreements import Disagreement
from outspoken.coding.codebook import Codebook
from outspoken.coding.exchange.taking import Taken
from outspoken.coding.findings import Agreed
from outspoken.coding.readers import Comparison, Task
from outspoken.coding.records import Assignment, Change, Coding, Memo, Round, Version, Waiting
from outspoken.coding.suggestions.records import Honesty
from outspoken.coding.suggestions.store import Kept
from outspoken.estimates import Estimate


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
    applies_to: str
    roll_up: str


@dataclass(frozen=True, slots=True)
class GroupShape:
    """Codes that answer one question."""

    id: str
    name: str
    question: str
    description: str
    exclusive: bool
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
                    group.exclusive,
                    [CodeShape(**code.model_dump(mode="json")) for code in group.codes],
                )
                for group in book.groups
            ],
        )


@dataclass(frozen=True, slots=True)
class VersionShape:
    """One version of the codebook."""

    number: int
    at: str
    actor: str
    changes: list[str]
    undone: bool

    @classmethod
    def of(cls, one: Version) -> Self:
        """Shape a version."""
        return cls(one.number, one.at, one.actor, [_told(change) for change in one.changes], one.undone is not None)


@dataclass(frozen=True, slots=True)
class VersionList:
    """`outspoken coding versions --json`."""

    versions: list[VersionShape]


@dataclass(frozen=True, slots=True)
class DifferenceShape:
    """One field that two codebooks give differently."""

    code: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ComparisonShape:
    """`outspoken coding compare --json`; `after` is null for the file as it is now."""

    before: int
    after: int | None
    differences: list[DifferenceShape]
    look_renamed: list[list[str]]

    @classmethod
    def of(cls, one: Comparison) -> Self:
        """Shape a comparison."""
        found = [DifferenceShape(each.code, each.field, each.before, each.after) for each in one.differences]
        return cls(one.before, one.after, found, [list(pair) for pair in one.look_renamed])


@dataclass(frozen=True, slots=True)
class CodingShape:
    """One coding in force."""

    id: int
    testimony: int
    code: str
    answer: str
    coder: str
    version: int
    given: str
    passage: int | None
    round: int | None
    stale: str
    settled: bool
    reason: str
    shown: bool
    confidence: float | None
    suggester: str

    @classmethod
    def of(cls, one: Coding) -> Self:
        """Shape a coding."""
        return cls(
            one.id,
            one.testimony_id,
            one.code,
            one.answer.value,
            one.coder,
            one.version,
            one.given,
            one.passage_id,
            one.round_id,
            one.stale,
            one.settled,
            one.reason,
            one.shown,
            one.confidence,
            one.suggester,
        )


@dataclass(frozen=True, slots=True)
class CodingList:
    """`outspoken coding list --json`."""

    codings: list[CodingShape]


@dataclass(frozen=True, slots=True)
class WaitingShape:
    """A coding that waits to be coded again; `coding.stale` says why."""

    coding: CodingShape
    quote: str


@dataclass(frozen=True, slots=True)
class WaitingList:
    """`outspoken coding queue --json`."""

    waiting: list[WaitingShape]

    @classmethod
    def of(cls, found: Iterable[Waiting]) -> Self:
        """Shape a queue."""
        return cls([WaitingShape(CodingShape.of(one.coding), one.quote) for one in found])


@dataclass(frozen=True, slots=True)
class RoundShape:
    """One round of coding."""

    name: str
    scheme: str
    blind: bool
    seed: int
    population: int
    closed: bool
    assignments: int
    finished: int
    coders: list[str]

    @classmethod
    def of(cls, one: Round, tasks: Sequence[Assignment]) -> Self:
        """Shape a round with its assignments."""
        done, coders = sum(task.finished for task in tasks), sorted({task.coder for task in tasks})
        return cls(
            one.name, one.scheme.value, one.blind, one.seed, one.population, one.closed, len(tasks), done, coders
        )


@dataclass(frozen=True, slots=True)
class RoundList:
    """`outspoken coding rounds --json`."""

    rounds: list[RoundShape]


@dataclass(frozen=True, slots=True)
class TaskShape:
    """`outspoken coding next --json`; nulls where nothing is left."""

    round: str | None
    testimony: int | None
    left: int
    text: int | None
    title: str
    words: str

    @classmethod
    def of(cls, task: Task | None) -> Self:
        """Shape a task."""
        if task is None:
            return cls(None, None, 0, None, "", "")
        text = task.text
        title, words = (text.title, text.words) if text else ("", "")
        return cls(task.round.name, task.assignment.testimony_id, task.left, text.id if text else None, title, words)


@dataclass(frozen=True, slots=True)
class CoefficientShape:
    """One measure of agreement; `value` is null where there is too little to tell."""

    code: str
    coders: list[str]
    method: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    caveat: str


@dataclass(frozen=True, slots=True)
class AgreedList:
    """`outspoken coding agreement --json`."""

    agreement: list[CoefficientShape]

    @classmethod
    def of(cls, found: Iterable[Agreed]) -> Self:
        """Shape measures of agreement."""
        return cls(
            [
                CoefficientShape(
                    one.code,
                    list(one.coders),
                    one.estimate.method,
                    one.estimate.value,
                    one.estimate.low,
                    one.estimate.high,
                    one.estimate.n,
                    one.estimate.caveat,
                )
                for one in found
            ]
        )


@dataclass(frozen=True, slots=True)
class DisagreementShape:
    """Where coders differ: who answered what."""

    testimony: str
    code: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class DisagreementList:
    """`outspoken coding disagreements --json`."""

    disagreements: list[DisagreementShape]

    @classmethod
    def of(cls, found: Iterable[Disagreement]) -> Self:
        """Shape disagreements."""
        return cls(
            [
                DisagreementShape(one.story, one.code, {who: answer.value for who, answer in one.answers.items()})
                for one in found
            ]
        )


@dataclass(frozen=True, slots=True)
class PrevalenceShape:
    """`outspoken coding prevalence --json`."""

    code: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    unit: str
    method: str
    caveat: str

    @classmethod
    def of(cls, code: str, found: Estimate) -> Self:
        """Shape an estimate."""
        return cls(code, found.value, found.low, found.high, found.n, found.unit, found.method, found.caveat)


@dataclass(frozen=True, slots=True)
class MemoShape:
    """One memo."""

    id: int
    about: str
    words: str
    actor: str
    at: str
    replaces: int | None

    @classmethod
    def of(cls, one: Memo) -> Self:
        """Shape a memo."""
        about = one.about
        named = about.code or next(
            f"{letter}{number}"
            for letter, number in (("S", about.story_id), ("T", about.testimony_id), ("passage ", about.passage_id))
            if number is not None
        )
        return cls(one.id, named, one.words, one.actor, one.at, one.replaces)


@dataclass(frozen=True, slots=True)
class MemoList:
    """`outspoken coding memo --json`."""

    memos: list[MemoShape]


@dataclass(frozen=True, slots=True)
class HonestyShape:
    """How well the machine knows one code."""

    code: str
    coded: int
    positives: int
    average_precision: float | None
    calibration_error: float | None
    sure_precision: float | None
    learnable: bool
    said: str

    @classmethod
    def of(cls, one: Honesty) -> Self:
        """Shape it, and put it into words."""
        said = f"average precision {one.average_precision:.2f}" if one.average_precision is not None else ""
        return cls(
            one.code,
            one.coded,
            one.positives,
            one.average_precision,
            one.calibration_error,
            one.sure_precision,
            one.learnable,
            said if one.learnable else f"not learnable yet: {one.why_not}",
        )


@dataclass(frozen=True, slots=True)
class SuggestedShape:
    """`outspoken coding suggest --json`."""

    suggester: str
    suggestions: int
    codes: list[HonestyShape]


@dataclass(frozen=True, slots=True)
class SuggestionShape:
    """One suggestion to decide on."""

    id: int
    testimony: int
    text: int
    code: str
    confidence: float
    proposed: bool
    start: int
    end: int
    quote: str
    terms: list[str]
    suggester: str

    @classmethod
    def of(cls, one: Kept) -> Self:
        """Shape a suggestion."""
        return cls(
            one.id,
            one.testimony_id,
            one.text_id,
            one.code,
            one.confidence,
            one.proposed,
            one.start,
            one.end,
            one.quote,
            list(one.terms),
            one.suggester,
        )


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """`outspoken coding suggestions --json`."""

    suggestions: list[SuggestionShape]


@dataclass(frozen=True, slots=True)
class ExportedShape:
    """`outspoken coding export --json`."""

    file: str
    losses: list[str]


@dataclass(frozen=True, slots=True)
class TakenShape:
    """`outspoken coding import --json`."""

    codes: int
    texts: int
    codings: int
    cases: int
    memos: int
    losses: list[str]

    @classmethod
    def of(cls, one: Taken) -> Self:
        """Shape what was taken in."""
        return cls(one.codes, one.texts, one.codings, one.cases, one.memos, list(one.losses))


def _told(change: Change) -> str:
    into = f" into {', '.join(change.into)}" if change.into and change.into != change.codes else ""
    return f"{change.kind.value} {', '.join(change.codes or change.into)}{into if change.codes else ''}"


SHAPES = {
    "outspoken coding codebook": CodebookShape,
    "outspoken coding versions": VersionList,
    "outspoken coding compare": ComparisonShape,
    "outspoken coding queue": WaitingList,
    "outspoken coding list": CodingList,
    "outspoken coding rounds": RoundList,
    "outspoken coding next": TaskShape,
    "outspoken coding agreement": AgreedList,
    "outspoken coding disagreements": DisagreementList,
    "outspoken coding prevalence": PrevalenceShape,
    "outspoken coding memo": MemoList,
    "outspoken coding suggest": SuggestedShape,
    "outspoken coding suggestions": SuggestionList,
    "outspoken coding export": ExportedShape,
    "outspoken coding import": TakenShape,
}
"""Which command prints which shape."""
