import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.screen.records import Answer, Decision, Standing, Verdict
from outspoken.screen.verdicts import contradiction, in_force, standing

CRITERIA = ("inside", "left")
YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR


def decided(number, verdict, screener="Chloe", undone="", **answers):
    return Decision(number, 1, screener, verdict, answers, "", "", undone)


def test_a_later_decision_replaces_and_an_undone_one_does_not_count():
    first, second = decided(1, Verdict.INCLUDE), decided(2, Verdict.EXCLUDE)
    assert in_force([second, first]) == {(1, "Chloe"): second}
    assert in_force([first, decided(2, Verdict.EXCLUDE, undone="now")]) == {(1, "Chloe"): first}
    assert in_force([]) == {}


def test_the_first_criterion_that_is_not_met_is_the_reason():
    both = decided(1, Verdict.EXCLUDE, left=NO, inside=NO)
    assert standing([both], CRITERIA) == Standing(Verdict.EXCLUDE, "inside")
    assert standing([both], ("left", "inside")) == Standing(Verdict.EXCLUDE, "left")
    assert standing([decided(1, Verdict.EXCLUDE, gone=NO)], CRITERIA) == Standing(Verdict.EXCLUDE, "gone")
    assert standing([], CRITERIA) is None


def test_screeners_who_disagree_leave_a_story_unclear_and_disputed():
    two = [decided(1, Verdict.INCLUDE), decided(2, Verdict.EXCLUDE, "Amal", left=NO)]
    assert standing(two, CRITERIA) == Standing(Verdict.UNCLEAR, disputed=True)


@pytest.mark.parametrize(
    ("verdict", "answers", "wrong"),
    [
        (Verdict.INCLUDE, {"inside": YES, "left": YES}, ""),
        (Verdict.INCLUDE, {"inside": YES}, "'left' is not answered"),
        (Verdict.INCLUDE, {"inside": YES, "left": UNCLEAR}, "'left' is unclear"),
        (Verdict.EXCLUDE, {"left": NO}, ""),
        (Verdict.EXCLUDE, {"left": YES}, "none was answered with no"),
        (Verdict.UNCLEAR, {"left": UNCLEAR}, ""),
        (Verdict.UNCLEAR, {}, ""),
        (Verdict.UNCLEAR, {"left": NO}, "'left' was answered with no"),
        (Verdict.UNCLEAR, {"lefft": NO}, "no criterion 'lefft'"),
    ],
)
def test_verdict_and_answers_must_fit_together(verdict, answers, wrong):
    found = contradiction(verdict, answers, CRITERIA)
    assert bool(found) == bool(wrong)
    assert wrong in found


@given(
    st.permutations(
        [
            decided(n, v, s)
            for n, v, s in [(1, Verdict.INCLUDE, "a"), (2, Verdict.INCLUDE, "b"), (3, Verdict.EXCLUDE, "a")]
        ]
    )
)
def test_the_order_in_which_decisions_are_read_is_nothing(decisions):
    force = in_force(decisions)
    assert force[1, "a"].id == 3
    assert standing(list(force.values()), CRITERIA).disputed
