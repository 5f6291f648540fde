"""The nouns of finding: leads, what was held in them, channels, finds, runs, and what other steps offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from outspoken.collect.records import Doubt, Problem

if TYPE_CHECKING:
    from outspoken.study.study import Act


class ChannelKind(StrEnum):
    """In what kind of way stories are found."""

    HAND = "hand"
    """Somebody gave an address."""
    PASTE = "paste"
    """Somebody pasted the words, because a site refuses."""
    SHEET = "sheet"
    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"
    REFERENCES = "references"
    """RIS, CSL-JSON, Zotero or ASReview."""
    MAIL = "mail"
    FILE = "file"
    ARCHIVE = "web archive"


class DateForm(StrEnum):
    """How a date is printed, as far as its place says."""

    STAMP = "stamp"
    """As feeds print it: RFC 822 or ISO 8601."""
    FREE = "free"
    """As anybody likes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of a story that lay in a file, for the archive to keep; or where in a web archive they lie."""

    name: str
    media: str
    data: bytes = b""
    offset: int = 0
    length: int = 0
    """Where in the web archive called `name` the record lies, in bytes as stored; 0 for bytes that are here."""
    at: str = ""
    """When it was captured, if something says so (ISO 8601, UTC)."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What one entry of a feed, list or file says of a story, as printed there."""

    address: str = ""
    title: str = ""
    outlet: str = ""
    language: str = ""
    published: str = ""
    """The publication date as printed; empty where none is."""
    form: DateForm = DateForm.FREE
    evidence: str = ""
    """Where the date stood: `pubDate`, `DA`, `column date`."""
    line: int | None = None
    record: str = ""
    """What else the entry would be recognised by within its channel, if it has no address."""
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class Leads:
    """All that was read out of one file, page or answer."""

    kind: ChannelKind
    leads: tuple[Lead, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Entries that cannot be used, with their lines; the others stand."""
    more: tuple[str, ...] = ()
    """Addresses of further files to read: the parts of a sitemap index."""
    outlet: str = ""
    """What the feed calls itself; nobody says that this is an outlet's name."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which stories are found."""

    id: int
    name: str
    kind: ChannelKind
    query: str
    """The words that were searched for."""


@dataclass(frozen=True, slots=True)
class Find:
    """That a story was found, in one channel."""

    story: int
    channel: str
    kind: ChannelKind
    query: str
    found_as: str
    """The address or name under which it stood there."""
    line: int | None
    finder: str
    at: str


@dataclass(frozen=True, slots=True)
class Run:
    """One time that a watch list was gone through."""

    channel: str
    at: str
    seen: int
    new: int
    trouble: str
    """What went wrong, in a sentence; empty if nothing did."""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """What became of leads: which stories are new, which were known, what is in doubt, what cannot be used."""

    source: str
    """The file, address or watch list."""
    kind: ChannelKind
    seen: int
    new: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    """Known stories that this channel had not found before."""
    known: int = 0
    """Entries that this channel had found before."""
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    written: bool = False
    trouble: str = ""
    unchanged: bool = False
    """The watch list says that it is the same as at the last run."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer from the web."""

    address: str
    """Where asking ended, after redirects."""
    status: int
    media: str
    data: bytes
    etag: str = ""
    modified: str = ""


class Fetcher(Protocol):
    """Asks the web for watch lists; the archive offers the one there is, behind its guard.

    An entry point of the group `outspoken.fetchers`, called with the study and the hosts
    (`host:port`) that may be asked although they are not on the public web.
    """

    def fetch(self, address: str, etag: str = "", modified: str = "") -> Fetched:
        """Ask for an address; a status of 304 says that nothing changed since.

        Raises:
            OutspokenError: if it cannot be asked for, or may not.
        """
        ...

    def close(self) -> None:
        """End whatever does the asking."""
        ...


class Keeper(Protocol):
    """Keeps the bytes of stories that lay in files; the archive offers one.

    An entry point of the group `outspoken.keepers`, called with the study.
    """

    def prepare(self, pieces: Iterable[Piece]) -> None:
        """Do what takes long before the act that keeps pieces, so that nobody else has to wait for it."""
        ...

    def keep(self, act: Act, story: int, piece: Piece) -> None:
        """Keep the bytes of a story, within the act that made the story; keeping them twice changes nothing."""
        ...


class Worker(Protocol):
    """Runs a function that reads hostile bytes, in a process of its own; the archive offers one.

    An entry point of the group `outspoken.workers`, called with the study. The function is one of a module, says in
    its annotations what it returns, and takes bytes and plain values.
    """

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run it and return what it returns; what it raises of our own errors is raised again.

        Raises:
            OutspokenError: if it takes too long or too much.
        """
        ...

    def close(self) -> None:
        """End whatever does the reading; it begins anew if it is asked again."""
        ...
