"""The nouns of the archive: captures, what was read out of them, texts, marks, passages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outspoken.text.dates import Reading

SURROUNDINGS = 40
"""How many characters before and after a passage are kept with it, so that it can be found again."""


class TextKind(StrEnum):
    """Where the words of a text come from."""

    READ = "read"
    """Read out of a capture."""
    GIVEN = "given"
    """Pasted or imported as it is, by a person."""
    TRANSCRIPT = "transcript"
    """Written down from sound."""
    TRANSLATION = "translation"
    """Translated from another text of the story."""


class MarkKind(StrEnum):
    """What is said of a stretch of a text."""

    INJECTED = "injected"
    """Advertising that somebody put into the page; it stays in the text."""
    HIDDEN = "hidden"
    """Words that the page hides from its readers."""
    INVISIBLE = "invisible"
    """Characters without width, or ones that turn the direction round."""
    MOMENT = "moment"
    """When in a film it was said."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, `[start, end)`, and what is said of it."""

    kind: MarkKind
    words: str
    """The words themselves; for a moment its time code, for invisible characters their code points."""
    start: int | None = None
    """None where the words are on the page and not in the text."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One archived copy of a story."""

    id: int
    story_id: int
    at: str
    asked: str
    address: str
    """Where asking for it ended."""
    status: int
    """What the outlet answered; 0 where there was no answer, or none was asked for."""
    media: str
    sha256: str
    """Of the body, as it was sent."""
    file: str
    offset: int
    length: int
    tool: str
    note: str = ""
    problem: str = ""
    """Why it holds no good page, in plain words."""
    refused: str = ""
    """Why it could not be read, in plain words."""
    reader: str = ""
    """What read it last, with its version."""


@dataclass(frozen=True, slots=True)
class ReadOut:
    """What was read out of a capture."""

    words: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    language: str = ""
    direction: str = "ltr"
    published: str = ""
    """EDTF; empty unless the page states it and nothing speaks against it."""
    where: str = ""
    """Where the page states it."""
    readings: tuple[Reading, ...] = ()
    """What it may mean where it is not sure."""
    why: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a story in one language."""

    id: int
    story_id: int
    kind: TextKind
    language: str
    """BCP 47; empty where it is not known."""
    direction: str
    """`ltr` or `rtl`."""
    title: str
    author: str
    words: str
    tool: str
    """What read it, with its version; empty where a person gave it."""
    capture_id: int | None = None
    of_id: int | None = None
    """The text that this one translates."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text: offsets in characters, `[start, end)`, and the words with their surroundings."""

    id: int
    text_id: int
    start: int
    end: int
    quote: str
    before: str
    after: str
    lost: bool = False
    """A newer reading of the story no longer held it."""


@dataclass(frozen=True, slots=True)
class KeptStories:
    """What came of visiting stories."""

    kept: int
    failed: int
    problems: tuple[tuple[str, str], ...] = ()
    """Story and reason, for each that failed."""


@dataclass(frozen=True, slots=True)
class ReadStories:
    """What came of reading captures."""

    read: int
    refused: int
    lost: int
    """Passages that the newer readings no longer hold."""
    problems: tuple[tuple[str, str], ...] = ()
    """Story and reason, for each that was refused."""


@dataclass(frozen=True, slots=True)
class Given:
    """A text that somebody gave, and what is remarked on it."""

    text: Text
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of taking in a WARC file."""

    records: int
    pages: int
    stories: int
    """Stories that are new."""
    refused: int
    before: int
    """Pages that were taken in before."""

    def plus(self, other: Imported) -> Imported:
        """Add up."""
        return Imported(
            self.records + other.records,
            self.pages + other.pages,
            self.stories + other.stories,
            self.refused + other.refused,
            self.before + other.before,
        )


@dataclass(frozen=True, slots=True)
class Holding:
    """What the archive holds of one story."""

    story: str
    title: str
    address: str
    captures: tuple[Capture, ...]
    texts: tuple[tuple[Text, tuple[Mark, ...]], ...]
    """Each with its marks; originals first, each followed by its translations."""
    lost: tuple[Passage, ...]


class AnchorKind(StrEnum):
    """Who witnessed a hash."""

    RFC_3161 = "RFC 3161"
    """A timestamp authority, by its signature."""
    OPENTIMESTAMPS = "OpenTimestamps"
    """A calendar, through a block of Bitcoin."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """That the hash of the manifest was there at a time, as somebody outside says."""

    kind: AnchorKind
    file: str
    seal: str
    """The hash that was witnessed."""
    objects: int
    """How many objects of the archive it speaks for, from the first on."""
    at: str
    """When: a time, or a block of Bitcoin; empty while a calendar only promised one."""
    calendar: str = ""
    """Who promised."""
    unchecked: str = ""
    """Why it could not be checked here; empty if it was."""


@dataclass(frozen=True, slots=True)
class Verified:
    """That the archive is what it was."""

    objects: int
    records: int
    captures: int
    head: str
    """SHA-256 of the last line of the manifest."""
    anchors: tuple[Anchor, ...] = ()
    """What others witnessed of it, the earliest first."""
