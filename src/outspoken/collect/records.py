"""The nouns of collecting: stories, rows as printed, what was found in them, and doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from outspoken.text.dates import Reading

if TYPE_CHECKING:
    from outspoken.study.settings import Footnote, Target
    from outspoken.study.study import Act


class Missing(StrEnum):
    """Why there is no value; never a blank."""

    UNKNOWN = "unknown"
    NOT_STATED = "not stated"
    NOT_APPLICABLE = "not applicable"
    WITHHELD = "withheld"


class Certainty(StrEnum):
    """How sure a value is, as its source puts it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class DoubtKind(StrEnum):
    """What kind of thing could change a number."""

    IMPOSSIBLE_DATE = "impossible date"
    HEDGED_VALUE = "hedged value"
    TWO_SPELLINGS = "one value, two spellings"
    NEAR_OUTLETS = "two outlets, nearly one name"
    FOOTNOTE_NAME = "footnote and row spell a name differently"
    IDENTITY = "maybe one person"
    UNSURE_DATE = "unsure publication date"
    CONTRADICTION = "testimonies contradict each other"
    TWO_DATES = "two publication dates"
    UNCLEAR_STORY = "a story that may not count"
    NOT_TAKEN = "printed by somebody who may not see what stands"


class DoubtState(StrEnum):
    """How a doubt stands."""

    OPEN = "open"
    SETTLED = "settled"
    GONE = "gone"
    """What was printed has been changed since."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was printed and could not be taken as it stands."""

    id: str
    """D7; empty while it is only foreseen, J3 where it is an unsure judgement."""
    kind: DoubtKind
    field: str
    """The column or attribute it is about."""
    printed: str
    note: str
    readings: tuple[Reading, ...]
    rows: tuple[str, ...]
    """The rows it is about, by their key."""
    sheet: str = ""
    state: DoubtState = DoubtState.OPEN
    choice: str = ""
    chosen_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One candidate for the value of a field."""

    field: str
    value: str
    missing: Missing | None = None
    certainty: Certainty = Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class Finding:
    """What one printed cell gives: facts, perhaps a doubt, or a reason to refuse the row."""

    facts: tuple[Fact, ...] = ()
    doubt: Doubt | None = None
    problem: str = ""
    hint: str = ""


LONGEST_CELL = 100_000
"""How many characters a cell of a spreadsheet may hold."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet as text: its header, and its rows with their line numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    how_read: str
    """Encoding and delimiter, or the name of the worksheet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its key, its line, and a text for each column."""

    key: str
    line: int
    cells: tuple[str, ...]
    """Without footnote marks."""
    printed: tuple[str, ...]
    """As printed."""


Before = Mapping[str, Mapping[str, str]]
"""What an earlier reading of a sheet printed: row key to column to text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken over."""

    line: int
    column: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(filter(None, (line, f"column {self.column}" if self.column else ""))) or "the file"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is printed differently from the last time the sheet was read."""

    key: str
    line: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What an import would do, before it does it."""

    name: str
    file: str
    sha256: str
    how_read: str
    rows: int
    new: tuple[str, ...]
    changed: tuple[Change, ...]
    unchanged: int
    gone: tuple[str, ...]
    """Rows that stand in the study but not in the sheet any more; they stay in the study."""
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    refused: int = 0
    """How many rows cannot be taken over; `problems` says why for the first thousand."""
    reread: tuple[str, ...] = ()
    """Columns that study.toml or codebook.yaml lets mean something else than at the last import."""
    untouched: tuple[str, ...] = ()
    """Columns that whoever imports may not see: what stands in them is left as it is."""
    written: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What one cell gave: its column, what the column is, and what was read out of it."""

    column: str
    target: Target
    printed: str
    finding: Finding
    doubt: int | None
    """The id of the stored doubt that leaves the value open."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A row on its way into the database, with what one intake found in it."""

    row_id: int
    story_id: int
    key: str
    is_new: bool
    found: tuple[Found, ...]
    """For a row that was there before, only the columns that changed."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A footnote and the rows that carry its mark."""

    footnote: Footnote
    rows: tuple[Taken, ...]


class Intake(Protocol):
    """What a step takes out of imported rows; steps offer theirs as plug-ins.

    The importer asks every intake in the order of `position` which columns it
    understands, what each printed cell gives, and finally to store it.
    """

    position: int

    def understands(self, target: Target) -> str:
        """Return "" if the intake takes this target, "?" if it is not its own, else what is wrong."""
        ...

    def one_spelling(self, target: Target) -> bool:
        """Whether two spellings of one value in such a column are worth a doubt."""
        ...

    def find(self, target: Target, printed: str) -> Finding:
        """Say what a printed cell gives; pure, called once for each different cell."""
        ...

    def reads_by(self, target: Target) -> str:
        """Return all settings that `find` goes by; when they change, rows taken over before are read again."""
        ...

    def store(self, act: Act, rows: Sequence[Taken]) -> None:
        """Store what was found; a fact left open by a doubt points to it."""
        ...

    def finish(self, act: Act, marked: Sequence[Marked]) -> None:
        """Act upon footnotes once every row is stored."""
        ...


@dataclass(frozen=True, slots=True)
class Story:
    """One published item."""

    id: int
    outlet: str
    title: str
    address: str
    language: str
    published: tuple[Fact, ...]
