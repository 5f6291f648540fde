"""Judgements taken in: a dry run says what would happen, all of it is done or nothing, nobody hidden is told of."""

from __future__ import annotations

import pytest

from outspoken.errors import Conflict
from outspoken.people import Verdict, import_judgements, judge, restrict, undo
from outspoken.people.exchange.records import Line
from outspoken.people.exchange.tables import from_csv, to_csv
from outspoken.people.readers import import_planned, judgement_lines, judgements_made, persons_described
from outspoken.study import Actor, Study
from tests.dumps import dump


def test_a_round_trip_changes_nothing_and_brings_back_what_was_undone(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal, reason="=one court")
    judge(study, "1", "6", Verdict.DIFFERENT, by=amal)
    lines = from_csv(to_csv(judgement_lines(study, by=amal)))
    before = dump(study)
    plan = import_planned(study, lines, by=amal)
    assert (len(plan.new), len(plan.known), len(plan.refused)) == (0, 3, 0)
    assert dump(study) == before
    undo(study, "1", "2", by=amal)
    persons = [row[4] for row in before["testimonies"]]
    taken = import_judgements(study, lines, by=amal)
    assert [one.verdict for one in taken.made] == [Verdict.SAME]
    assert taken.made[0].reason.startswith("=one court (judged by Amal on ")
    assert [row[4] for row in dump(study)["testimonies"]] == persons


def test_whatever_contradicts_is_listed_and_nothing_is_taken_over(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.DIFFERENT, by=amal)
    lines = [
        Line(1, 2, Verdict.SAME, line=2),
        Line(1, 99, Verdict.SAME, line=3),
        Line(1, 5, Verdict.SAME, line=4),
        Line(2, 5, Verdict.SAME, line=5),
        Line(5, 1, Verdict.UNSURE, line=6),
        Line(3, 4, Verdict.DIFFERENT, line=7),
    ]
    plan = import_planned(study, lines, by=amal)
    assert [one.line for one in plan.new] == [4, 7]
    assert {one.line.line: one.why for one in plan.refused} == {
        2: "J2 by Amal says different.",
        3: "There is no person 99 in this study.",
        5: "This would make one person of 1 and 2, who were judged different.",
        6: "Line 4 of the same file says same.",
    }
    before = dump(study)
    with pytest.raises(Conflict, match=r"Line 2, 1 and 2 same: J2 by Amal says different\. 3 more"):
        import_judgements(study, lines, by=amal)
    assert dump(study) == before


def test_an_unsure_judgement_gives_way_to_a_decided_one_and_not_the_other_way(study: Study, amal: Actor) -> None:
    assert len(import_judgements(study, [Line(3, 4, Verdict.SAME)], by=amal).made) == 1
    assert import_planned(study, [Line(3, 4, Verdict.UNSURE)], by=amal).refused


def test_who_is_hidden_is_in_no_file_and_is_no_more_there_than_nobody(study: Study, amal: Actor, dara: Actor) -> None:
    judge(study, "1", "2", Verdict.DIFFERENT, by=amal)
    restrict(study, "2", ["Bilal"], by=amal)
    assert [(one.left, one.right) for one in judgement_lines(study, by=dara)] == [(3, 4)]
    assert 2 not in [one.number for one in persons_described(study, by=dara)]
    (hidden, nobody) = (import_planned(study, [Line(1, number, Verdict.SAME)], by=dara) for number in (2, 99))
    assert hidden.refused[0].why.replace("2", "99") == nobody.refused[0].why


def test_persons_are_given_out_with_what_they_surely_say(study: Study, amal: Actor) -> None:
    judge(study, "1", "2", Verdict.SAME, by=amal)
    found = {one.number: one for one in persons_described(study, by=amal)}
    assert found[1].testimonies == (1, 2)
    assert list(found[1].names) == ["Ivo Marsh", "Mina Sol"]
    assert list(found[1].nationalities) == ["DE", "TN"]
    assert list(found[5].nationalities) == [], "likely Indian is not surely Indian"
    made, _ = judgements_made(study, by=amal)
    assert len(made) == 2
