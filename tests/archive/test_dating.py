"""Never a wrong date silently: certain only where a page states it for machines and nothing speaks against it."""

import json
from datetime import date

import pytest

from outspoken.archive.dating import decide, in_address, in_linked_data, linked_data, parse_stated
from outspoken.archive.pages import read_page

SEEN = date(2016, 5, 1)
BODY = (
    "<body><article><h1>Left</h1>"
    + "<p>She left the group in the spring, for it had lied to her.</p>" * 3
    + "</article>"
)


def published(head="", address="https://example.org/left", body=BODY):
    return read_page(f"<html><head>{head}</head>{body}</html>", address, SEEN)


def meta(name, value, kind="property"):
    return f'<meta {kind}="{name}" content="{value}">'


def linked(**told):
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


ARTICLE = meta("article:published_time", "2015-10-12T09:00:00+01:00")


@pytest.mark.parametrize(
    ("head", "address", "date_found"),
    [
        (ARTICLE, "https://example.org/left", "2015-10-12"),
        (ARTICLE, "https://example.org/2015/10/12/left", "2015-10-12"),
        (ARTICLE, "https://example.org/2015/10/11/left", "2015-10-12"),
        (linked(**{"@type": "NewsArticle", "datePublished": "2015-10-12"}), "https://example.org/left", "2015-10-12"),
        (linked(**{"@type": "VideoObject", "uploadDate": "2015-10-12"}), "https://example.org/watch", "2015-10-12"),
        (
            linked(**{"@graph": [{"@type": ["Article"], "datePublished": "2015-10"}]}) + ARTICLE,
            "https://e.org/",
            "2015-10-12",
        ),
        (meta("citation_publication_date", "2015/10/12", "name"), "https://example.org/paper", "2015-10-12"),
        (meta("pubdate", "Mon, 12 Oct 2015 08:00:00 GMT", "name"), "https://example.org/x", "2015-10-12"),
        (meta("datePublished", "2015-10", "itemprop"), "https://example.org/x", "2015-10"),
    ],
)
def test_what_is_stated_for_machines_is_certain(head, address, date_found) -> None:
    found = published(head, address)
    assert (found.published, found.readings) == (date_found, ())
    assert found.where


@pytest.mark.parametrize(
    ("head", "address", "readings"),
    [
        ("", "https://example.org/2015/10/12/left", {"2015-10-12"}),
        (meta("date", "2016-04-30", "name"), "https://example.org/left", {"2016-04-30"}),
        (ARTICLE, "https://example.org/2014/03/02/left", {"2015-10-12", "2014-03-02"}),
        (
            ARTICLE + meta("datePublished", "2015-10-02", "itemprop"),
            "https://example.org/",
            {"2015-10-12", "2015-10-02"},
        ),
        (meta("article:published_time", "2019-01-01"), "https://example.org/", {"2019-01-01"}),
        (meta("article:published_time", "1970-01-01"), "https://example.org/", {"1970-01-01"}),
    ],
)
def test_what_is_not_sure_is_a_reading_to_be_settled(head, address, readings) -> None:
    found = published(head, address)
    assert found.published == ""
    assert {reading.value for reading in found.readings} == readings
    assert found.why.endswith(".")


def test_when_it_was_changed_is_never_when_it_was_published() -> None:
    head = meta("article:modified_time", "2016-01-01") + linked(**{"@type": "Article", "dateModified": "2016-01-01"})
    assert published(head).published == ""


def test_a_date_only_printed_is_a_guess_and_so_a_reading() -> None:
    body = BODY.replace("<h1>", '<p class="date">12 October 2015</p><h1>')
    found = published(body=body)
    assert found.published == ""
    assert all(reading.value == "2015-10-12" for reading in found.readings)


@pytest.mark.parametrize(
    "text", ["12/10/2015", "03/04/05", "yesterday", "2015-13-01", "2015-02-30", "", "20151", "2015"]
)
def test_a_date_that_could_be_another_is_not_read(text) -> None:
    assert parse_stated(text) is None


def test_pieces() -> None:
    assert in_address("https://example.org/2015/13/12/x") is None
    assert [
        str(one.value) for one in in_linked_data(['[{"@type":"WebPage","datePublished":"2015-01-02"}]', "{broken"])
    ] == ["2015-01-02"]
    assert list(linked_data(['{"@type":"WebPage"}'])) == []
    assert decide([], SEEN).readings == ()
