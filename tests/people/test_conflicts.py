"""Alerts: A is not B, C is A, and C looks like B."""

from __future__ import annotations

from outspoken.people import records
from outspoken.people.checked.records import Contradiction, Exclusion, Out
from outspoken.people.conflicts import Alarm, alerts_of
from outspoken.people.records import Verdict


def told(*persons):
    return {number: records.Testimony(number, number, number, person, "") for number, person in enumerate(persons, 1)}


def test_one_who_is_a_and_looks_like_b_who_is_not_a():
    """1 is not 2, 3 is 1, and 3 looks like 2."""
    verdicts = {(1, 2): Verdict.DIFFERENT, (1, 3): Verdict.SAME}
    (found,) = alerts_of(told(1, 2, 1), verdicts, [((2, 3), 0.83)], [], [])
    assert (found.alarm, found.one, found.other) == (Alarm.LOOKS_ALIKE, 2, 3)
    assert found.text == "2 is not 1, 3 is 1, and 2 looks like 3 (0.83)."


def test_nobody_is_told_of_what_is_not_likely_or_is_judged_itself():
    verdicts = {(1, 2): Verdict.DIFFERENT, (1, 3): Verdict.SAME}
    assert alerts_of(told(1, 2, 1), verdicts, [((2, 3), 0.3), ((1, 2), 0.9)], [], []) == []


def test_an_unsure_pair_that_cannot_be_one():
    verdicts = {(1, 2): Verdict.DIFFERENT, (1, 3): Verdict.SAME, (2, 3): Verdict.UNSURE}
    (found,) = alerts_of(told(1, 2, 1), verdicts, [((2, 3), 0.9)], [], [])
    assert found.alarm is Alarm.UNSURE_OF_FORBIDDEN
    assert "somebody is unsure of 2 and 3" in found.text


def test_values_and_exclusions_of_one_person():
    values = Contradiction(1, "country", (("DE", (1,)), ("FR", (2,))))
    out = Exclusion(1, 2, 2, Out.FAKE, "", "made up", "Amal", "")
    found = alerts_of(told(1, 1), {(1, 2): Verdict.SAME}, [], [values], [out])
    assert [one.alarm for one in found] == [Alarm.VALUES, Alarm.LEFT_OUT_IN_PART]
    assert "DE, FR" in found[0].text
    assert "2 is left out as fake, and 1, the same person, counts" in found[1].text
