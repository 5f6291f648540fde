"""Count how many different values occur, in every world that the doubts allow.

Pure. Values of a case that surely exists are held; coarse values must stand somewhere;
what only may hold may add a value of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from outspoken.analyse.coarse import at_least, at_most
from outspoken.analyse.counts import caveat, count
from outspoken.analyse.records import Axis, CaseTable, Knot, Truth
from outspoken.estimates import Estimate

_MOST_TOGETHER = 1 << 14


def different(table: CaseTable, axis: Axis, truth: Truth) -> Estimate:
    """Count how many different values of an axis occur among the cases of which something holds."""
    values = _Values(table, axis, truth)
    base = values.everywhere.held
    moving = [found for found in map(values.of, table.knots) if any(one.adds_to(base) for one in found)]
    certain = set(base)
    for found in moving:
        certain |= frozenset.intersection(*(one.held for one in found if one.headline))
    if prod(len(found) for found in moving) <= _MOST_TOGETHER:
        together = [_together((values.everywhere, *chosen)) for chosen in product(*moving)]
    else:
        together = [_together((values.everywhere, *map(_at_once, moving)))]
    n = int(count(table, truth).value or 0)
    low, high = min(least for least, _ in together), max(most for _, most in together)
    return Estimate(len(certain), low, high, n, table.unit, caveat=caveat(table))


@dataclass(frozen=True, slots=True)
class _Occurring:
    """The values that occur in one world of a knot, or outside all knots."""

    held: frozenset[int]
    must: tuple[tuple[int, ...], ...] = ()
    """Coarse values that occur: the places each may take."""
    may: tuple[tuple[int, ...], ...] = ()
    """What may occur: coarse values, and values of cases of which something only may hold."""
    headline: bool = True

    def adds_to(self, base: frozenset[int]) -> bool:
        return bool(self.held - base or self.must or self.may)


class _Values:
    """The values that occur among the rows of a table of which something holds."""

    def __init__(self, table: CaseTable, axis: Axis, truth: Truth) -> None:
        self._table, self._axis, self._truth = table, axis, truth
        coarse = np.zeros(table.rows, np.bool_)
        coarse[list(axis.spread)] = True
        self._rows: dict[int, list[int]] = defaultdict(list)
        for row in np.flatnonzero(truth.may & ((table.world >= 0) | coarse | ~truth.must)):
            self._rows[int(table.world[row])].append(int(row))
        sure = axis.occurring(truth.must & (table.world < 0))
        rest = self._occurring(-1)
        self.everywhere = _Occurring(rest.held | sure, rest.must, rest.may)

    def of(self, knot: Knot) -> list[_Occurring]:
        """Return what occurs in each world of a knot."""
        return [self._occurring(world, headline=bool(self._table.headline[world])) for world in knot.worlds]

    def _occurring(self, world: int, *, headline: bool = True) -> _Occurring:
        held: set[int] = set()
        must: list[tuple[int, ...]] = []
        may: list[tuple[int, ...]] = []
        for row in self._rows[world]:
            places, always = self._axis.places(row), bool(self._truth.must[row])
            if row not in self._axis.spread:
                held.update(places if always else ())
                may.extend((place,) for place in places if not always)
                continue
            inside = tuple(place for place in places if place >= 0)
            if inside:
                may.append(inside)
            if always and inside == places:
                must.append(places)
        return _Occurring(frozenset(held), tuple(must), tuple(may), headline)


def _together(worlds: Sequence[_Occurring]) -> tuple[int, int]:
    """Return how many values occur at least and at most where these worlds come together."""
    held = frozenset[int]().union(*(one.held for one in worlds))
    least = at_least(held, [places for one in worlds for places in one.must])
    return least, at_most(held, [places for one in worlds for places in one.may])


def _at_once(found: Sequence[_Occurring]) -> _Occurring:
    """Take all worlds of a knot at once: looser bounds, where there are too many to try together."""
    maybe = {(place,) for one in found for place in one.held} | {places for one in found for places in one.may}
    return _Occurring(frozenset.intersection(*(one.held for one in found)), may=tuple(maybe))
