"""Read a page: its main text, and who published it, when, in which words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import strip_elements
from trafilatura import bare_extraction
from trafilatura.core import load_html  # type: ignore[attr-defined]
from trafilatura.external import SANITIZED_XPATH, try_readability
from trafilatura.metadata import Document

from outspoken.archive.blemishes import blemishes
from outspoken.archive.dating import STRONG, WEAK, Stated, decide, in_address, in_linked_data, linked_data, parse_stated
from outspoken.archive.records import ReadOut
from outspoken.errors import Unsafe
from outspoken.text.dates import Reading
from outspoken.text.languages import direction_of, language_of
from outspoken.text.letters import tidy

DEEPEST = 2_000
"""How many tags may be open at once."""
SUSPECT = 10_000
"""A page with fewer tags is read in good time however deep they are, a tag with fewer characters however wide."""
WIDEST = 1_000
"""How many attributes a tag may have."""
SHORT = 1_000
"""So few characters are seldom the whole of a story."""
FEW = 3
"""So few paragraphs are what is left where the rules found none."""
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_ATTRIBUTE = re.compile(r"\s[^\s=]+=")
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_NO_STORY = ("a", "button", "footer", "form", "head", "nav", "noscript", "script", "select", "style", "svg", "template")
"""Tags in which no words of a story stand."""
_LOOSE = {"p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead"}
"""Tags whose end may be left out."""


def read_page(text: str, address: str, seen: date) -> ReadOut:
    """Read an HTML page that was captured on the day `seen`.

    Raises:
        Unsafe: if it is nested deeper than any page is, or is none.
    """
    if text.count("<") > SUSPECT and _depth(text) > DEEPEST:
        raise Unsafe(f"The page has more than {DEEPEST:,} tags open at once, as only a bomb does.")
    if any(_ATTRIBUTE.subn("", part.partition(">")[0])[1] > WIDEST for part in text.split("<") if len(part) > SUSPECT):
        raise Unsafe(f"A tag of the page has more than {WIDEST:,} attributes, as only a bomb does.")
    tree = load_html(text)
    if tree is None:
        raise Unsafe("It holds no page that can be read.")
    meta = _meta(tree)
    blocks = [block.text or "" for block in tree.iterfind(".//script[@type='application/ld+json']")]
    articles = list(linked_data(blocks))
    stated = [*_stated(tree, meta, blocks)]
    if there := in_address(address):
        stated.append(there)
    hidden = _hidden(tree)
    words = _words(tree)
    title, declared = _title(tree, meta, articles), _declared(tree, meta)
    # Last, for what guesses may cut the tree to pieces.
    published = decide(stated, seen) if stated else _guessed(tree, seen)
    return ReadOut(
        words=words,
        title=title,
        author=_author(meta, articles),
        outlet=_outlet(meta, articles, address),
        language=language_of(words, declared),
        direction=direction_of(words),
        published=published.value,
        where=published.where,
        readings=published.readings,
        why=published.why,
        marks=blemishes(words, hidden),
    )


def _words(tree: Any) -> str:
    """Read the main text as trafilatura does, without what readers remarked on it, unless there is nothing else."""
    found = bare_extraction(tree, include_comments=False, fast=True)
    if not isinstance(found, Document) or not found.text or _may_differ(tree, found.body, len(found.text)):
        found = bare_extraction(tree, include_comments=False)
    if isinstance(found, Document) and found.text:
        return found.text
    found = bare_extraction(tree)
    return (found.comments or "") if isinstance(found, Document) else ""


def _may_differ(tree: Any, body: Any, length: int) -> bool:
    """Whether trafilatura, asked to compare its rules with two other programs, could take what one of those finds.

    It does so where its rules find little, no paragraphs, or what is no text; and where one
    of the others finds more than twice as much, which it cannot where the page has no more.
    """
    paragraphs = len(body.findall(".//p"))
    if length < SHORT or paragraphs < FEW or paragraphs < len(body.findall(".//table")) or body.xpath(SANITIZED_XPATH):
        return True
    rest = copy(tree)
    strip_elements(rest, *_NO_STORY, with_tail=False)
    whole = _length(rest)
    if whole <= 2 * length or whole >= 5 * length:
        return whole >= 5 * length
    return _length(try_readability(copy(tree))) > 2 * length


def _length(tree: Any) -> int:
    return len(" ".join(tree.text_content().split()))


def _depth(text: str) -> int:
    """Return how many tags are open at once at most, by counting, before a parser sees them."""
    now = most = 0
    for found in _TAGS.finditer(text):
        name = found[2].lower()
        if name in _EMPTY or name in _LOOSE or found[3]:
            continue
        now = max(0, now - 1) if found[1] else now + 1
        most = max(most, now)
    return most


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            found.setdefault(name.strip().lower(), tag.get("content").strip()[:1000])
    return found


def _stated(tree: Any, meta: dict[str, str], blocks: list[str]) -> Iterator[Stated]:
    yield from in_linked_data(blocks)
    for names, strong in ((STRONG, True), (WEAK, False)):
        for name, where in names.items():
            if name in meta and (value := parse_stated(meta[name])):
                yield Stated(value, where, strong)
    for tag in tree.iter("time"):
        told = f"{tag.get('itemprop', '')} {tag.get('class', '')} {tag.get('pubdate', '-')}".lower()
        value = parse_stated(tag.get("datetime") or "")
        if value:
            first = "datepublished" in told or "published" in told or tag.get("pubdate") is not None
            if first and not re.search(r"modified|modification|updated?", told):
                yield Stated(value, "time", strong=True)


def _guessed(tree: Any, seen: date) -> Any:
    """Ask htmldate, whose answer is a guess and so only ever a reading; any day in any text would be too wild a one."""
    from htmldate import find_date  # noqa: PLC0415 - slow to load, seldom needed

    from outspoken.archive.dating import Published  # noqa: PLC0415

    found = find_date(tree, original_date=True, extensive_search=False, max_date=seen.isoformat())
    if not found:
        return Published()
    return Published(readings=(Reading(found, "somewhere on the page"),), why="The page states no date for machines.")


def _hidden(tree: Any) -> list[str]:
    found: list[str] = []
    for tag in tree.xpath(".//*[@style or @hidden]"):
        if tag.tag in {"script", "style", "iframe", "img", "svg", "input", "form", "noscript"} or len(found) >= 50:
            continue
        if tag.get("hidden") is None and not _HIDING.search(tag.get("style") or ""):
            continue
        words = tidy(tag.text_content())[:500]
        if len(words) >= 20 and words not in found:
            found.append(words)
    return found


def _title(tree: Any, meta: dict[str, str], articles: list[dict[str, Any]]) -> str:
    headline = next((one["headline"] for one in articles if isinstance(one.get("headline"), str)), "")
    heading = [tidy(tag.text_content()) for tag in tree.iter("h1")]
    page = tree.findtext(".//title") or ""
    choices = (meta.get("og:title", ""), headline, heading[0] if len(heading) == 1 else "", page)
    return next((tidy(one)[:500] for one in choices if one.strip()), "")


def _author(meta: dict[str, str], articles: list[dict[str, Any]]) -> str:
    for one in articles:
        told = one.get("author")
        names = [person.get("name") if isinstance(person, dict) else person for person in _listed(told)]
        if found := [tidy(name) for name in names if isinstance(name, str) and name.strip()]:
            return "; ".join(found)[:500]
    for name in ("author", "article:author", "dc.creator", "parsely-author", "citation_author", "byl"):
        value = meta.get(name, "")
        if value and "://" not in value:
            return tidy(re.sub(r"^by\s+", "", value, flags=re.IGNORECASE))[:500]
    return ""


def _outlet(meta: dict[str, str], articles: list[dict[str, Any]], address: str) -> str:
    if name := meta.get("og:site_name") or meta.get("application-name") or meta.get("dc.publisher"):
        return tidy(name)[:200]
    for one in articles:
        for publisher in _listed(one.get("publisher")):
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                return tidy(publisher["name"])[:200]
    return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _declared(tree: Any, meta: dict[str, str]) -> str:
    return str(tree.get("lang") or meta.get("og:locale") or "").replace("_", "-")
