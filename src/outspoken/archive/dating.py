"""Find when a page was published: what it states, where it states it, and whether that can be taken as it stands.

Never a wrong date silently: a date counts as certain only if the page states it in a
form made for machines, everything it so states agrees, and its address does not speak
against it. All else is a reading, to be settled by a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from outspoken.text.dates import PartialDate, Reading

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{4})/(\d{2})/(\d{2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_POSTED = re.compile(rf"[A-Z][a-z]{{2}}, (\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_OLDEST = 1990
STRONG = {
    "article:published_time": "meta article:published_time",
    "og:published_time": "meta og:published_time",
    "datepublished": "meta datePublished",
    "citation_publication_date": "meta citation_publication_date",
    "parsely-pub-date": "meta parsely-pub-date",
    "sailthru.date": "meta sailthru.date",
    "dcterms.issued": "meta dcterms.issued",
    "dc.date.issued": "meta dc.date.issued",
    "publish-date": "meta publish-date",
    "pubdate": "meta pubdate",
}
"""Names by which pages state the day of publication, and nothing else."""
WEAK = {"date": "meta date", "dc.date": "meta dc.date", "dcterms.date": "meta dcterms.date"}
"""Names that some pages use for the day of publication and others for today."""
_ARTICLES = {"article", "newsarticle", "reportagenewsarticle", "blogposting", "videoobject", "opinionnewsarticle"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a page states, and where."""

    value: PartialDate
    where: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Published:
    """When a story was published: one certain date, or readings, or nothing."""

    value: str = ""
    where: str = ""
    readings: tuple[Reading, ...] = ()
    why: str = ""
    """Why it is in doubt."""


def parse_stated(text: str) -> PartialDate | None:
    """Read a date in a form made for machines: ISO 8601, RFC 5322; None for any other.

    >>> str(parse_stated("2015-10-12T23:30:00-05:00")), parse_stated("12/10/2015")
    ('2015-10-12', None)
    """
    text = text.strip()[:60]
    found = _ISO.fullmatch(text) or _SLASHED.fullmatch(text)
    if found:
        year, month, day = [
            int(part) if part else None for part in found.groups() if part is not None or found.re is _ISO
        ][:3]
        return _date(year, month, day)
    posted = _POSTED.match(text)
    return _date(int(posted[3]), _MONTHS.index(posted[2]) + 1, int(posted[1])) if posted else None


def _date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year or 0, month, day)
    except ValueError:
        return None


def in_linked_data(blocks: list[str]) -> Iterator[Stated]:
    """Yield what JSON-LD says of articles; of other things only the page, if it says nothing of an article."""
    nodes = [node for block in blocks[:20] for node in _nodes(_loaded(block), 0)]
    articles = [node for node in nodes if _types(node) & _ARTICLES] or [
        node for node in nodes if "webpage" in _types(node)
    ]
    for node in articles:
        stated = node.get("datePublished") or node.get("uploadDate")
        value = parse_stated(stated) if isinstance(stated, str) else None
        if value is not None:
            yield Stated(value, "JSON-LD datePublished", strong=True)


def _loaded(block: str) -> Any:
    try:
        return json.loads(block[:500_000])
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value[:50]:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    stated = node.get("@type")
    return {str(one).lower() for one in (stated if isinstance(stated, list) else [stated])}


def linked_data(blocks: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles that JSON-LD describes, for what else is wanted of them."""
    for block in blocks[:20]:
        yield from (node for node in _nodes(_loaded(block), 0) if _types(node) & _ARTICLES)


def in_address(address: str) -> Stated | None:
    """Return the day that an address names, if it names one whole.

    >>> str(in_address("https://example.org/2015/10/12/they-left").value)
    '2015-10-12'
    """
    found = _IN_ADDRESS.search(address)
    value = _date(*map(int, found.groups())) if found else None
    return Stated(value, "the address", strong=False) if value else None


def decide(stated: list[Stated], seen: date) -> Published:
    """Weigh what a page states against itself; `seen` is the day on which it was captured."""
    found = list(dict.fromkeys(stated))
    if not found:
        return Published()
    strong = [one for one in found if one.strong]
    impossible = [one for one in found if not one.value.year >= _OLDEST or one.value.first > seen + timedelta(days=1)]
    if strong and not impossible and _agree(strong) and not _spoken_against(strong, found):
        finest = max(strong, key=lambda one: len(str(one.value)))
        return Published(str(finest.value), finest.where)
    why = (
        "The page states a date that cannot be."
        if impossible
        else "The page states several dates."
        if len({str(one.value) for one in found}) > 1
        else "The page does not state the date for machines."
    )
    return Published(readings=_readings(found), why=why)


def _agree(stated: list[Stated]) -> bool:
    days = {str(one.value) for one in stated}
    finest = max(days, key=len)
    return all(finest.startswith(day) for day in days)


def _spoken_against(strong: list[Stated], found: list[Stated]) -> bool:
    """A day's difference between address and statement is a matter of time zones; more is not."""
    return any(
        abs((one.value.first - other.value.first).days) > 1
        for one in strong
        for other in found
        if not other.strong and other.where == "the address" and one.value.day and other.value.day
    )


def _readings(found: list[Stated]) -> tuple[Reading, ...]:
    by_value: dict[str, list[str]] = {}
    for one in found:
        by_value.setdefault(str(one.value), []).append(one.where)
    return tuple(Reading(value, ", ".join(dict.fromkeys(where))) for value, where in by_value.items())
