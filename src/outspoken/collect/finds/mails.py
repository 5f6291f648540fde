"""Read an e-mailed clipping (.eml): the addresses it names, or the article that is its body.

Who sent it to whom is not read: a clipping is evidence of a story, not of a correspondence.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from html.parser import HTMLParser

from outspoken.collect.addresses import canonical, is_address
from outspoken.collect.finds.feeds import plain
from outspoken.collect.finds.markup import LARGEST
from outspoken.collect.finds.records import ChannelKind, Lead, Leads, Piece
from outspoken.errors import FileError
from outspoken.text.letters import tidy

_ADDRESS = re.compile(r"https?://[^\s<>\"'\]\[{}|\\^`]+", re.IGNORECASE)
_NO_STORY = re.compile(
    r"unsubscribe|optout|opt-out|manage.?preferences|/preferences|view.?in.?browser|list-manage|mailto:", re.IGNORECASE
)
_SHORTEST_ARTICLE = 600
"""A body with at least so many characters is an article of its own."""
_MOST = 500


def read_mail(data: bytes, name: str) -> Leads:
    """Read a mail: one lead for each address it names; if it names none, its body as a story.

    The date of a mail is when it was sent, not when a story was published, so no date is taken.

    Raises:
        FileError: if it is no mail, or holds neither an address nor an article.
    """
    if len(data) > LARGEST:
        raise FileError(f"the mail is larger than {LARGEST >> 20} MB.", "Leave its attachments out.", file=name)
    try:
        message = message_from_bytes(data, policy=policy.default)
        subject = tidy(str(message.get("subject", "")))
        words, links = _bodies(message)
    except (
        MessageError,
        ValueError,
        LookupError,
        RecursionError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
    ) as error:
        raise FileError("this is not a mail that can be read.", "Save it again as .eml.", file=name) from error
    if not message.keys():
        raise FileError("this is not a mail: it has no headers.", "Save it again as .eml.", file=name)
    found: dict[str, Lead] = {}
    for address, title in (*links, *((one.rstrip(".,;:!?)»”’"), "") for one in _ADDRESS.findall(words))):
        if is_address(address) and not _NO_STORY.search(address):
            form = canonical(address)
            if form not in found or (title and not found[form].title):
                found[form] = Lead(address=address, title=title, line=len(found) + 1)
    if found:
        return Leads(ChannelKind.MAIL, tuple(found.values())[:_MOST])
    if len(tidy(words)) < _SHORTEST_ARTICLE:
        raise FileError(
            "the mail names no address and holds no article.", "Add the story by its address instead.", file=name
        )
    return Leads(ChannelKind.MAIL, (Lead(title=subject, piece=Piece(name, "text/plain", words.encode())),))


def _bodies(message: EmailMessage) -> tuple[str, list[tuple[str, str]]]:
    """Return the words of a mail, and the links of its HTML with what they are called."""
    words: list[str] = []
    links: list[tuple[str, str]] = []
    for part in message.walk():
        if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
            continue
        content = str(part.get_content())
        if part.get_content_subtype() == "html":
            reader = _Links()
            reader.feed(content)
            links += reader.found
            if not words:
                words.append("\n".join(reader.words))
        else:
            words.append(content)
    return "\n".join(words), links


class _Links(HTMLParser):
    """Collects the links of a page and its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open = ""
        self._said: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style", "title"}
        if tag == "a":
            self._end()
            self._open = tidy(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "title"}:
            self._hidden = max(0, self._hidden - 1)
        if tag == "a":
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
            if self._open:
                self._said.append(data)

    def _end(self) -> None:
        if self._open:
            said = plain(" ".join(self._said))
            self.found.append((self._open, "" if is_address(said) else said))
        self._open, self._said = "", []
