"""The shapes of what `outspoken coding` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.coding import Codebook


@dataclass(frozen=True, slots=True)
class CodeShape:
    """One code of the codebook."""

    id: str
    name: str
    question: str
    definition: str
    include: str
    exclude: str
    key_terms: list[str]
    examples: list[str]
    applies_to: str
    roll_up: str


@dataclass(frozen=True, slots=True)
class GroupShape:
    """Codes that answer one question."""

    id: str
    name: str
    question: str
    description: str
    exclusive: bool
    codes: list[CodeShape]


@dataclass(frozen=True, slots=True)
class CodebookShape:
    """`outspoken coding codebook --json`."""

    version: int
    groups: list[GroupShape]

    @classmethod
    def of(cls, book: Codebook) -> Self:
        """Shape a codebook."""
        return cls(
            book.version,
            [
                GroupShape(
                    group.id,
                    group.name,
                    group.question,
                    group.description,
                    group.exclusive,
                    [CodeShape(**code.model_dump(mode="json")) for code in group.codes],
                )
                for group in book.groups
            ],
        )


SHAPES = {
    "outspoken coding codebook": CodebookShape,
}
"""Which command prints which shape."""
