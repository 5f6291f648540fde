"""Read of a saved page only what says which story it is: its own address and its title; the rest is the archive's."""

from __future__ import annotations

from html.parser import HTMLParser

from outspoken.collect.addresses import is_address
from outspoken.collect.finds.feeds import plain
from outspoken.collect.finds.records import ChannelKind, Lead, Leads, Piece

_HEAD = 300_000
"""How many bytes of a page are looked at; the rest is its body."""


def read_page(data: bytes, name: str) -> Leads:
    """Read a saved page (HTML).

    Its address is the one that it calls canonical. A date is not taken here: the archive reads the whole page.
    """
    reader = _Head()
    reader.feed(data[:_HEAD].decode("utf-8", errors="replace"))
    address = next((one for one in (reader.canonical, reader.shared, reader.saved) if is_address(one)), "")
    title = plain(reader.title)
    lead = Lead(address=address, title=title or name, language=reader.language, piece=Piece(name, "text/html", data))
    return Leads(ChannelKind.FILE, (lead,))


class _Head(HTMLParser):
    """Collects what the head of a page says of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.canonical = self.shared = self.saved = self.title = self.language = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "link" and "canonical" in said.get("rel", "").lower().split():
            self.canonical = self.canonical or said.get("href", "")
        elif tag == "meta" and said.get("property", "").lower() == "og:url":
            self.shared = self.shared or said.get("content", "")
        elif tag == "html":
            self.language = said.get("lang", "")[:35]
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_comment(self, data: str) -> None:
        # Browsers write "saved from url=(0042)https://..." into a page that they save.
        before, mark, address = data.strip().partition("saved from url=")
        if mark and not before:
            self.saved = address.partition(")")[2].strip()
