"""The nouns of analysing: columns, worlds of doubt, axes and crossings.

A case table holds *rows*. A case about which nothing is in doubt is one row. Cases that
doubts hold together form a *knot*: each world the doubts allow for it has rows of its
own. Whatever is computed is computed on rows, once; the bounds come from comparing the
worlds of each knot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from outspoken.collect.records import Missing
from outspoken.estimates import Estimate

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]

UNKNOWN, NOT_STATED, NOT_APPLICABLE, WITHHELD, UNSETTLED = -1, -2, -3, -4, -5
"""Codes of what is no value; UNSETTLED is one of several values, and nobody has said which."""

MISSING_CODES: Mapping[Missing, int] = {
    Missing.UNKNOWN: UNKNOWN,
    Missing.NOT_STATED: NOT_STATED,
    Missing.NOT_APPLICABLE: NOT_APPLICABLE,
    Missing.WITHHELD: WITHHELD,
}
MISSING_LABELS: Mapping[int, str] = {code: kind.value for kind, code in MISSING_CODES.items()} | {
    UNSETTLED: "not settled"
}

NO_DAY = np.iinfo(np.int32).min
"""The day of a date that is missing; `codes` then say why."""


class Unit(StrEnum):
    """What is counted."""

    PERSONS = "persons"
    TESTIMONIES = "testimonies"
    STORIES = "stories"


class Kind(StrEnum):
    """What a column's codes mean."""

    CATEGORY = "category"
    COUNTRY = "country"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of every row.

    For a category, `codes` index `keys`. For dates and numbers, codes are 0 where there
    is a value, and `low` and `high` hold it: days since 1970, or thousandths.
    """

    name: str
    label: str
    kind: Kind
    codes: Codes
    keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    low: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    high: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Choice:
    """One way in which one doubt may turn out."""

    doubt: str
    """What the doubt is about: "12 and 17", or "case 38, published"."""
    text: str
    """How it turns out: "12 and 17 are one person", "case 38 is 2015-04-01"."""
    headline: bool
    """Whether the headline may take it so. Where several choices of one doubt do, the
    headline leaves it open and counts only what holds in all of them."""


@dataclass(frozen=True, slots=True)
class World:
    """One way in which all doubts of a knot may turn out together."""

    choices: tuple[Choice, ...]
    headline: bool


@dataclass(frozen=True, slots=True)
class Knot:
    """Cases whose values or number depend on doubts that hang together."""

    members: tuple[int, ...]
    """The persons in it, all taken as different."""
    worlds: range
    """The numbers of its worlds in the case table."""
    complete: bool = True
    """Whether every possible world is listed; if not, bounds are only approximate."""


@dataclass(frozen=True, slots=True)
class CaseTable:
    """All cases of a study, in every world that its doubts allow."""

    unit: Unit
    ids: NDArray[np.int64]
    """The number of the person (or testimony, or story) of each row."""
    world: Codes
    """The world of each row; -1 where nothing is in doubt."""
    worlds: tuple[World, ...]
    knots: tuple[Knot, ...]
    columns: Mapping[str, Column]
    knot_of: NDArray[np.int64]
    """The knot of each world."""
    headline: Mask
    """Whether each world is one that the headline may take."""

    @property
    def rows(self) -> int:
        """How many rows there are, over all worlds."""
        return len(self.ids)

    @property
    def approximate(self) -> bool:
        """Whether some knot is too large for all its worlds to be listed."""
        return not all(knot.complete for knot in self.knots)


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether something holds of each row: surely, or at least possibly."""

    must: Mask
    may: Mask


@dataclass(frozen=True, slots=True)
class Axis:
    """A way of sorting rows into cells: attribute, period, region, outlet, or a group of codes."""

    name: str
    label: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    codes: Codes
    """The place of each row among the keys; negative where there is none."""
    spread: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Rows whose value is too coarse to tell the place: the places it may be, negative for none."""
    multiple: Mapping[int, Mask] | None = None
    """For a group of codes: which rows have each code; a row may have several.

    `codes` then says of rows that have none why: 0 where every answer is no, else negative.
    """

    def places(self, row: int) -> tuple[int, ...]:
        """Return every place a row has or may have."""
        if row in self.spread:
            return self.spread[row]
        if self.multiple is not None:
            return tuple(place for place, has in self.multiple.items() if has[row])
        return (int(self.codes[row]),) if self.codes[row] >= 0 else ()

    def occurring(self, rows: Mask) -> set[int]:
        """Return the places that some of the rows surely have."""
        if self.multiple is not None:
            return {place for place, has in self.multiple.items() if bool((has & rows).any())}
        return {int(code) for code in np.unique(self.codes[rows & (self.codes >= 0)])}


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table of counts with its margins, each an estimate."""

    unit: Unit
    row_axis: Axis
    column_axis: Axis
    row_keys: tuple[str, ...]
    column_keys: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Estimate, ...], ...]
    row_totals: tuple[Estimate, ...]
    column_totals: tuple[Estimate, ...]
    total: Estimate
    notes: Sequence[str] = ()
