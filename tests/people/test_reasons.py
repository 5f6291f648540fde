"""Reasons are sentences that say how common a thing is here, the same whichever record comes first."""

from __future__ import annotations

from outspoken.people.likeness import Traits, lay_out, shipped
from outspoken.people.reasons import in_words, reasons

RECORDS = [
    Traits("Abu Nur", "AU", 1980, "male"),
    Traits("Abu Nour", "AU", 1981, "female"),
    Traits("Karim Dawud", "SY"),
    Traits("Abu Noor", "SY"),
    Traits("Unknown", "SY"),
]
BOARD = lay_out(RECORDS, shipped().common)


def test_what_is_shared_is_said_with_how_many_share_it() -> None:
    speaks_for, against = in_words(reasons(BOARD, 0, 1))
    assert "same kunya, “nur” and “nour”, which 1 other here has" in speaks_for
    assert "the only two Australians in 5" in speaks_for
    assert "born 1 year apart" in speaks_for
    assert "a kunya alone is weak evidence" in against
    assert "female against male" in against or "male against female" in against


def test_what_speaks_against_is_said() -> None:
    speaks_for, against = in_words(reasons(BOARD, 0, 2))
    assert not speaks_for
    assert "Australia against Syria" in against
    assert "no word of their names is alike" in against


def test_not_knowing_is_nothing_in_common() -> None:
    assert "not knowing is nothing in common" in in_words(reasons(BOARD, 2, 4))[1]


def test_the_order_does_not_matter() -> None:
    assert reasons(BOARD, 3, 0) == reasons(BOARD, 0, 3)
