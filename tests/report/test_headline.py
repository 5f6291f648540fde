"""The headline numbers stand in one breath, each with what would change it."""

from __future__ import annotations

import numpy as np

from outspoken.people import Verdict, judge
from outspoken.report.evaluation import Evaluator
from outspoken.report.headline import headline, otherwise
from outspoken.report.overview import overview
from outspoken.study import Actor, Study


def test_every_part_can_be_computed_again_from_its_expression(in_2015: Evaluator, in_harbour: Evaluator) -> None:
    for evaluator in (in_2015, in_harbour):
        for part in headline(evaluator):
            assert evaluator.estimate(part.expression) == part.estimate


def test_the_2015_study_in_one_breath(in_2015: Evaluator) -> None:
    assert "; ".join(map(str, headline(in_2015))) == (
        "58 people (57 if 12 and 17 are one person); 17 countries; 51 male (50 to 51); 7 female; "
        "first January 2014; last August 2015"
    )


def test_another_study_has_its_own_categories_and_no_countries(in_harbour: Evaluator) -> None:
    said = "; ".join(map(str, headline(in_harbour)))
    assert said.startswith("39 people (")
    assert "if 25 and 37 are one person" in said
    for word in (" woman", " man", " another", " Northpier", " Lowmarsh", " Saltfield"):
        assert word in said
    assert "countr" not in said
    assert "first November 2015" in said


def test_each_choice_that_alone_changes_a_count_has_its_words(in_2015: Evaluator) -> None:
    table = in_2015.table(frozenset())
    assert otherwise(table, np.ones(table.rows, np.bool_)) == ("57 if 12 and 17 are one person",)
    assert otherwise(table, np.zeros(table.rows, np.bool_)) == ()


def test_a_judgement_changes_the_headline_and_undoing_it_brings_it_back(fresh_2015: Study, amal: Actor) -> None:
    before = overview(fresh_2015, by=amal).headline
    judge(fresh_2015, "12", "17", Verdict.SAME, by=amal, reason="One trial.")
    assert overview(fresh_2015, by=amal).headline[0] == "57 people"
    judge(fresh_2015, "12", "17", Verdict.DIFFERENT, by=amal, reason="Two trials.")
    assert overview(fresh_2015, by=amal).headline[0] == "58 people"
    judge(fresh_2015, "12", "17", Verdict.UNSURE, by=amal, reason="Nobody knows.")
    assert overview(fresh_2015, by=amal).headline == before
