"""A study's own words replace what was suggested, by value or by the words of the passage; nothing else changes."""

from __future__ import annotations

from outspoken.people.extraction.fitting import fitted
from outspoken.people.extraction.records import Said, Sketch, Unsure

ROLES = {"role": {"Combatant": ["fighter"], "Medical": ["nurse", "Doctor"]}}


def test_a_value_becomes_the_studys() -> None:
    told = Sketch((Said("role", "fighter", 0, 5, "rebel", "r"), Said("role", "other", 6, 12, "doctor", "r")))
    assert fitted(told, ROLES).values("role") == ["Combatant", "Medical"]


def test_what_the_study_has_no_word_for_stays() -> None:
    told = Sketch((Said("role", "cook", 0, 4, "cook", "r"), Said("sex", "male", 5, 7, "he", "r")))
    assert fitted(told, ROLES) == told


def test_passages_and_doubts_stay() -> None:
    told = Sketch((Said("role", "fighter", 3, 10, "fighter", "r"),), (Unsure("left", "2014", 0, 4, "why"),))
    (one,) = fitted(told, ROLES).said
    assert (one.start, one.end, one.quote, fitted(told, ROLES).unsure) == (3, 10, "fighter", told.unsure)
