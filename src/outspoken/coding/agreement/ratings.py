"""Codings laid out for comparison: one row for each thing that was coded, one column for each coder."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.records import Answer

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Given:
    """One coder's answer about one code in one story."""

    story: str
    coder: str
    code: str
    answer: Answer
    person: str = ""
    """Of whom the story speaks, where several stories may speak of one person."""


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who gave what to which unit, as numbers of values; -1 where a coder gave nothing."""

    numbers: NDArray[np.int64]
    values: tuple[Hashable, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[Hashable | None]], values: Iterable[Hashable] = ()) -> Ratings:
        """Take rows of units and columns of coders; None is missing. `values` adds values nobody gave.

        Values that can be compared are put in order; others stay in the order in which they come.
        """
        listed = list(values)
        found = list(dict.fromkeys([*listed, *(value for row in rows for value in row if value is not None)]))
        if not listed:
            found = _ordered(found)
        number = {value: place for place, value in enumerate(found)}
        filled = [[-1 if value is None else number[value] for value in row] for row in rows]
        width = max((len(row) for row in rows), default=0)
        return cls(np.array(filled, dtype=np.int64).reshape(len(rows), width), tuple(found))

    @cached_property
    def counts(self) -> Floats:
        """How many coders gave each value (columns) to each unit (rows)."""
        found = np.zeros((len(self.numbers), len(self.values)))
        for value in range(len(self.values)):
            found[:, value] = (self.numbers == value).sum(axis=1)
        return found

    @cached_property
    def given(self) -> Floats:
        """How many coders gave anything to each unit."""
        return np.asarray(self.counts.sum(axis=1))

    @cached_property
    def compared(self) -> int:
        """How many units were coded by at least two coders."""
        return int((self.given >= 2).sum())


def ratings_of(given: Iterable[Given], code: str) -> tuple[list[str], Ratings]:
    """Lay out one code's answers: the stories, and a row for each of them."""
    rows = [one for one in given if one.code == code]
    stories, coders = _names(one.story for one in rows), _names(one.coder for one in rows)
    said = {(one.story, one.coder): one.answer for one in rows}
    return stories, Ratings.of([[said.get((story, coder)) for coder in coders] for story in stories], tuple(Answer))


def sets_of(given: Iterable[Given]) -> tuple[list[str], Ratings]:
    """Lay out all codes at once: each coder's set of codes answered yes, for each story."""
    rows = list(given)
    stories, coders = _names(one.story for one in rows), _names(one.coder for one in rows)
    met = {(one.story, one.coder) for one in rows}
    yes: dict[tuple[str, str], set[str]] = {}
    for one in rows:
        if one.answer is Answer.YES:
            yes.setdefault((one.story, one.coder), set()).add(one.code)
    cells: list[list[frozenset[str] | None]] = [
        [frozenset(yes.get((story, coder), ())) if (story, coder) in met else None for coder in coders]
        for story in stories
    ]
    found = {cell for row in cells for cell in row if cell is not None}
    sets: list[frozenset[str]] = sorted(found, key=_members)
    return stories, Ratings.of(cells, sets)


def pairs_of(given: Iterable[Given]) -> list[tuple[str, str]]:
    """Return every two coders, by name."""
    return list(combinations(_names(one.coder for one in given), 2))


def _members(codes: frozenset[str]) -> list[str]:
    return sorted(codes)


def _ordered(values: list[Any]) -> list[Any]:
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=str)


def _names(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
