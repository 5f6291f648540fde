import gzip

import pytest

from outspoken.collect.finds.sitemaps import read_sitemap
from outspoken.errors import FileError

NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/1</loc><lastmod>2016-01-01</lastmod></url>
<url><loc>https://example.org/2</loc><n:news><n:publication><n:name>Harbour Post</n:name><n:language>en</n:language>
</n:publication><n:publication_date>2015-04-01</n:publication_date><n:title>A voice</n:title></n:news></url>
<url><loc>ftp://example.org/3</loc></url><url/></urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_only_the_date_of_the_news_protocol_is_a_publication(packed):
    found = read_sitemap(gzip.compress(NEWS) if packed else NEWS, "sitemap.xml")
    first, second = found.leads
    assert (first.published, first.evidence) == ("", "")
    assert (second.published, second.title, second.outlet, second.language) == (
        "2015-04-01",
        "A voice",
        "Harbour Post",
        "en",
    )
    assert [one.line for one in found.problems] == [3, 4]


def test_an_index_names_its_parts():
    index = b"<sitemapindex><sitemap><loc>https://example.org/a.xml</loc></sitemap></sitemapindex>"
    found = read_sitemap(index, "sitemap.xml")
    assert (found.leads, found.more) == ((), ("https://example.org/a.xml",))


@pytest.mark.parametrize(("data", "part"), [(b"<rss/>", "not a sitemap"), (b"<html>", "not XML"), (b"", "not XML")])
def test_what_is_no_sitemap_is_refused(data, part):
    with pytest.raises(FileError, match=part):
        read_sitemap(data, "sitemap.xml")


def test_more_entries_than_the_protocol_allows_are_said_aloud():
    many = b"<urlset>" + b"<url><loc>https://example.org/x</loc></url>" * 50_001 + b"</urlset>"
    found = read_sitemap(many, "sitemap.xml")
    assert len(found.leads) == 50_000
    assert "more than 50,000" in found.problems[0].message
