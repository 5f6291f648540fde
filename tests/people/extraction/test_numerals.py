"""Ages that are written out have the value that a reader gives them."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.numerals import small, spelt


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [
        ("en", "thirty-eight", 38),
        ("en", "forty one", 41),
        ("fr", "vingt-neuf", 29),
        ("de", "vierundvierzig", 44),
        ("es", "treinta y siete", 37),
        ("es", "veintidós", 22),
        ("it", "ventisette", 27),
        ("nl", "zevenendertig", 37),
        ("pt", "quarenta e dois", 42),
        ("ru", "сорок четыре", 44),
        ("tr", "yirmi beş", 25),
        ("ar", "الخامسة والثلاثين", 35),
        ("ar", "الثلاثين", 30),
    ],
)
def test_spelt_numbers(language: str, word: str, value: int) -> None:
    assert spelt(language)[word] == value


def test_what_is_no_small_number_has_no_value() -> None:
    assert (small("en", "seven"), small("en", "7"), small("en", "few"), small("xx", "two")) == (7, 7, None, None)
