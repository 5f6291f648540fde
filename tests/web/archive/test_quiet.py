"""A captured page at rest: by the judgement of a parser of HTML, nothing in it loads or leads anywhere."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from outspoken.errors import Unsafe
from outspoken.web.archive.quiet import MOST, is_page, is_text, quieted, words_of

HARMLESS = {"a1", "b", "p", "abbr", "script", "style", "article", "html", "body", "head", "title", "div", "x-a"}
LOADING = ["a", "img", "iframe", "link", "meta", "base", "form", "object", "embed", "svg", "video", "area", "input"]


@given(
    st.lists(
        st.sampled_from(
            [*(f"<{name} href=//x src=//x>" for name in LOADING), "<", "</", "<A\n", "x", ">", "<!--", "'", '"']
        )
    )
)
def test_no_parser_finds_an_element_that_loads(parts: list[str]) -> None:
    tree = html.document_fromstring("<div>" + quieted("".join(parts)) + "</div>")
    assert not {one.tag for one in tree.iter() if isinstance(one.tag, str)} & set(LOADING)


@pytest.mark.parametrize("kept", ["<abbr>", "<article>", "<address>", "<form-x>", "a < b", "<p>", "<li>"])
def test_the_rest_stays_as_it_is(kept: str) -> None:
    assert quieted(kept) == kept


def test_bytes_become_words_without_a_bomb() -> None:
    assert words_of("Sie verließ die Gruppe".encode("latin-1")) == "Sie verließ die Gruppe"
    assert words_of(gzip.compress(b"They lied.")) == "They lied."
    assert len(words_of(b"x" * (MOST + 5))) == MOST
    with pytest.raises(Unsafe):
        words_of(gzip.compress(bytes(300 << 20)))


def test_what_can_be_shown_as_what() -> None:
    assert is_page("Text/HTML; charset=utf-8")
    assert not is_page("text/plain")
    assert is_text("text/vtt")
    assert not is_text("application/pdf")
    assert not is_text("image/svg+xml")
