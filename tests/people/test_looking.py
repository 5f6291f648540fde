"""What is looked at: every pair once, those left out never, and the same chance whichever way one asks."""

from __future__ import annotations

from outspoken.people import exclude
from outspoken.people.checked.records import Out
from outspoken.people.looking import look
from outspoken.people.readers import explained, pairs_to_look_at
from outspoken.study import Actor, Study


def test_a_pair_has_one_chance_whichever_way_one_asks(icsr: Study, amal: Actor) -> None:
    listed = {(one.left, one.right): one.chance for one in pairs_to_look_at(icsr, by=amal)}
    assert explained(icsr, "14", "6", by=amal).chance == listed[6, 14]
    assert explained(icsr, "3", "4", by=amal).chance < 0.3
    assert explained(icsr, "11", "12", by=amal).chance < 0.3


def test_every_pair_is_scored_once(icsr: Study, amal: Actor) -> None:
    with icsr.read(by=amal) as connection:
        looked = look(connection, icsr.settings)
    _, scored = looked.pairs()
    pairs = [(one.one, one.other) for one in scored]
    assert len(set(pairs)) == len(pairs)
    assert all(one < other for one, other in pairs)
    assert looked.stories is None


def test_who_is_left_out_is_in_no_pair(icsr: Study, amal: Actor) -> None:
    exclude(icsr, "14", Out.FAKE, by=amal, reason="why")
    assert 14 not in {number for one in pairs_to_look_at(icsr, by=amal) for number in (one.left, one.right)}
