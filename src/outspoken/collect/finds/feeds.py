"""Read a feed (RSS, Atom) into leads: one for each entry, with the date that the feed gives as its publication."""

from __future__ import annotations

import html
import re
from typing import Any

from outspoken.collect.addresses import is_address
from outspoken.collect.finds.markup import parsed_safely
from outspoken.collect.finds.records import ChannelKind, DateForm, Lead, Leads
from outspoken.collect.records import Problem
from outspoken.errors import FileError
from outspoken.text.letters import quote, tidy

MOST_ENTRIES = 20_000
_LONGEST_TITLE = 500


def read_feed(data: bytes, name: str) -> Leads:
    """Read a feed.

    An entry without an address is a problem and not a lead. When an entry was *updated* says nothing of when its story
    was published, so such a date is not taken.

    Raises:
        FileError: if it is no feed, or is built to do harm.
    """
    root = parsed_safely(data, name)
    import feedparser  # noqa: PLC0415 - 0.3 s, only for feeds

    # Safety: the same bytes were parsed before without entities; nothing is fetched, and titles lose their markup.
    found = feedparser.parse(data, response_headers={"content-type": "application/xml"}, resolve_relative_uris=False)
    if not found.get("version"):
        raise FileError(
            f"this is not a feed: it begins with <{quote(root)[1:-1]}>.", "Give an RSS or Atom feed.", file=name
        )
    feed, entries = found.feed, found.entries
    leads: list[Lead] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries[:MOST_ENTRIES], start=1):
        address = _address(entry)
        title = plain(entry.get("title", ""))
        if not is_address(address):
            said = f"entry {number} ({quote(title) if title else 'without a title'})"
            what = f"has no address on the web: {quote(address)}." if address else "has no address."
            problems.append(Problem(number, "link", f"{said} {what}", "Nothing can be found again without one."))
            continue
        published, evidence = _published(entry)
        source = entry.get("source") or {}
        leads.append(
            Lead(
                address=address,
                title=title,
                outlet=plain(source.get("title", "")),
                language=tidy(_language(entry, feed)),
                published=published,
                form=DateForm.STAMP,
                evidence=evidence,
                line=number,
            )
        )
    if len(entries) > MOST_ENTRIES:
        problems.append(
            Problem(MOST_ENTRIES + 1, "", f"the feed has more than {MOST_ENTRIES:,} entries; the rest was left.", "")
        )
    return Leads(ChannelKind.FEED, tuple(leads), tuple(problems), outlet=plain(feed.get("title", "")))


def _address(entry: Any) -> str:
    links = entry.get("links") or []
    alternate = next((one.get("href", "") for one in links if one.get("rel", "alternate") == "alternate"), "")
    given = entry.get("id", "")
    return tidy(alternate or entry.get("link", "") or (given if given.startswith(("http://", "https://")) else ""))


def _published(entry: Any) -> tuple[str, str]:
    """Return the date as printed: feedparser's own reading of it is lenient, so it is not used."""
    printed = entry.get("published", "")
    return (tidy(printed), "published") if printed else ("", "")


def _language(entry: Any, feed: Any) -> str:
    detail = entry.get("title_detail") or {}
    return str(detail.get("language") or feed.get("language") or "")


def plain(text: Any) -> str:
    """Return a title without markup and entities.

    >>> plain("A <b>voice</b> &amp; a name")
    'A voice & a name'
    """
    return tidy(html.unescape(re.sub(r"<[^<>]{0,300}>", " ", str(text or ""))))[:_LONGEST_TITLE]
