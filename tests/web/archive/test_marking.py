"""Stretches of a text: together they are the text, whatever is said of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive import Mark, MarkKind, Passage
from outspoken.web.archive.marking import elsewhere, stretches

PLACES = st.tuples(st.integers(0, 30), st.integers(0, 30))


@given(st.text(max_size=25), st.lists(PLACES), st.lists(PLACES))
def test_together_they_are_the_text(words: str, marks: list[tuple[int, int]], held: list[tuple[int, int]]) -> None:
    made = [Mark(MarkKind.HIDDEN, "", min(one), max(one)) for one in marks]
    passages = [Passage(number, 1, min(one), max(one), "", "", "") for number, one in enumerate(held)]
    found = stretches(words, made, passages)
    assert "".join(one.words for one in found) == words
    at = 0
    for one in found:
        inside = any(min(place) <= at < max(place) for place in marks)
        assert (one.kinds == ("hidden",)) is inside
        at += len(one.words)


def test_a_lost_passage_is_nowhere_and_a_moment_shows_its_time() -> None:
    found = stretches("abc", [Mark(MarkKind.MOMENT, "00:04", 0, 2)], [Passage(1, 1, 0, 3, "abc", "", "", lost=True)])
    assert [(one.words, one.note, one.passages) for one in found] == [("ab", "00:04", ()), ("c", "", ())]


def test_what_is_on_the_page_and_not_in_the_text() -> None:
    hidden = Mark(MarkKind.HIDDEN, "casino")
    assert elsewhere([Mark(MarkKind.INJECTED, "x", 0, 1), hidden]) == [hidden]
