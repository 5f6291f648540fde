from datetime import date

import pytest

from outspoken.archive.pages import read_page
from outspoken.archive.records import MarkKind
from outspoken.errors import Unsafe

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
