"""What is in doubt is listed with the printed value and the rows, whether it came from a sheet or a judgement."""

from __future__ import annotations

from outspoken.analyse.readers import doubts_of
from outspoken.people import Verdict, judge
from outspoken.study import Actor, Study


def test_the_2015_study_has_these_doubts(icsr: Study, amal: Actor) -> None:
    found = {doubt.printed: doubt for doubt in doubts_of(icsr, by=amal)}
    assert {printed: set(doubt.rows) for printed, doubt in found.items()} == {
        "01/14/15": {"38"},
        "Likely Turkish": {"23"},
        "Tunisian / Tunisia": {"9", "19", "35", "58"},
        "NBC / NBC News": {"14", "29", "32", "56"},
        "Adam Brokman": {"17"},
        "Abu Ibrahim / Adam Brookman": {"12", "17"},
    }
    assert {reading.value for reading in found["01/14/15"].readings} == {"2015-01-14", "2015-04-01"}


def test_a_judgement_that_is_sure_is_no_doubt_any_more(icsr: Study, amal: Actor) -> None:
    judge(icsr, "12", "17", Verdict.DIFFERENT, by=amal, reason="Seen together.")
    assert "Abu Ibrahim / Adam Brookman" not in {doubt.printed for doubt in doubts_of(icsr, by=amal)}


def test_two_who_may_be_one_are_a_doubt_whoever_said_so(icsr: Study, amal: Actor) -> None:
    judge(icsr, "24", "25", Verdict.UNSURE, by=amal, reason="Both spoke in September.")
    last = doubts_of(icsr, by=amal)[-1]
    assert (set(last.rows), last.note) == ({"24", "25"}, "24 and 25 may be one person. Both spoke in September.")
