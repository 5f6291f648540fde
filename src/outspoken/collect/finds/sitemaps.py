"""Read a sitemap into leads, or a sitemap index into the addresses of its parts."""

from __future__ import annotations

from outspoken.collect.addresses import is_address
from outspoken.collect.finds.markup import element_of, unpacked
from outspoken.collect.finds.records import ChannelKind, DateForm, Lead, Leads
from outspoken.collect.records import Problem
from outspoken.errors import FileError
from outspoken.text.letters import quote, tidy

MOST = 50_000
"""How many entries a sitemap may have, by its own protocol."""


def read_sitemap(data: bytes, name: str) -> Leads:
    """Read a sitemap or a sitemap index, packed or not.

    When a page was last modified (`lastmod`) says nothing of when its story was published; only the date of the news
    protocol is taken.

    Raises:
        FileError: if it is no sitemap, or is built to do harm.
    """
    root = element_of(unpacked(data, name), name)
    kind = _local(root.tag)
    if kind not in {"urlset", "sitemapindex"}:
        raise FileError(
            f"this is not a sitemap: it begins with <{kind}>.", "Give a sitemap, or declare another kind.", file=name
        )
    leads: list[Lead] = []
    problems: list[Problem] = []
    more: list[str] = []
    for number, entry in enumerate(list(root)[:MOST], start=1):
        said: dict[str, str] = {}
        for part in entry.iter():
            said.setdefault(_local(part.tag), tidy(part.text or ""))
        address = said.get("loc", "")
        if not is_address(address):
            message = (
                f"entry {number} has no address on the web: {quote(address)}."
                if address
                else f"entry {number} has no loc."
            )
            problems.append(Problem(number, "loc", message, ""))
        elif kind == "sitemapindex":
            more.append(address)
        else:
            published = said.get("publication_date", "")
            leads.append(
                Lead(
                    address=address,
                    title=said.get("title", ""),
                    outlet=said.get("name", ""),
                    language=said.get("language", ""),
                    published=published,
                    form=DateForm.STAMP,
                    evidence="news:publication_date" if published else "",
                    line=number,
                )
            )
    if len(root) > MOST:
        problems.append(Problem(MOST + 1, "", f"the sitemap has more than {MOST:,} entries; the rest was left.", ""))
    return Leads(ChannelKind.SITEMAP, tuple(leads), tuple(problems), tuple(more))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
