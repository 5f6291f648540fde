"""Marks over a text: no letter is added or lost, and every mark covers what it says."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from outspoken.web.coding.segments import Shade, crossing, paragraphs

TEXTS = st.text(alphabet="ab <&>\"'\n\r😀خبزé", max_size=60)


def bare(html: str) -> str:
    return unescape(re.sub(r"</?mark[^>]*>", "", html))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_the_words_stay_letter_by_letter(words: str, spans: list[tuple[int, int]]) -> None:
    shades = [Shade(n, min(a, b), max(a, b), "L1", n) for n, (a, b) in enumerate(spans, 1) if a != b]
    found = paragraphs(words, shades)
    assert "".join(bare(one.html) for one in found) == words
    for one in found:
        assert bare(one.html) == words[one.start : one.start + len(bare(one.html))]
        assert one.html.count("<mark") == one.html.count("</mark>")
    for shade in shades:
        pieces = [piece for one in found for piece in covered(one.html, shade.id)]
        assert "".join(pieces) == words[shade.start : shade.end]


def covered(html: str, number: int) -> list[str]:
    """Collect what stands inside the marks of one coding."""
    inside: list[bool] = []
    kept = []
    for part in re.split(r"(</?mark[^>]*>)", html):
        if part.startswith("<mark"):
            inside.append(f'data-coding="{number}"' in part)
        elif part == "</mark>":
            inside.pop()
        elif any(inside):
            kept.append(unescape(part))
    return kept


def test_marks_that_overlap_lie_on_lines_of_their_own() -> None:
    html = paragraphs("one two three", [Shade(1, 0, 7, "A", 0), Shade(2, 4, 13, "B", 1)])[0].html
    assert 'class="c0 l0" data-coding="1"' in html
    assert 'class="c1 l1" data-coding="2"' in html
    apart = paragraphs("one two three", [Shade(1, 0, 3, "A", 0), Shade(2, 4, 7, "B", 1)])[0].html
    assert "l1" not in apart


def test_a_text_is_never_markup() -> None:
    assert "<b>" not in paragraphs("<b>bold</b>", [Shade(1, 0, 3, '"><b>', 0)])[0].html


def test_only_the_paragraphs_of_a_passage_are_given_anew() -> None:
    found = paragraphs("a\nbb\nccc\n", [])
    assert [one.start for one in crossing(found, 2, 4)] == [2]
    assert [one.start for one in crossing(found, 1, 6)] == [0, 2, 5]
    assert not crossing(found, 0, 0)
