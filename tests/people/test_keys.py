"""Misspelt names still meet under a key."""

from __future__ import annotations

import pytest

from outspoken.people.keys import keys_of
from outspoken.people.likeness import Traits


@pytest.mark.parametrize(
    ("one", "other"),
    [("Karim Dawud", "Kareem Daoud"), ("Shahriyar Munabbar", "Chahryar Mounabar"), ("Karim Zalmat", "Karim Zalmak"),
     ("أبو حمزة", "Abu Hamza")],
)  # fmt: skip
def test_they_meet(one: str, other: str) -> None:
    assert keys_of(Traits(one)) & keys_of(Traits(other))


def test_unknown_meets_nobody() -> None:
    assert keys_of(Traits("Unknown", "SY", 1980)) == set()
