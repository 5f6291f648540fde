"""A stated number is held against the cases, against the printed table beside it, and against what the sheets print."""

from __future__ import annotations

import pytest

from outspoken.collect import settle
from outspoken.errors import ClaimsError
from outspoken.report.checking import check_claims
from outspoken.report.claims import Claims
from outspoken.report.evaluation import Evaluator
from outspoken.report.review import check
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study import Actor, Study


def one(evaluator: Evaluator, printed: str, expression: str = "", **more: object) -> Checked:
    claim = {"id": "x", "printed": printed, "expression": expression, **more}
    (found,) = check_claims(Claims.model_validate({"claims": [claim]}), evaluator)
    return found


@pytest.mark.parametrize(
    ("printed", "expression", "verdict"),
    [
        ("58", "count()", Verdict.DEPENDS),
        ("57", "count()", Verdict.DEPENDS),
        ("59", "count()", Verdict.FAILS),
        ("at least 57", "count()", Verdict.HOLDS),
        ("seven", "count(sex = female)", Verdict.HOLDS),
        ("more than half", "share(year = 2015)", Verdict.HOLDS),
        ("a third", "share(year = 2015)", Verdict.FAILS),
        ("January 2014", "first(published)", Verdict.HOLDS),
        ("19 January 2014", "first(published)", Verdict.HOLDS),
        ("February 2014", "first(published)", Verdict.FAILS),
        ("August 2015", "last(published)", Verdict.HOLDS),
    ],
)
def test_a_claim_holds_fails_or_depends(in_2015: Evaluator, printed: str, expression: str, verdict: Verdict) -> None:
    found = one(in_2015, printed, expression)
    assert found.verdict is verdict
    assert bool(found.depends_on) is (verdict is Verdict.DEPENDS)


def test_what_is_recomputed_is_printed_as_one_would_read_it(in_2015: Evaluator) -> None:
    assert one(in_2015, "January 2014", "first(published)").recomputed.value == "2014-01-19"
    assert one(in_2015, "58", "count()").recomputed.low == 57
    assert one(in_2015, "half", "share(sex = female, country = GB)").recomputed.value == 0.5


def test_a_figure_word_says_how_it_is_read(in_2015: Evaluator) -> None:
    assert one(in_2015, "nearly a quarter", "share(country = SY)").note.startswith("'nearly a quarter' is read as ")
    assert one(in_2015, "58", "count()").note == ""


def test_what_cannot_be_checked_is_counted_with_its_reason(in_2015: Evaluator) -> None:
    found = one(in_2015, "hundreds", unchecked="Nobody counts those who never spoke.")
    assert (found.verdict, found.note) == (Verdict.CANNOT_TELL, "Nobody counts those who never spoke.")
    assert found.recomputed.value is None


def test_a_claim_that_means_nothing_here_is_named(in_2015: Evaluator) -> None:
    with pytest.raises(ClaimsError) as caught:
        one(in_2015, "7", "count(shoe-size = 43)")
    assert (caught.value.file, caught.value.field) == ("claims.yaml", "claim x")
    with pytest.raises(ClaimsError, match="no month or day"):
        one(in_2015, "7", "first(published)")


def test_text_and_printed_table_are_held_against_each_other(checked_2015: dict[str, Checked]) -> None:
    against = {name: found for name, found in checked_2015.items() if found.kind == "claim and table"}
    assert against["summer-2015~table-1"].verdict is Verdict.FAILS
    assert against["people~table-1"].recomputed.value == 58
    assert [name for name, found in against.items() if found.verdict is Verdict.FAILS] == ["summer-2015~table-1"]


def test_a_doubt_depends_or_fails_until_somebody_settles_it(fresh_2015: Study, amal: Actor) -> None:
    before = {found.id: found for found in check(fresh_2015, by=amal)}
    assert before["D2"].verdict is Verdict.FAILS
    assert len(before["D2"].depends_on) == 2
    settle(fresh_2015, "D2", "2015-04-01", by=amal, reason="Two others of that day.")
    after = {found.id: found for found in check(fresh_2015, by=amal)}
    assert (after["D2"].verdict, after["D2"].recomputed.value) == (Verdict.HOLDS, "2015-04-01")
    assert after["D2"].note == "Settled by Amal: Two others of that day."
    assert after["table-1:Total, 4/15"].verdict is Verdict.HOLDS
    assert after["table-1:Total, 1/15"].verdict is Verdict.FAILS
