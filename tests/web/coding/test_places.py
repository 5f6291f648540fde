"""Quoted words are found wherever they stand."""

from __future__ import annotations

from outspoken.web.coding.places import places, same_words


def test_every_place_is_found_with_its_surroundings() -> None:
    found = places("😀 no bread, no bread", "no bread")
    assert [(one.start, one.end, one.before) for one in found] == [(2, 10, "😀 "), (12, 20, "😀 no bread, ")]


def test_other_quotation_marks_and_line_ends_are_the_same_words() -> None:
    text = "He said: “I was\r\nwrong.”"
    assert [(one.start, one.end) for one in places(text, '"I was wrong."')] == [(9, len(text))]
    assert same_words("a\nb", "a\r\nb")
    assert same_words("a\rb", "a\r\nb")
    assert not same_words("a b", "a\nb")


def test_other_words_are_not_found() -> None:
    assert not places("no bread", "bread no")
    assert not places("no bread", "  ")
