from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.pages import read_page


def test_a_saved_page_says_its_address_title_and_language():
    page = b"""<!-- saved from url=(0021)https://example.org/s --><html lang="fr"><head>
    <title>Une &eacute;t&eacute;</title>
    <meta property="og:url" content="https://example.org/og"><link rel="Canonical" href="https://example.org/c"></head>"""
    (lead,) = read_page(page, "p.html").leads
    assert (lead.address, lead.title, lead.language) == ("https://example.org/c", "Une été", "fr")
    assert lead.piece is not None
    assert (lead.piece.media, lead.piece.data) == ("text/html", page)


def test_a_page_as_a_browser_saves_it_says_where_it_is_from():
    page = b"<!-- saved from url=(0021)https://example.org/s -->\n<html><body>x"
    assert read_page(page, "p.html").leads[0].address == "https://example.org/s"


def test_a_page_that_says_nothing_is_called_by_its_file():
    (lead,) = read_page(b"<p>words", "p.html").leads
    assert (lead.address, lead.title) == ("", "p.html")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page(data):
    assert len(read_page(data, "p.html").leads) == 1
