"""Import a sheet for somebody who may not see all that it would overwrite.

Pure. Told is what a study would tell in which the hidden rows and columns never were; of a
cell that stands and is hidden, nothing is taken over. What the sheet prints there instead is
kept as a doubt, which hangs on the row and column and is hidden with them, so that whoever
does see them can look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from outspoken.collect.importers.examination import Examination
from outspoken.collect.importers.mapping import Mapped
from outspoken.collect.records import Before, Doubt, DoubtKind, Sheet
from outspoken.text.letters import quote


@dataclass(frozen=True, slots=True)
class Unseen:
    """The rows and columns of a sheet that its importer may not see."""

    rows: frozenset[str] = frozenset()
    """By their key."""
    columns: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)

    def hides(self, key: str, column: str) -> bool:
        """Whether a cell is hidden."""
        return key in self.rows or column in self.columns


def as_seen(before: Before, unseen: Unseen) -> Before:
    """Return of an earlier reading what its importer may see."""
    return {
        key: {name: text for name, text in printed.items() if name not in unseen.columns}
        for key, printed in before.items()
        if key not in unseen.rows
    }


def as_told(found: Examination, unseen: Unseen) -> Examination:
    """Leave out of an examination what it says of hidden columns; rows that are hidden look new in it already."""
    return replace(
        found,
        changes=tuple(change for change in found.changes if change.column not in unseen.columns),
        doubts=tuple(doubt for doubt in found.doubts if doubt.field not in unseen.columns),
    )


def as_it_stands(sheet: Sheet, mapped: Mapped, before: Before, unseen: Unseen, good: Collection[str]) -> Sheet:
    """Return the good rows of a sheet with what stands in the study wherever the importer may not see it.

    A row that is new to the study is taken as it is printed: nothing stands there that could be overwritten.
    """
    return replace(
        sheet,
        rows=tuple(
            (line, _standing(cells, mapped, before[key], key, unseen) if key in before else cells)
            for line, cells, key in _keyed(sheet, mapped)
            if key in good or key in unseen.rows
        ),
    )


def not_taken(sheet: Sheet, mapped: Mapped, before: Before, unseen: Unseen, name: str) -> Iterator[Doubt]:
    """Yield a doubt for every hidden cell that the sheet prints differently; a blank says nothing about it."""
    for _line, cells, key in _keyed(sheet, mapped):
        for column, index in mapped.printed:
            if key not in before or not unseen.hides(key, column):
                continue
            stands, printed = before[key].get(column, ""), cells[index]
            if printed and printed != stands:
                note = (
                    f"{name} imported a sheet that prints {quote(printed)} here, and may not see what stands; "
                    f"it was left as it is ({quote(stands) if stands else 'blank'}). Import the sheet again to take it."
                )
                yield Doubt("", DoubtKind.NOT_TAKEN, column, printed, note, (), (key,))


def _keyed(sheet: Sheet, mapped: Mapped) -> Iterator[tuple[int, tuple[str, ...], str]]:
    for line, cells in sheet.rows:
        if len(cells) == len(sheet.header):
            yield line, cells, cells[mapped.key]


def _standing(
    cells: tuple[str, ...], mapped: Mapped, stands: Mapping[str, str], key: str, unseen: Unseen
) -> tuple[str, ...]:
    hidden = {index: stands.get(column, "") for column, index in mapped.printed if unseen.hides(key, column)}
    return tuple(hidden.get(index, cell) for index, cell in enumerate(cells))
