"""Choose cases by a condition of the expression language, and list them with all that is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from outspoken.analyse.caselist import CaseRecord, read_cases
from outspoken.analyse.listing import Asked, selected
from outspoken.coding.codebook import read_codebook
from outspoken.report.claims import read_claims
from outspoken.report.evaluation import Evaluator
from outspoken.report.evidence import held
from outspoken.report.expressions import parse_condition
from outspoken.study.actors import Actor
from outspoken.study.study import Study


@dataclass(frozen=True, slots=True)
class Selection:
    """The cases that meet a condition, in the order of their numbers.

    As many as the least and the greatest that `outspoken table` prints for the same:
    `sure` are the least, `sure` and `possible` together the greatest.
    """

    sure: tuple[CaseRecord, ...]
    """Those of which it holds whatever becomes of the open doubts."""
    possible: tuple[CaseRecord, ...] = ()
    """Those of which it holds or not, depending on an open doubt or a date known only roughly."""


def cases_where(study: Study, condition: str = "", *, by: Actor) -> Selection:
    """Choose the cases that meet a condition; all of them where there is none.

    Raises:
        ClaimsError: if the condition cannot be understood.
        NotFound: if it mentions what this study does not have.
    """
    codebook = read_codebook(study.folder)
    names = read_claims(study.folder).let if condition else {}
    with study.read(by=by) as connection:
        found = read_cases(connection, study.settings, codebook)
        if not condition.strip():
            return Selection(tuple(found))
        evaluator = Evaluator(connection, study.settings, codebook, names)
        parsed = parse_condition(condition, names)
        table = evaluator.table(evaluator.columns(parsed))
        sure, possible = (frozenset(numbers) for numbers in held(table, evaluator.truth(parsed, table)))
    return Selection(
        tuple(case for case in found if case.number in sure),
        tuple(case for case in found if case.number in possible),
    )


def as_asked(selection: Selection, asked: Asked) -> Selection:
    """Choose further by what a view asks for: its cases, in its order, with its columns alone."""

    def chosen(cases: Sequence[CaseRecord]) -> tuple[CaseRecord, ...]:
        shown = selected(cases, asked)
        return tuple(
            replace(case, values={name: case.values[name] for name in asked.columns if name in case.values})
            for case in shown
        )

    return Selection(chosen(selection.sure), chosen(selection.possible))
