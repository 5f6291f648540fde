"""Values that contradict each other, and what a settlement puts aside."""

from __future__ import annotations

from outspoken.people.checked.records import Settlement
from outspoken.people.checked.settling import contradictions_of, standing


def settled(number, testimony, value, *aside):
    return Settlement(number, testimony, "country", value, aside, "why", "Amal", "")


SAID = [(1, 1, "country", "DE"), (1, 2, "country", "FR"), (3, 3, "country", "TN"), (4, 4, "left", "2001")]


def test_two_values_of_one_person_contradict_each_other():
    (found,) = contradictions_of(SAID, [], [])
    assert (found.person, found.attribute, found.settled) == (1, "country", None)
    assert found.values == (("DE", (1,)), ("FR", (2,)))


def test_a_settlement_ends_it_and_a_newer_value_opens_it_again():
    one = settled(1, 1, "DE", "FR")
    assert contradictions_of(SAID, [one], [])[0].settled == one
    more = [*SAID, (1, 5, "country", "IN")]
    assert contradictions_of(more, [one], [])[0].settled is None
    again = settled(2, 5, "IN", "DE", "FR")
    assert contradictions_of(more, [one, again], [])[0].settled == again


def test_a_newer_settlement_wins_over_one_that_it_puts_aside():
    assert standing([settled(1, 1, "DE", "FR"), settled(2, 2, "FR", "DE")]) == {"DE"}
    assert standing([settled(2, 2, "FR", "DE"), settled(1, 1, "DE", "FR")]) == {"DE"}


def test_a_coarse_date_does_not_contradict_a_finer_one():
    said = [(1, 1, "left", "2001"), (1, 2, "left", "2001-05"), (1, 3, "left", "2001-06")]
    assert contradictions_of(said[:2], [], ["left"]) == []
    assert [value for value, _ in contradictions_of(said, [], ["left"])[0].values] == ["2001-05", "2001-06"]


def test_what_one_testimony_says_twice_contradicts_nobody():
    assert contradictions_of([(1, 1, "country", "DE"), (1, 1, "country", "FR")], [], []) == []
