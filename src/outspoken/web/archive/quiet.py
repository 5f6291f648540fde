"""Make of captured bytes what can be looked at, of which nothing runs, loads or leads anywhere. Pure.

No page is parsed here, for whatever parses can be led astray. A start tag begins with `<` and its name; where that
name is one that loads, leads away or speaks for the page, another name is put before it, and no reader of HTML makes
such an element of it any more. What is left is shown under a policy that forbids everything.
"""

from __future__ import annotations

import re

from outspoken.archive.decoding import to_text, unpack

POLICY = "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
"""Goes with every answer that holds captured bytes."""
MOST = 3_000_000
"""Characters of a page that are shown."""
_LEADING = re.compile(
    r"<(/?)(?=(?:a|area|applet|audio|base|button|embed|form|frame|frameset|iframe|image|img|input|link|meta|noscript"
    r"|object|picture|portal|source|svg|template|track|video)(?![a-z0-9-]))",
    re.IGNORECASE,
)
_PAGES = ("text/html", "application/xhtml+xml")


def is_page(media: str) -> bool:
    """Whether something is a page that can be shown as one."""
    return media.partition(";")[0].strip().lower() in _PAGES


def is_text(media: str) -> bool:
    """Whether something can be shown as text."""
    kind = media.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in {*_PAGES, "application/xml", "application/json", "application/rss+xml"}


def words_of(body: bytes) -> str:
    """Return captured bytes as text, cut off where it is too long to look at.

    Raises:
        Unsafe: if they are packed and cannot be unpacked.
    """
    return to_text(unpack(body, ""))[:MOST]


def quieted(page: str) -> str:
    """Return a page in which no element loads or leads anywhere.

    >>> quieted('<p>Go <a href="https://evil.example">there</a>')
    '<p>Go <x-a href="https://evil.example">there</x-a>'
    """
    return _LEADING.sub(r"<\1x-", page)
