from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura import bare_extraction, extract
from trafilatura.core import load_html

from outspoken.archive.pages import read_page
from outspoken.archive.records import MarkKind
from outspoken.errors import Unsafe
from tests.archive.layouts import LAYOUTS, SENTENCES, page, told
from tests.conftest import THOROUGH

SEEN = date(2016, 5, 1)
TOLD = (
    "<p>She left the group in the spring of that year, for it had lied to her about the war.</p>"
    "<p>Then she went home.</p>"
)


def read(head="", body=TOLD, address="https://www.example.org/left"):
    return read_page(
        f'<html lang="en-GB"><head>{head}</head><body><article>{body}</article></body></html>', address, SEEN
    )


def test_a_page_says_who_published_it_and_who_wrote_it() -> None:
    found = read(
        '<meta property="og:site_name" content="Lantern Watch"><meta property="og:title" content="She left">'
        '<meta name="author" content="By Ada Reed"><title>She left | Lantern Watch</title>'
    )
    assert (found.title, found.author, found.outlet) == ("She left", "Ada Reed", "Lantern Watch")
    assert found.language == "en-GB"
    assert "Then she went home." in found.words


def test_what_a_page_does_not_say_is_left_empty_or_told_by_its_host() -> None:
    found = read("<title>She left</title>")
    assert (found.title, found.author, found.outlet, found.published) == ("She left", "", "example.org", "")


def test_linked_data_is_read_where_it_is_well_formed() -> None:
    block = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Left","datePublished":"2015-03-02",'
        '"author":[{"name":"Ada Reed"},{"name":"Tom Marsh"}],"publisher":{"name":"Harbour Post"}}</script>'
    )
    found = read(block + '<script type="application/ld+json">{"@type": [[[</script>')
    assert (found.author, found.outlet, found.published) == ("Ada Reed; Tom Marsh", "Harbour Post", "2015-03-02")


def test_hidden_and_injected_words_are_kept_and_marked() -> None:
    hidden = '<div style="position:absolute; left:-9999px">cheap watches and other replica goods for sale here</div>'
    spam = "<p>canli casino bahis casino slot poker casino bonus jackpot casino</p>"
    found = read(body=TOLD + hidden + spam)
    kinds = {mark.kind: mark.words for mark in found.marks}
    assert "cheap watches" in kinds[MarkKind.HIDDEN]
    assert "casino" in kinds[MarkKind.INJECTED]
    assert kinds[MarkKind.INJECTED] in found.words


def test_nothing_readable_is_refused() -> None:
    with pytest.raises(Unsafe, match="tags open at once"):
        read(body="<div>" * 20_000)
    with pytest.raises(Unsafe):
        read_page("", "https://example.org/", SEEN)


def peer(html: str, **how: bool) -> str:
    found = bare_extraction(load_html(html), **how)
    return found.text or "" if found is not None else ""


def kept(words: str, parts: list[str]) -> tuple[int, int]:
    """Count the paragraphs of the story that a text holds, and the characters that it holds beside them."""
    flat = " ".join(words.split())
    there = [part for part in parts if part in flat]
    return len(there), len(flat) - sum(map(len, there))


@pytest.mark.parametrize("language", sorted(SENTENCES))
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_no_layout_is_read_worse_than_by_trafilatura_itself(layout, language) -> None:
    html, parts = page(layout, language)
    words = read_page(html, "https://www.example.org/left", SEEN).words
    assert words == peer(html, include_comments=False)
    ours, theirs = kept(words, parts), kept(extract(html) or "", parts)
    assert ours[0] >= theirs[0]
    assert ours[1] <= theirs[1]


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["p", "div", "li", "td", "a", "section", "aside", "blockquote", "h2", "span", "footer", "pre"]),
        st.sampled_from(["", "content", "sidebar", "comment", "teaser", "article-body", "promo"]),
        st.sampled_from(sorted(SENTENCES)),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=400 if THOROUGH else 40, deadline=None)
@given(BLOCKS)
def test_no_mixture_of_blocks_loses_half_of_what_trafilatura_itself_finds(blocks) -> None:
    parts = [(tag, kind, told(language, count)) for tag, kind, language, count in blocks]
    body = "".join(
        f'<div class="{kind}">{"".join(f"<{tag}>{part}</{tag}>" for part in block)}</div>' for tag, kind, block in parts
    )
    html = f"<html><head><title>Left</title></head><body>{body}</body></html>"
    words = read_page(html, "https://www.example.org/left", SEEN).words
    every = list(dict.fromkeys(part for _, _, block in parts for part in block))
    assert 2 * kept(words, every)[0] >= kept(peer(html, include_comments=False), every)[0]


def test_what_only_readers_wrote_is_read_where_there_is_nothing_else() -> None:
    remarks = "".join(f"<p>{part}</p>" for part in told("en", 4))
    html = f'<html><body><div id="comments"><div class="comment-list">{remarks}</div></div></body></html>'
    assert told("en", 4)[2] in read_page(html, "https://www.example.org/left", SEEN).words
