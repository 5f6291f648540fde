"""Say by its name and its first bytes what a file is, and read it; the one function that a worker process runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from outspoken.collect.addresses import is_address
from outspoken.collect.finds.decoding import decoded
from outspoken.collect.finds.feeds import read_feed
from outspoken.collect.finds.lists import read_list, read_table
from outspoken.collect.finds.mails import read_mail
from outspoken.collect.finds.markup import parsed_safely, unpacked
from outspoken.collect.finds.pages import read_page
from outspoken.collect.finds.records import ChannelKind, Lead, Leads, Piece
from outspoken.collect.finds.references import (
    is_reference_table,
    read_csl,
    read_project,
    read_reference_table,
    read_ris,
)
from outspoken.collect.finds.sitemaps import read_sitemap
from outspoken.collect.finds.webarchives import read_wacz, read_warc
from outspoken.errors import FileError

STORIES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".md": "text/markdown",
}
"""Files that are one story each, and what the archive is told that they are."""

_MAGIC = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}


def read_any(data: bytes, name: str, encoding: str = "") -> Leads:
    """Read a file, whatever it is.

    Args:
        data: its bytes.
        name: its name, which is given back in errors and leads.
        encoding: what it was saved in, where it is a text without a mark and not UTF-8.

    Raises:
        FileError: if it cannot be read, or nothing reads such a file.
    """
    ending = ending_of(name)
    if not data.strip():
        raise FileError("the file is empty.", "Save it again.", file=name)
    if ending in _TEXTS:
        return _TEXTS[ending](data, name, encoding)
    if ending in _BYTES:
        return _BYTES[ending](data, name)
    if ending in STORIES:
        return _story(data, name, STORIES[ending], _MAGIC.get(ending, b""))
    raise FileError(
        f"nothing here reads {ending or 'such'} files.", f"These are read: {', '.join(READABLE)}.", file=name
    )


def ending_of(name: str) -> str:
    """Return how a file's name ends, with what it is packed in.

    >>> ending_of("a/b.warc.gz"), ending_of("c.PDF"), ending_of("d")
    ('.warc.gz', '.pdf', '')
    """
    found = re.search(r"(\.(warc|xml))?\.[a-z0-9]+$", PurePath(name).name.lower())
    return found[0] if found else ""


def _table(data: bytes, name: str, encoding: str) -> Leads:
    header = decoded(data, name, encoding).lstrip().partition("\n")[0]
    return (read_reference_table if is_reference_table(header) else read_table)(data, name, encoding)


def _text(data: bytes, name: str, encoding: str) -> Leads:
    """A text is a list if its first line is an address, and a story otherwise."""
    words = decoded(data, name, encoding)
    first = next((line.strip() for line in words.splitlines() if line.strip() and not line.startswith("#")), "")
    if is_address(first):
        return read_list(data, name, encoding)
    return _story(words.encode(), name, "text/plain", b"")


def _story(data: bytes, name: str, media: str, magic: bytes) -> Leads:
    if not data.lstrip().startswith(magic):
        raise FileError(f"this is not a {ending_of(name)} file, whatever its name says.", "Save it again.", file=name)
    title = PurePath(name).name.removesuffix(PurePath(name).suffix).replace("_", " ").strip()
    return Leads(ChannelKind.FILE, (Lead(title=title, piece=Piece(name, media, data)),))


def _markup(data: bytes, name: str) -> Leads:
    plain = unpacked(data, name)
    begins = parsed_safely(plain, name).lower()
    return (read_sitemap if begins in {"urlset", "sitemapindex"} else read_feed)(plain, name)


_TEXTS: dict[str, Callable[[bytes, str, str], Leads]] = {
    ".txt": _text,
    ".csv": _table,
    ".tsv": _table,
    ".ris": read_ris,
    ".json": read_csl,
}
_BYTES: dict[str, Callable[[bytes, str], Leads]] = {
    ".asreview": read_project,
    ".eml": read_mail,
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_page),
    **dict.fromkeys((".xml", ".rss", ".atom", ".xml.gz"), _markup),
    **dict.fromkeys((".warc", ".warc.gz"), read_warc),
    ".wacz": read_wacz,
}


def _watched_list(data: bytes, name: str) -> Leads:
    ending = ending_of(name)
    if ending in {".csv", ".tsv"}:
        return _table(data, name, "")
    return read_ris(data, name) if ending == ".ris" else read_list(data, name)


def _watched_feed(data: bytes, name: str) -> Leads:
    return read_feed(unpacked(data, name), name)


WATCHED: dict[ChannelKind, Callable[[bytes, str], Leads]] = {
    ChannelKind.FEED: _watched_feed,
    ChannelKind.SITEMAP: read_sitemap,
    ChannelKind.LIST: _watched_list,
}
"""What reads the files of watch lists."""

READABLE = (*_TEXTS, *_BYTES, *STORIES)
"""How the names of the files end that can be read."""
