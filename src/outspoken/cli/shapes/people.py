"""The shapes of what `outspoken people` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.analyse.outlook import Queued
from outspoken.cli.shapes.analyse import Number
from outspoken.people.checked.records import Answer, Contradiction, Exclusion, Person, ValueSuggestion
from outspoken.people.exchange.records import Plan
from outspoken.people.extraction import Said, Sketch, Unsure
from outspoken.people.reasons import Suggestion
from outspoken.people.records import Judgement, Restricted
from outspoken.people.remaining import Remaining
from outspoken.study import ids


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
class OpeningShape:
    """Who opened what is sealed, why, and until when (UTC)."""

    actor: str
    reason: str
    at: str
    ends: str


@dataclass(frozen=True, slots=True)
class RestrictionShape:
    """One line of `outspoken people restrictions --json`: a case or an attribute."""

    id: int
    case: int | None
    attribute: str
    level: str
    to: list[str]
    actor: str
    at: str
    openings: list[OpeningShape]

    @classmethod
    def of(cls, one: Restricted) -> Self:
        """Shape a restriction."""
        return cls(
            id=one.id,
            case=one.case,
            attribute=one.attribute,
            level=one.level.value,
            to=list(one.trusted),
            actor=one.actor,
            at=one.at,
            openings=[OpeningShape(each.actor, each.reason, each.at, each.ends) for each in one.openings],
        )


@dataclass(frozen=True, slots=True)
class PairShape:
    """Two case numbers that may be one person: how likely, 0 to 1, and why."""

    left: int
    right: int
    chance: float
    reasons_for: list[str]
    reasons_against: list[str]

    @classmethod
    def of(cls, suggestion: Suggestion) -> Self:
        """Shape a suggestion."""
        return cls(
            left=suggestion.left,
            right=suggestion.right,
            chance=round(suggestion.chance, 4),
            reasons_for=[reason.text for reason in suggestion.reasons if reason.speaks_for],
            reasons_against=[reason.text for reason in suggestion.reasons if not reason.speaks_for],
        )


@dataclass(frozen=True, slots=True)
class RestrictionList:
    """`outspoken people restrictions --json`."""

    restrictions: list[RestrictionShape]


@dataclass(frozen=True, slots=True)
class SaidShape:
    """One suggested value: the rule that found it, and the passage, `[start, end)` in characters of the text."""

    attribute: str
    value: str
    rule: str
    start: int
    end: int
    quote: str
    in_title: bool

    @classmethod
    def of(cls, one: Said) -> Self:
        """Shape a suggested value."""
        return cls(one.attribute, one.value, one.rule, one.start, one.end, one.quote, one.in_title)


@dataclass(frozen=True, slots=True)
class UnsureShape:
    """Words that say something of an attribute which no value follows from, and why not."""

    attribute: str
    printed: str
    start: int
    end: int
    why: str

    @classmethod
    def of(cls, one: Unsure) -> Self:
        """Shape a doubt."""
        return cls(one.attribute, one.printed, one.start, one.end, one.why)


@dataclass(frozen=True, slots=True)
class SketchShape:
    """What one text seems to say of one person."""

    text: str
    language: str
    said: list[SaidShape]
    unsure: list[UnsureShape]

    @classmethod
    def of(cls, text: str, language: str, sketch: Sketch) -> Self:
        """Shape what was read of one person."""
        said, unsure = map(SaidShape.of, sketch.said), map(UnsureShape.of, sketch.unsure)
        return cls(text, language, list(said), list(unsure))


@dataclass(frozen=True, slots=True)
class SketchList:
    """`outspoken people suggest --json`: suggestions, which nobody has accepted."""

    persons: list[SketchShape]


@dataclass(frozen=True, slots=True)
class PairList:
    """`outspoken people pairs --json`, the likeliest first."""

    pairs: list[PairShape]


@dataclass(frozen=True, slots=True)
class ChangeShape:
    """A number that would become another one if two cases were one person."""

    what: str
    now: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class QueuedShape:
    """A pair that waits: why it is here, what a judgement would change, and how much (`worth`)."""

    pair: PairShape
    unsure: str
    """The judgement that left it unsure, J3; empty if nobody looked."""
    forbidden: bool
    changes: list[ChangeShape]
    worth: float

    @classmethod
    def of(cls, one: Queued) -> Self:
        """Shape a pair of the queue."""
        return cls(
            PairShape.of(one.pair),
            ids.spoken("judgement", one.unsure.id) if one.unsure else "",
            one.forbidden,
            [ChangeShape(each.what, each.now, each.least, each.most) for each in one.changes],
            round(one.worth, 4),
        )


@dataclass(frozen=True, slots=True)
class LeftShape:
    """How many people are still counted twice, and whether to go on."""

    people: Number
    pairs: int
    counted: int
    within: float
    stop: bool
    advice: str
    method: str
    caveat: str

    @classmethod
    def of(cls, left: Remaining) -> Self:
        """Shape what is left."""
        people = left.people
        told = (people.method, people.caveat)
        return cls(Number.of(people), people.n, left.counted, left.within, left.stop, left.advice, *told)


@dataclass(frozen=True, slots=True)
class QueueList:
    """`outspoken people next --json`: in the order of what a judgement would change."""

    waiting: int
    left: LeftShape
    queue: list[QueuedShape]


@dataclass(frozen=True, slots=True)
class AlertShape:
    """Two cases of which what people said and what the study holds pull in two directions."""

    alarm: str
    one: int
    other: int
    text: str


@dataclass(frozen=True, slots=True)
class AlertList:
    """`outspoken people conflicts --json`."""

    conflicts: list[AlertShape]


@dataclass(frozen=True, slots=True)
class ExclusionShape:
    """A testimony that counts nowhere, and why."""

    case: int
    testimony: str
    kind: str
    criterion: str
    reason: str
    actor: str
    at: str
    undone_by: str

    @classmethod
    def of(cls, one: Exclusion) -> Self:
        """Shape an exclusion."""
        spoken = ids.spoken("testimony", one.testimony)
        return cls(one.born_as, spoken, one.kind.value, one.criterion, one.reason, one.actor, one.at, one.undone_by)


@dataclass(frozen=True, slots=True)
class ExclusionList:
    """`outspoken people exclusions --json`."""

    exclusions: list[ExclusionShape]


@dataclass(frozen=True, slots=True)
class GivenShape:
    """A value, and the testimonies that give it."""

    value: str
    testimonies: list[str]


@dataclass(frozen=True, slots=True)
class ContradictionShape:
    """Several values of one attribute of one person; `settled` is the one that counts, empty while none does."""

    case: int
    attribute: str
    values: list[GivenShape]
    settled: str
    reason: str
    actor: str

    @classmethod
    def of(cls, one: Contradiction) -> Self:
        """Shape a contradiction."""
        values = [GivenShape(value, [ids.spoken("testimony", each) for each in told]) for value, told in one.values]
        ended = one.settled
        said = (ended.value, ended.reason, ended.actor) if ended else ("", "", "")
        return cls(one.person, one.attribute, values, *said)


@dataclass(frozen=True, slots=True)
class ContradictionList:
    """`outspoken people contradictions --json`."""

    contradictions: list[ContradictionShape]


@dataclass(frozen=True, slots=True)
class PersonShape:
    """`outspoken people person --json`: all testimonies of one person, and what was said of them."""

    case: int
    counts: bool
    testimonies: list[int]
    """The numbers they were born with."""
    contradictions: list[ContradictionShape]
    exclusions: list[ExclusionShape]
    judgements: list[JudgementShape]

    @classmethod
    def of(cls, one: Person) -> Self:
        """Shape a person."""
        return cls(
            one.number,
            one.counts,
            [each.born_as for each in one.testimonies],
            [ContradictionShape.of(each) for each in one.contradictions],
            [ExclusionShape.of(each) for each in one.exclusions],
            [JudgementShape.of(each, dict(one.born)) for each in one.judgements],
        )


@dataclass(frozen=True, slots=True)
class ValueSuggestionShape:
    """A value that a text seems to give a testimony; `problem` says why it cannot be taken, `there` what stands now."""

    attribute: str
    value: str
    printed: str
    rule: str
    text: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    in_title: bool
    preselected: bool
    proof: str
    there: str
    problem: str

    @classmethod
    def of(cls, one: ValueSuggestion) -> Self:
        """Shape a suggested value."""
        return cls(
            attribute=one.attribute,
            value=one.value,
            printed=one.printed,
            rule=one.rule,
            text=ids.spoken("text", one.text),
            start=one.start,
            end=one.end,
            quote=one.quote,
            before=one.before,
            after=one.after,
            in_title=one.in_title,
            preselected=one.preselected,
            proof=str(one.proof) if one.proof else "",
            there=one.there,
            problem=one.problem,
        )


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """What a person said to a suggested value."""

    attribute: str
    value: str
    rule: str
    quote: str
    state: str
    actor: str
    at: str

    @classmethod
    def of(cls, one: Answer) -> Self:
        """Shape an answer."""
        return cls(one.attribute, one.value, one.rule, one.quote, one.state.value, one.actor, one.at)


@dataclass(frozen=True, slots=True)
class ValueSuggestionList:
    """`outspoken people suggestions --json`: what nobody answered yet, and what was answered."""

    case: int
    suggestions: list[ValueSuggestionShape]
    answered: list[AnswerShape]


@dataclass(frozen=True, slots=True)
class LineShape:
    """A judgement of a file, and why it cannot be taken in, if it cannot."""

    line: int
    left: int
    right: int
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanShape:
    """`outspoken people import-judgements --json`: what taking in a file does or did."""

    written: bool
    new: list[LineShape]
    known: int
    refused: list[LineShape]

    @classmethod
    def of(cls, plan: Plan, *, written: bool) -> Self:
        """Shape a plan."""
        new = [LineShape(one.line, one.left, one.right, one.verdict.value, "") for one in plan.new]
        refused = [
            LineShape(one.line.line, one.line.left, one.line.right, one.line.verdict.value, one.why)
            for one in plan.refused
        ]
        return cls(written, new, len(plan.known), refused)


SHAPES = {
    "outspoken people next": QueueList,
    "outspoken people left": LeftShape,
    "outspoken people conflicts": AlertList,
    "outspoken people person": PersonShape,
    "outspoken people exclusions": ExclusionList,
    "outspoken people contradictions": ContradictionList,
    "outspoken people suggestions": ValueSuggestionList,
    "outspoken people import-judgements": PlanShape,
    "outspoken people restrictions": RestrictionList,
    "outspoken people pairs": PairList,
    "outspoken people suggest": SketchList,
    "outspoken people explain": PairShape,
    "outspoken people judgements": JudgementList,
}
"""Which command prints which shape."""
