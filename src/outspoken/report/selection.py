"""Choose cases by a condition of the expression language, and list them with all that is known of each."""

from __future__ import annotations

from outspoken.analyse.caselist import CaseRecord, read_cases
from outspoken.coding.codebook import read_codebook
from outspoken.report.claims import read_claims
from outspoken.report.evaluation import Evaluator
from outspoken.study.actors import Actor
from outspoken.study.study import Study


def cases_where(study: Study, condition: str = "", *, by: Actor) -> list[CaseRecord]:
    """Return the cases of which a condition surely holds, in the order of their numbers.

    Raises:
        ClaimsError: if the condition cannot be understood.
        NotFound: if it mentions what this study does not have.
    """
    codebook = read_codebook(study.folder)
    names = read_claims(study.folder).let if condition else {}
    with study.read(by=by) as connection:
        found = read_cases(connection, study.settings, codebook)
        if not condition.strip():
            return found
        wanted = set(Evaluator(connection, study.settings, codebook, names).cases(condition))
    return [case for case in found if case.number in wanted]
