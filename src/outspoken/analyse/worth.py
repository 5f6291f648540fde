"""Say which numbers a judgement would move, and by how much: what puts the queue of pairs in order.

Pure. If two persons turn out to be one, the number of people falls by one, and so does
the count of every value that both have; where they differ, both counts become open. What
a count of two loses weighs more than what a count of thirty loses: a change is measured by
the root of the count that it changes, which is how far such a count varies by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from outspoken.analyse.records import CaseTable, Kind

COUNTED = frozenset({Kind.CATEGORY, Kind.COUNTRY})
"""The kinds of columns whose values are counted in tables."""


@dataclass(frozen=True, slots=True)
class Change:
    """A number that would become another one if two persons were one."""

    column: str
    """Empty for the number of people."""
    what: str
    """What the column and its value are called: "Country: Australia"."""
    now: int
    least: int
    most: int
    """What it would be then: two numbers where the value would be open."""

    @property
    def weight(self) -> float:
        """How much is at stake, measured by the spread of such a count, its root."""
        return (self.now - (self.least + self.most) / 2) / sqrt(self.now)

    @property
    def text(self) -> str:
        """The change as one reads it.

        >>> Change("country", "Country: Australia", 2, 1, 1).text
        'Country: Australia 1 instead of 2'
        """
        then = str(self.most) if self.least == self.most else f"{self.least} to {self.most}"
        return f"{self.what} {then} instead of {self.now}"


@dataclass(frozen=True, slots=True)
class Values:
    """What every person surely has in each counted column, and how many have it."""

    people: int
    of: Mapping[int, Mapping[str, int]]
    """Person to column to code; a column that is missing or open is left out."""
    counts: Mapping[str, Counter[int]]
    labels: Mapping[str, tuple[str, Sequence[str]]]
    """What a column and its codes are called."""

    @classmethod
    def of_table(cls, table: CaseTable) -> Values:
        """Read them from a case table of persons, as its headline has them."""
        rows = np.flatnonzero((table.world < 0) | _headline(table))
        people = len(set(table.ids[rows].tolist()))
        seen: dict[int, dict[str, set[int]]] = {}
        columns = {name: column for name, column in table.columns.items() if column.kind in COUNTED}
        for row in rows.tolist():
            own = seen.setdefault(int(table.ids[row]), {})
            for name, column in columns.items():
                own.setdefault(name, set()).add(int(column.codes[row]))
        of = {
            person: {name: next(iter(codes)) for name, codes in own.items() if len(codes) == 1 and min(codes) >= 0}
            for person, own in seen.items()
        }
        counts: dict[str, Counter[int]] = {name: Counter() for name in columns}
        for found in of.values():
            for name, code in found.items():
                counts[name][code] += 1
        return cls(people, of, counts, {name: (one.label, one.labels) for name, one in columns.items()})


def _headline(table: CaseTable) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if not len(table.worlds):
        return np.zeros(table.rows, np.bool_)
    return np.where(table.world >= 0, table.headline[np.maximum(table.world, 0)], False)


def changes(values: Values, one: int, other: int) -> list[Change]:
    """Return the numbers that would change if two persons were one, the number of people first."""
    found = [Change("", "people", values.people, values.people - 1, values.people - 1)]
    first, second = values.of.get(one, {}), values.of.get(other, {})
    for name in values.counts:
        if name not in first or name not in second:
            continue
        label, labels = values.labels[name]
        same = first[name] == second[name]
        for code in dict.fromkeys((first[name], second[name])):
            now = values.counts[name][code]
            found.append(Change(name, f"{label}: {labels[code]}", now, now - 1, now - 1 if same else now))
    return found


def worth(found: Iterable[Change], chance: float, *, unsure: bool) -> float:
    """Return how much a judgement is expected to move the numbers.

    For a pair that nobody judged, the changes count as far as it is likely that the two are one: else nothing moves.
    For one that was left unsure, either answer closes the range that every count shows now, so they count whole.
    """
    at_stake = sum(change.weight for change in found)
    return at_stake if unsure else at_stake * chance
