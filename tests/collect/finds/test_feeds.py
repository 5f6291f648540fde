import pytest

from outspoken.collect.finds.feeds import plain, read_feed
from outspoken.errors import FileError

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Harbour Post</title><language>en</language>
<item><title>One &lt;b&gt;voice&lt;/b&gt;</title><link>https://example.org/1</link>
<pubDate>Wed, 01 Apr 2015 09:00:00 GMT</pubDate><source url="https://t.example">Tideway</source></item>
<item><title>Without a link</title></item>
<item><guid>https://example.org/3</guid><title>By its guid</title></item>
<item><link>javascript:alert(1)</link><title>Script</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>أخبار</title>
<entry><title>قصة</title><link rel="self" href="https://example.org/self"/><link href="https://example.org/a"/>
<published>2015-04-01T09:00:00+03:00</published><updated>2015-05-01T00:00:00Z</updated></entry>
<entry><title>Only updated</title><link href="https://example.org/b"/><updated>2015-05-01T00:00:00Z</updated></entry>
</feed>""".encode()


def test_entries_become_leads_with_the_date_as_printed():
    found = read_feed(RSS, "feed.xml")
    first, third = found.leads
    assert (first.address, first.title, first.outlet) == ("https://example.org/1", "One voice", "Tideway")
    assert (first.published, first.evidence, first.language) == ("Wed, 01 Apr 2015 09:00:00 GMT", "published", "en")
    assert third.address == "https://example.org/3"
    assert found.outlet == "Harbour Post"


def test_entries_that_cannot_be_found_again_are_problems():
    problems = read_feed(RSS, "feed.xml").problems
    assert [one.line for one in problems] == [2, 4]
    assert "has no address" in problems[0].message
    assert "javascript" in problems[1].message


def test_when_something_was_updated_is_not_when_it_was_published():
    first, second = read_feed(ATOM, "feed.xml").leads
    assert (first.address, first.published, first.language) == (
        "https://example.org/a",
        "2015-04-01T09:00:00+03:00",
        "ar",
    )
    assert (second.published, second.evidence) == ("", "")


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;">]>
<rss version="2.0"><channel><title>&lol2;</title></channel></rss>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&x;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "not XML"),
        (b"<html><body>blocked</body></html>", "not a feed"),
        (b"<rss version='2.0'><channel>", "not XML"),
        (b"not markup", "not XML"),
        (LAUGHS, "entities"),
        (OUTSIDE, "entities"),
        (b"<a>" * 5000 + b"</a>" * 5000, "without end"),
        (b"\xff\xfe<rss/>", "XML"),
        (b"<?xml version='1.0' encoding='no-such'?><rss/>", "feed.xml"),
    ],
)
def test_what_is_no_feed_is_refused_by_name(data, part):
    with pytest.raises(FileError, match=part) as caught:
        read_feed(data, "feed.xml")
    assert "feed.xml" in caught.value.message
    assert caught.value.hint


def test_titles_lose_their_markup():
    assert plain("<i>A</i>  &amp;amp; B<script>x</script>") == "A &amp; B x"
