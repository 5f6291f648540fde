"""Check a whole study: every claim, every printed table, every oddity of its sheets."""

from __future__ import annotations

from collections import Counter

from outspoken.analyse.doubts import all_doubts
from outspoken.coding.codebook import read_codebook
from outspoken.report.cells import check_table
from outspoken.report.checking import check_against_table, check_claims, check_doubts
from outspoken.report.claims import read_claims
from outspoken.report.evaluation import Evaluator
from outspoken.report.printed import read_printed
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study.actors import Actor
from outspoken.study.study import Study


def check(study: Study, *, by: Actor) -> list[Checked]:
    """Recompute everything the study's claims.yaml states.

    Raises:
        ClaimsError: if claims.yaml cannot be used.
        SheetError: if a printed table cannot be read.
    """
    claims = read_claims(study.folder)
    printed = [read_printed(study.folder, table) for table in claims.tables]
    with study.read(by=by) as connection:
        evaluator = Evaluator(connection, study.settings, read_codebook(study.folder), claims.let)
        found = list(check_claims(claims, evaluator))
        for table in printed:
            found += check_table(table, evaluator)
            found += check_against_table(claims, table, evaluator)
        found += check_doubts(all_doubts(connection, study.settings, settled=True))
    return found


def tallied(checked: list[Checked]) -> dict[Verdict, int]:
    """Count the verdicts."""
    counts = Counter(one.verdict for one in checked)
    return {verdict: counts[verdict] for verdict in Verdict}
