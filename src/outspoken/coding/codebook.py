"""Read codebook.yaml: groups of codes, each with the question it answers and its definition."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from outspoken.errors import CodebookError
from outspoken.study.documents import read_yaml, shaped

FILE = "codebook.yaml"


class Subject(StrEnum):
    """What a code is answered about."""

    TESTIMONY = "testimony"
    """Each testimony; its passages may carry it too."""
    CASE = "case"
    """The person as a whole, once, from all that is known."""


class RollUp(StrEnum):
    """How several answers become one: passages to a testimony, testimonies to a person."""

    ANY = "any"
    """Yes as soon as one says yes."""
    ALL = "all"
    """What all agree on; where they differ, the answer is open and moves the bounds."""
    SETTLED = "settled"
    """Only what was settled counts."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Code(_Entry):
    """One thing a testimony may say."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=40)
    """Short, and kept for good: `J1`, `hunger`."""
    name: str = Field(min_length=1)
    """What tables call it."""
    question: str = ""
    """What the coder asks of a testimony."""
    definition: str = ""
    """When the answer is yes."""
    include: str = ""
    """What belongs to it, though one might doubt."""
    exclude: str = ""
    """What does not, and where it belongs instead."""
    key_terms: list[str] = Field([], alias="key-terms")
    """Words that often go with it."""
    examples: list[str] = []
    """Invented or published sentences to which it applies."""
    applies_to: Subject = Field(Subject.TESTIMONY, alias="applies-to")
    """`testimony`, or `case` for what is asked of the person as a whole."""
    roll_up: RollUp = Field(RollUp.ALL, alias="roll-up")
    """How the answers of several testimonies become the person's: `any`, `all` or `settled`."""


class Group(_Entry):
    """Codes that answer one question."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    """The word by which tables and expressions ask for all of its codes."""
    name: str = Field(min_length=1)
    """What tables call it."""
    question: str = ""
    """What all of its codes answer."""
    description: str = ""
    """What the team should know before coding."""
    exclusive: bool = False
    """Whether a testimony can have only one of its codes."""
    codes: list[Code] = Field(min_length=1)
    """At least one."""


class Codebook(_Entry):
    """The versioned list of codes."""

    version: int = Field(1, ge=1)
    """Counted up when a definition changes."""
    groups: list[Group] = []

    @model_validator(mode="after")
    def _unique(self) -> Self:
        seen: set[str] = set()
        for name in [*(group.id for group in self.groups), *(code.id for code in self.codes())]:
            if name.casefold() in seen:
                raise ValueError(f"the id {name!r} is given twice")
            seen.add(name.casefold())
        return self

    def codes(self) -> Iterator[Code]:
        """Yield every code, in the order of the book."""
        for group in self.groups:
            yield from group.codes

    def group(self, name: str) -> Group | None:
        """Return a group by its id."""
        return next((group for group in self.groups if group.id == name), None)

    def group_of(self, code: str) -> Group | None:
        """Return the group that holds a code, given by its id."""
        return next((group for group in self.groups if any(one.id == code for one in group.codes)), None)

    def code(self, name: str) -> Code | None:
        """Return a code by its id or its name, whatever the case."""
        wanted = name.strip().casefold()
        return next((code for code in self.codes() if wanted in {code.id.casefold(), code.name.casefold()}), None)


def read_codebook(folder: Path) -> Codebook:
    """Read a study's codebook; a study without one has an empty codebook.

    Raises:
        CodebookError: naming file, line and field.
    """
    path = folder / FILE
    if not path.exists():
        return Codebook()
    return shaped(read_yaml(path, CodebookError), Codebook, CodebookError)
