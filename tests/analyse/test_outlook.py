"""What is left to judge, of the 2015 study: the order, alerts, how many are left; and nobody hidden in it."""

from __future__ import annotations

from outspoken.analyse.outlook import outlook
from outspoken.people import Verdict, judge, restrict
from outspoken.people.conflicts import Alarm
from outspoken.study import Actor, Study


def pairs(study: Study, by: Actor) -> list[tuple[int, int]]:
    return [(one.pair.left, one.pair.right) for one in outlook(study, by=by).queue]


def test_the_first_pair_is_the_one_that_would_change_most_and_the_unsure_one_waits(icsr: Study, amal: Actor) -> None:
    found = outlook(icsr, by=amal)
    assert (found.queue[0].pair.left, found.queue[0].pair.right) == (6, 14)
    assert next(change.text for change in found.queue[0].changes) == "people 57 instead of 58"
    last = found.queue[-1]
    assert (last.pair.left, last.pair.right) == (12, 17)
    assert last.unsure is not None
    assert any("two Australians" in reason.text for reason in last.pair.reasons)
    fresh = [one.worth for one in found.queue if one.unsure is None and not one.forbidden]
    assert fresh == sorted(fresh, reverse=True)
    unknown = set(range(23, 32))
    assert not [pair for pair in pairs(icsr, amal) if unknown & set(pair)]


def test_a_judged_pair_leaves_the_queue_and_what_is_left_falls(icsr: Study, amal: Actor) -> None:
    before = outlook(icsr, by=amal)
    for one in before.queue[:12]:
        judge(icsr, str(one.pair.left), str(one.pair.right), Verdict.DIFFERENT, by=amal)
    after = outlook(icsr, by=amal)
    assert not {(6, 14)} & set(pairs(icsr, amal))
    assert (after.left.people.value or 0) < (before.left.people.value or 0)
    assert (after.left.people.high or 0) < (before.left.people.high or 0)
    assert before.left.people.n > after.left.people.n


def test_one_who_is_a_and_looks_like_b_is_alerted_of(icsr: Study, amal: Actor) -> None:
    """20 is not 6, 20 is 14, and 14 looks like 6."""
    judge(icsr, "6", "20", Verdict.DIFFERENT, by=amal)
    judge(icsr, "14", "20", Verdict.SAME, by=amal)
    queue = {(one.pair.left, one.pair.right): one for one in outlook(icsr, by=amal).queue}
    assert queue[6, 14].forbidden
    judge(icsr, "6", "14", Verdict.UNSURE, by=amal)
    (alert,) = [one for one in outlook(icsr, by=amal).alerts if one.alarm is Alarm.UNSURE_OF_FORBIDDEN]
    assert alert.text == "6 is not 20, 14 is 20, and somebody is unsure of 6 and 14."


def test_who_is_hidden_is_in_no_queue_and_it_is_kept_for_each_sight(icsr: Study, amal: Actor, dara: Actor) -> None:
    assert outlook(icsr, by=amal) is outlook(icsr, by=amal)
    restrict(icsr, "14", ["Bilal"], by=amal)
    assert (6, 14) in pairs(icsr, amal)
    assert (6, 14) not in pairs(icsr, dara)
    assert outlook(icsr, by=dara).left.counted == 57
