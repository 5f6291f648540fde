"""What counts, which value does, and what is taken over from a text: done, refused, undone, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from outspoken.analyse.caselist import read_case
from outspoken.analyse.cases import all_cases, one_case
from outspoken.analyse.readers import crossed, doubts_of, flow_bounded
from outspoken.archive import give
from outspoken.errors import Conflict, NotAllowed, NotFound
from outspoken.people import (
    Verdict,
    accept,
    dismiss,
    exclude,
    judge,
    readmit,
    reconsider,
    restrict,
    settle,
    unsettle,
)
from outspoken.people.checked.records import PRECISE, Answered, Out
from outspoken.people.readers import (
    answers_given,
    contradictions_in,
    exclusions_made,
    person_of,
    values_suggested,
)
from outspoken.study import Actor, Study
from tests.dumps import dump

TEXT = "Ivo Marsh, a 27-year-old Tunisian, joined ISIS and fled after a year. He is a baker now."


@pytest.fixture
def told(study: Study, amal: Actor, tmp_path: Path) -> Study:
    """The first story has a text."""
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    give(study, "S1", tmp_path / "story.txt", by=amal, language="en")
    return study


def total(study: Study, by: Actor) -> str:
    return str(crossed(study, "sex", "country", by=by).total)


def country(study: Study, by: Actor, number: int) -> list[str]:
    return [one.text for one in one_case(study, number, by=by).case.values["country"]]


# ---- who counts --------------------------------------------------------------------------


def test_whoever_is_left_out_counts_nowhere_and_the_flow_says_so(study: Study, amal: Actor) -> None:
    assert total(study, amal) == "6 (5 to 6)"
    (made,) = exclude(study, "2", Out.FAKE, by=amal, reason="The outlet withdrew it.")
    assert (made.born_as, made.kind) == (2, Out.FAKE)
    assert total(study, amal) == "5 (4 to 5)"
    assert 2 not in [one.number for one in all_cases(study, by=amal)]
    with pytest.raises(NotFound):
        one_case(study, 2, by=amal)
    flow = flow_bounded(study, by=amal)
    assert (flow.testimonies, flow.testimonies_fake, flow.cases, flow.cases_least) == (5, 1, 5, 4)
    assert not person_of(study, "2", by=amal).counts
    readmit(study, "2", by=amal)
    assert total(study, amal) == "6 (5 to 6)"
    assert exclusions_made(study, by=amal) == []
    assert exclusions_made(study, by=amal, undone=True)[0].undone_by == "Amal"


def test_all_of_a_person_or_one_testimony(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal)
    assert len(exclude(study, "2", Out.FAKE, by=amal, reason="why")) == 2
    readmit(study, "T1", by=amal)
    assert [one.number for one in all_cases(study, by=amal)] == [1, 3, 4, 5, 6]
    assert country(study, amal, 1) == ["Germany"]


def test_an_exclusion_is_refused_without_a_reason_or_twice(study: Study, amal: Actor, bilal: Actor) -> None:
    before = dump(study)
    with pytest.raises(Conflict, match="for a reason"):
        exclude(study, "1", Out.FAKE, by=amal)
    with pytest.raises(NotFound, match="no criterion 'moon'"):
        exclude(study, "1", Out.NOT_ELIGIBLE, by=amal, criterion="moon", reason="why")
    with pytest.raises(NotFound, match="no testimony T99"):
        exclude(study, "T99", Out.FAKE, by=amal, reason="why")
    with pytest.raises(NotAllowed):
        exclude(study, "1", Out.FAKE, by=bilal, reason="why")
    with pytest.raises(NotFound, match="1 is not left out"):
        readmit(study, "1", by=amal)
    assert dump(study) == before
    exclude(study, "1", Out.FAKE, by=amal, reason="why")
    with pytest.raises(Conflict, match="left out already"):
        exclude(study, "1", Out.FAKE, by=amal, reason="why")


def test_not_eligible_means_that_a_criterion_is_not_met(make_study: Callable[..., Study], amal: Actor) -> None:
    from tests.conftest import LEAVERS, LEAVERS_SHEET

    toml = LEAVERS + '\n[screen.criteria.left]\nquestion = "Did the person leave?"\n'
    study = make_study(toml, leavers=LEAVERS_SHEET)
    from outspoken.collect import import_sheet

    import_sheet(study, "leavers", by=amal)
    with pytest.raises(Conflict, match="a criterion is not met"):
        exclude(study, "1", Out.NOT_ELIGIBLE, by=amal, reason="why")
    exclude(study, "1", Out.NOT_ELIGIBLE, by=amal, criterion="left", reason="why")
    assert flow_bounded(study, by=amal).testimonies_not_eligible == 1


# ---- which value counts --------------------------------------------------------------------


def test_a_contradiction_is_settled_with_both_kept_and_opened_again(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal)
    assert country(study, amal, 1) == ["Germany", "Tunisia"]
    assert "P1-country" in [one.id for one in doubts_of(study, by=amal)]
    facts = dump(study)["facts"]
    made = settle(study, "1", "country", "Tunisia", by=amal, reason="The court says so.")
    assert (made.value, made.aside, made.testimony) == ("TN", ("DE",), 2)
    assert dump(study)["facts"] == facts
    assert country(study, amal, 1) == ["Tunisia"]
    (found,) = [one for one in contradictions_in(study, by=amal) if one.attribute == "country"]
    assert found.settled == made
    assert "P1-country" not in [one.id for one in doubts_of(study, by=amal)]
    cells = crossed(study, "country", None, by=amal)
    assert str(dict(zip(cells.row_keys, cells.row_totals, strict=True))["TN"]) == "1"
    settle(study, "2", "country", "DE", by=amal, reason="No: the paper does.")
    assert country(study, amal, 1) == ["Germany"]
    unsettle(study, "1", "country", by=amal)
    assert country(study, amal, 1) == ["Tunisia"]
    unsettle(study, "1", "country", by=amal)
    assert country(study, amal, 1) == ["Germany", "Tunisia"]


def test_a_settlement_goes_where_its_testimony_goes(study: Study, amal: Actor) -> None:
    from outspoken.people import undo

    judge(study, "1", "2", Verdict.SAME, by=amal)
    settle(study, "1", "country", "DE", by=amal, reason="why")
    undo(study, "1", "2", by=amal)
    assert (country(study, amal, 1), country(study, amal, 2)) == (["Germany"], ["Tunisia"])
    judge(study, "1", "3", Verdict.SAME, by=amal)
    assert country(study, amal, 1) == ["France", "Germany"] or country(study, amal, 1) == ["Germany", "France"]


def test_a_case_alone_is_as_it_is_among_all(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal)
    settle(study, "1", "country", "DE", by=amal, reason="why")
    settle(study, "1", "children", "2", by=amal, reason="why")
    with study.read(by=amal) as connection:
        alone = read_case(connection, study.settings, 1)
    assert alone is not None
    assert alone.values == all_cases(study, by=amal)[0].values
    assert [one.text for one in alone.values["children"]] == ["2"]


def test_nothing_is_settled_that_nobody_says(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal)
    before = dump(study)
    for case, attribute, value, said in (
        ("1", "country", "FR", "No testimony of case 1 says 'FR'"),
        ("1", "shoe", "42", "no attribute 'shoe'"),
        ("99", "country", "DE", "no person 99"),
    ):
        with pytest.raises(NotFound, match=said):
            settle(study, case, attribute, value, by=amal, reason="why")
    with pytest.raises(Conflict, match="for a reason"):
        settle(study, "1", "country", "DE", by=amal)
    with pytest.raises(Conflict, match="nothing contradicts it"):
        settle(study, "3", "country", "FR", by=amal, reason="why")
    with pytest.raises(NotFound, match="Nobody settled country"):
        unsettle(study, "1", "country", by=amal)
    assert dump(study) == before


# ---- suggested values ----------------------------------------------------------------------


def test_a_suggested_value_is_taken_over_with_its_passage_and_taken_back(told: Study, amal: Actor) -> None:
    by_attribute = {one.attribute: one for one in values_suggested(told, "1", by=amal)}
    assert {"name", "country"} <= set(by_attribute)
    assert by_attribute["country"].there == "DE"
    assert (by_attribute["country"].value, by_attribute["country"].quote) == ("TN", "Tunisian")
    assert by_attribute["country"].before.endswith("27-year-old ")
    facts = dump(told)["facts"]
    with pytest.raises(Conflict, match="has DE as country already"):
        accept(told, "1", "country", by=amal)
    made = accept(told, "1", "country", by=amal, instead=True)
    assert made.passage is not None
    assert dump(told)["passages"][0][4] == "Tunisian"
    assert country(told, amal, 1) == ["Tunisia"]
    assert "country" not in {one.attribute for one in values_suggested(told, "1", by=amal)}
    assert [one.state for one in answers_given(told, "1", by=amal)] == [Answered.ACCEPTED]
    reconsider(told, "1", "country", by=amal)
    assert country(told, amal, 1) == ["Germany"]
    assert [row for row in dump(told)["facts"] if row in facts] == facts
    assert "country" in {one.attribute for one in values_suggested(told, "1", by=amal)}


def test_what_was_dismissed_does_not_come_again_until_it_is_reconsidered(told: Study, amal: Actor) -> None:
    dismiss(told, "1", "country", "TN", by=amal)
    assert "country" not in {one.attribute for one in values_suggested(told, "1", by=amal)}
    with pytest.raises(NotFound, match="Nothing suggests a value as country"):
        accept(told, "1", "country", by=amal)
    reconsider(told, "1", "country", by=amal)
    assert "country" in {one.attribute for one in values_suggested(told, "1", by=amal)}
    with pytest.raises(NotFound, match="Nobody accepted or dismissed"):
        reconsider(told, "1", "country", by=amal)


def test_a_value_that_was_given_anew_since_is_not_taken_back(told: Study, amal: Actor) -> None:
    from outspoken.collect import import_sheet

    accept(told, "1", "country", by=amal, instead=True)
    sheet = told.folder / "sources" / "leavers.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("1,Ivo Marsh,German", "1,Ivo Marsh,French"), "utf-8")
    import_sheet(told, "leavers", by=amal)
    with pytest.raises(Conflict, match="given anew since"):
        reconsider(told, "1", "country", by=amal)
    assert country(told, amal, 1) == ["France"]


def test_who_may_not_see_an_attribute_is_not_suggested_it(told: Study, amal: Actor, bilal: Actor) -> None:
    restrict(told, "country", ["Chloe"], by=amal)
    assert "country" not in {one.attribute for one in values_suggested(told, "1", by=bilal)}
    with pytest.raises(NotFound, match="no attribute 'country'"):
        accept(told, "1", "country", by=bilal)


def test_a_rule_is_ticked_only_once_the_study_itself_has_proved_it(told: Study, amal: Actor) -> None:
    from outspoken.people.checked.records import Answer
    from outspoken.people.checked.suggesting import proofs

    (one,) = [found for found in values_suggested(told, "1", by=amal) if found.attribute == "country"]
    assert not one.preselected

    def answers(right: int, wrong: int) -> list[Answer]:
        states = [Answered.ACCEPTED] * right + [Answered.DISMISSED] * wrong
        return [Answer(0, 1, 1, "age", "2", "a rule", "2", state, "Amal", "", 1) for state in states]

    assert not proofs(answers(71, 0))["age", "a rule"].proven
    assert proofs(answers(72, 0))["age", "a rule"].proven
    assert not proofs(answers(100, 3))["age", "a rule"].proven
    assert proofs(answers(500, 10))["age", "a rule"].at_least > PRECISE
