"""The nouns of exchange: a project as every program of this kind understands it, and what it could not carry."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CodeIn:
    """A code, or a heading above codes."""

    key: str
    name: str
    description: str = ""
    parent: str = ""
    """The key of the code above it."""
    codable: bool = True


@dataclass(frozen=True, slots=True)
class TextGiven:
    """A text with its words."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class MarkIn:
    """Words of a text that somebody gave a code. Offsets are characters of `TextGiven.words`."""

    text: str
    code: str
    start: int
    end: int
    coder: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CaseIn:
    """A case: in which texts it is told, which codes it has as a whole, what is known of it."""

    key: str
    name: str
    texts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MemoIn:
    """A memo on a code, a text, a case or marked words; `about` is its key, empty for the project."""

    words: str
    author: str
    about: str = ""
    name: str = ""


BETWEEN = "\n\n---\n\n"
"""Between the memos on a case where they share its description: the standard has no notes on cases."""


@dataclass(frozen=True, slots=True)
class Project:
    """All that is exchanged, and the sentences that say what is lost."""

    name: str
    origin: str = ""
    codes: tuple[CodeIn, ...] = ()
    texts: tuple[TextGiven, ...] = ()
    marks: tuple[MarkIn, ...] = ()
    cases: tuple[CaseIn, ...] = ()
    memos: tuple[MemoIn, ...] = ()
    losses: tuple[str, ...] = field(default=())
