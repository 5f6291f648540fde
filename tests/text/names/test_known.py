"""Spellings of a common name are known to be one, and two names apart; each name stands once."""

from __future__ import annotations

import pytest

from outspoken.text.names.known import known_part, known_parts
from outspoken.text.names.sounds import sound_of


@pytest.mark.parametrize(("one", "other"), [("khaled", "khalid"), ("hossein", "hussain"), ("sergii", "sergey")])
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert known_part(one)[0] == known_part(other)[0] != -1


@pytest.mark.parametrize(("one", "other"), [("hasan", "husayn"), ("jamal", "kamal"), ("hamid", "ahmad")])
def test_names_that_look_alike_are_apart(one: str, other: str) -> None:
    assert known_part(one)[0] != known_part(other)[0]


def test_a_rare_name_is_not_known() -> None:
    assert known_part("yaqdhanavi") == (-1, 0.0)


def test_what_is_known_is_folded_and_has_a_share() -> None:
    assert all(sound.isascii() and 0 < share < 0.1 for sound, (_, share) in known_parts().items())
    assert known_part("muhammad")[1] > known_part("nabil")[1] > known_part("zubayr")[1]
    assert sound_of("muhammad") in known_parts()
