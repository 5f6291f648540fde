"""What was put into a page is marked and stays; what somebody said of violence is no advertising."""

import pytest

from outspoken.archive.blemishes import blemishes, is_advertising
from outspoken.archive.records import MarkKind


@pytest.mark.parametrize(
    "line",
    [
        "canli casino bahis casino slot poker casino bonus jackpot",
        "mobil porno izle porno film porno sex anal porno izle",
        "buy viagra cheap viagra online pharmacy viagra cialis tramadol",
        "казино бонус казино ставки казино слот играть казино",
    ],
)
def test_heaps_of_advertising_are_found(line) -> None:
    assert is_advertising(line)


@pytest.mark.parametrize(
    "line",
    [
        "They forced the women into sex slavery, she said, and whoever spoke of it was beaten.",
        "He had lost his savings in a casino, took loans, and a recruiter in the poker club offered to pay.",
        "Read more",
        "porno",
        "no no no no no no no no",
    ],
)
def test_what_somebody_said_is_not(line) -> None:
    assert not is_advertising(line)


def test_marks_stand_where_the_words_do_and_nothing_is_taken_out() -> None:
    words = "She left\u202e the group.\n\ncasino slot casino bonus poker casino slot\nIt lied to her."
    found = blemishes(words, ["words that only the page has", "It lied to her."])
    by_kind = {mark.kind: mark for mark in found}
    injected = by_kind[MarkKind.INJECTED]
    assert words[injected.start : injected.end] == injected.words == "casino slot casino bonus poker casino slot"
    assert by_kind[MarkKind.INVISIBLE].words == "U+202E"
    hidden = [(mark.start, mark.end) for mark in found if mark.kind is MarkKind.HIDDEN]
    assert hidden == [(None, None), (words.index("It lied"), len(words))]
