"""The nouns of the archive: captures, texts, passages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
