"""The shapes of what `outspoken collect` prints as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from outspoken.cli.shapes.doubts import DoubtShape
from outspoken.collect.finds.records import Find, Run, Taking
from outspoken.collect.records import Examined, Story
from outspoken.study import ids
from outspoken.study.settings import WatchList


@dataclass(frozen=True, slots=True)
class ProblemShape:
    """Why a row cannot be taken over."""

    line: int
    column: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ChangeShape:
    """A cell printed differently from the last reading."""

    key: str
    line: int
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportShape:
    """`outspoken collect import NAME --json`, with or without `--dry-run`."""

    name: str
    file: str
    sha256: str
    how_read: str
    written: bool
    rows: int
    new: list[str]
    changed: list[ChangeShape]
    unchanged: int
    gone: list[str]
    problems: list[ProblemShape]
    doubts: list[DoubtShape]
    untouched: list[str]
    """Columns that whoever imports may not see; what stands in them is left as it is."""

    @classmethod
    def of(cls, found: Examined) -> Self:
        """Shape what an import did or would do."""
        return cls(
            name=found.name,
            file=found.file,
            sha256=found.sha256,
            how_read=found.how_read,
            written=found.written,
            rows=found.rows,
            new=list(found.new),
            changed=[ChangeShape(c.key, c.line, c.column, c.before, c.after) for c in found.changed],
            unchanged=found.unchanged,
            gone=list(found.gone),
            problems=[ProblemShape(p.line, p.column, p.message, p.hint) for p in found.problems],
            doubts=[DoubtShape.of(doubt) for doubt in found.doubts],
            untouched=list(found.untouched),
        )


@dataclass(frozen=True, slots=True)
class TakingShape:
    """`outspoken collect add WHAT --json`, with or without `--dry-run`."""

    source: str
    kind: str
    written: bool
    seen: int
    new: list[str]
    """The stories made; with `--dry-run` an empty id for each that would be."""
    again: list[str]
    """Known stories that were found in this way for the first time."""
    known: int
    problems: list[ProblemShape]
    doubts: list[DoubtShape]
    trouble: str

    @classmethod
    def of(cls, found: Taking) -> Self:
        """Shape what adding or gathering did or would do."""
        return cls(
            source=found.source,
            kind=found.kind.value,
            written=found.written,
            seen=found.seen,
            new=[ids.spoken("story", one) if one else "" for one in found.new],
            again=[ids.spoken("story", one) for one in found.again],
            known=found.known,
            problems=[ProblemShape(p.line, p.column, p.message, p.hint) for p in found.problems],
            doubts=[DoubtShape.of(doubt) for doubt in found.doubts],
            trouble=found.trouble,
        )


@dataclass(frozen=True, slots=True)
class GatheredShape:
    """`outspoken collect gather --json`: what each watch list gave."""

    lists: list[TakingShape]


@dataclass(frozen=True, slots=True)
class FindShape:
    """How a story was found."""

    channel: str
    kind: str
    query: str
    found_as: str
    line: int | None
    finder: str
    at: str


@dataclass(frozen=True, slots=True)
class StoryShape:
    """One story, and how it was found."""

    id: str
    title: str
    outlet: str
    address: str
    language: str
    published: list[str]
    """One date (EDTF), several where a doubt leaves several, none where it is not known."""
    finds: list[FindShape]

    @classmethod
    def of(cls, story: Story, finds: list[Find]) -> Self:
        """Shape a story."""
        return cls(
            ids.spoken("story", story.id),
            story.title,
            story.outlet,
            story.address,
            story.language,
            [one.value for one in story.published],
            [FindShape(f.channel, f.kind.value, f.query, f.found_as, f.line, f.finder, f.at) for f in finds],
        )


@dataclass(frozen=True, slots=True)
class OverlapShape:
    """How many stories one channel found, or two of them both."""

    channels: list[str]
    stories: int


@dataclass(frozen=True, slots=True)
class StoryList:
    """`outspoken collect stories --json`."""

    stories: list[StoryShape]
    overlaps: list[OverlapShape]


@dataclass(frozen=True, slots=True)
class WatchShape:
    """A watch list, and its last run."""

    name: str
    kind: str
    where: str
    query: str
    last: str
    """When it was gone through last; empty if never."""
    seen: int
    new: int
    trouble: str

    @classmethod
    def of(cls, name: str, watched: WatchList, run: Run | None) -> Self:
        """Shape a watch list."""
        last = run or Run(name, "", 0, 0, "")
        where = watched.address or watched.file
        return cls(name, watched.kind.value, where, watched.query, last.at, last.seen, last.new, last.trouble)


@dataclass(frozen=True, slots=True)
class WatchShapes:
    """`outspoken collect watch --json`."""

    lists: list[WatchShape]


SHAPES = {
    "outspoken collect add": TakingShape,
    "outspoken collect gather": GatheredShape,
    "outspoken collect stories": StoryList,
    "outspoken collect watch": WatchShapes,
    "outspoken collect import": ImportShape,
}
"""Which command prints which shape."""
