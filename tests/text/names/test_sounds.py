"""Transliterations of one word sound alike, or at least share their consonants."""

from __future__ import annotations

import pytest

from outspoken.text.names.sounds import coarse_of, skeleton_of, sound_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("choukri", "shukri"), ("schukri", "shukri"), ("djamel", "jamel"), ("mohammed", "mohamed"), ("fatimah", "fatima"),
     ("khaled", "qaled"), ("waleed", "valid")],
)  # fmt: skip
def test_they_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("mouthanna", "muthena"), ("yousef", "yusuf"), ("ahmed", "ahmad")])
def test_they_share_their_consonants(one: str, other: str) -> None:
    assert skeleton_of(one) == skeleton_of(other)


def test_consonants_that_are_written_for_each_other_are_one() -> None:
    assert coarse_of("qadhafi") == coarse_of("gaddafi") == coarse_of("kadafi")
