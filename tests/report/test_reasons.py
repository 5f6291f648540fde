"""A number in doubt says what it would be instead, and if what, in as few words as are true."""

from __future__ import annotations

import pytest

from outspoken.coding import read_codebook
from outspoken.report.evaluation import Evaluator
from outspoken.report.expressions import parse
from outspoken.report.numerals import counted, share_in_words
from outspoken.report.reasons import open_doubts, reason
from outspoken.study import Actor, Study


def said(study: Study, by: Actor, expression: str) -> str:
    shown = share_in_words if expression.startswith("share") else counted
    with study.read(by=by) as connection:
        evaluator = Evaluator(connection, study.settings, read_codebook(study.folder))
        number = parse(expression)
        table = evaluator.table(evaluator.columns(number))
        return reason(number, evaluator.answer(number, table), table, evaluator, shown)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("count()", "57 if 12 and 17 are one person"),
        ("count(sex = female)", ""),
        ("count(country = TR)", "1 if case 23: country is unknown"),
        ("count(month = 2015-01)", "2 if case 38 is 2015-01-14"),
        ("share(country = SY)", "36.8 per cent if 12 and 17 are one person"),
        ("count() - count(sex = male)", ""),
        ("count(country is unknown)", "3 if case 23: country is unknown"),
        ("codes(leaving)", ""),
    ],
)
def test_the_reason_is_the_shortest_way_to_another_number(
    fresh_2015: Study, amal: Actor, expression: str, words: str
) -> None:
    assert said(fresh_2015, amal, expression) == words


def test_several_doubts_are_summed_up(fresh_harbour: Study, amal: Actor) -> None:
    assert said(fresh_harbour, amal, "count()") == "between 37 and 39, depending on open doubts"


def test_dates_known_roughly_are_a_reason_too(fresh_harbour: Study, amal: Actor) -> None:
    assert "only roughly" in said(fresh_harbour, amal, "count(month = 2019-10)")


def test_the_open_doubts_of_a_table_are_sentences(fresh_2015: Study, amal: Actor) -> None:
    with fresh_2015.read(by=amal) as connection:
        evaluator = Evaluator(connection, fresh_2015.settings, read_codebook(fresh_2015.folder))
        told = open_doubts(evaluator.table(frozenset({"country", "published"})))
    assert told == [
        "12 and 17 are two people or one person.",
        "Case 23: country is Türkiye or unknown.",
        "Case 38 is 2015-01-14 or 2015-04-01.",
    ]
