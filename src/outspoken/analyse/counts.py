"""Count, share, find the first and the last: each an estimate with its bounds.

Pure. The bounds are the least and the greatest value over all worlds that the doubts
allow. Knots are independent of each other, so the least sum is the sum of the least;
a share is bounded exactly by choosing in every knot the world that moves it most
(Dinkelbach 1967, doi:10.1287/mnsc.13.7.492).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from outspoken.analyse.records import CaseTable, Codes, Column, Truth
from outspoken.estimates import EXACT, WILSON, Estimate, clopper_pearson, wilson

NOT_A_SAMPLE = "The study holds every known case; no sampling interval applies."
APPROXIMATE = "One group of unsure identities is too large to try every combination; its bounds are approximate."
_SMALL = 40
_NEVER = np.iinfo(np.int64).max

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Values, least and greatest, one of each for every cell."""

    value: Counts
    low: Counts
    high: Counts


def tally(table: CaseTable, cells: Codes, size: int, spread: Sequence[tuple[int, int]] = ()) -> Bounds:
    """Count rows into cells; a negative cell is not counted.

    `spread` are further pairs of row and cell in which the row may be: they widen the
    greatest value only.
    """
    counted = cells >= 0
    certain = counted & (table.world < 0)
    value = np.bincount(cells[certain], minlength=size).astype(np.int64)
    low, high = value.copy(), value.copy()
    open_rows = np.flatnonzero(counted & (table.world >= 0))
    worlds, places = table.world[open_rows], cells[open_rows].astype(np.int64)
    found = _by_knot(table, worlds, places, size)
    np.add.at(value, found.cell, found.headline)
    np.add.at(low, found.cell, found.least)
    for row, place in spread:
        if table.world[row] < 0:
            high[place] += 1
        else:
            worlds, places = np.append(worlds, table.world[row]), np.append(places, place)
    found = _by_knot(table, worlds, places, size) if len(spread) else found
    np.add.at(high, found.cell, found.greatest)
    return Bounds(value, low, high)


@dataclass(frozen=True, slots=True)
class _Reached:
    """For each knot and each cell that it reaches in some world: how many rows, at most, at least, in the headline."""

    cell: Counts
    greatest: Counts
    least: Counts
    headline: Counts


def _by_knot(table: CaseTable, worlds: Codes, cells: Counts, size: int) -> _Reached:
    if not len(worlds):
        return _Reached(*(np.empty(0, np.int64) for _ in range(4)))
    pairs, counts = np.unique(worlds.astype(np.int64) * size + cells, return_counts=True)
    world, cell = pairs // size, pairs % size
    order = np.lexsort((cell, table.knot_of[world]))
    world, cell, counts = world[order], cell[order], counts[order]
    knot = table.knot_of[world]
    starts = np.flatnonzero(np.r_[True, (knot[1:] != knot[:-1]) | (cell[1:] != cell[:-1])])
    held = np.diff(np.r_[starts, len(cell)])
    taken = table.headline[world]
    heads_held = np.add.reduceat(taken.astype(np.int64), starts)
    sizes = np.array([len(one.worlds) for one in table.knots], np.int64)[knot[starts]]
    heads = np.bincount(table.knot_of, weights=table.headline, minlength=len(table.knots))[knot[starts]]
    least = np.minimum.reduceat(counts, starts)
    in_headline = np.minimum.reduceat(np.where(taken, counts, np.iinfo(np.int64).max), starts)
    return _Reached(
        cell[starts],
        np.maximum.reduceat(counts, starts),
        np.where(held == sizes, least, 0),
        np.where((heads_held == heads) & (heads > 0), in_headline, 0),
    )


def count(table: CaseTable, truth: Truth) -> Estimate:
    """Count the cases of which something holds."""
    sure = tally(table, np.where(truth.must, 0, -1).astype(np.int32), 1)
    maybe = tally(table, np.where(truth.may, 0, -1).astype(np.int32), 1)
    return Estimate(
        value=int(sure.value[0]),
        low=int(sure.low[0]),
        high=int(maybe.high[0]),
        n=int(sure.value[0]),
        unit=table.unit,
        caveat=caveat(table),
    )


def share(table: CaseTable, part: Truth, whole: Truth, sample: str = "") -> Estimate:
    """Say which share of the cases in `whole` also are in `part`, between 0 and 1.

    With `sample` (what the study is a random sample of) the bounds are those of an
    interval, Clopper-Pearson under 40 cases and Wilson from 40; without it they come from
    the doubts alone, over the worlds in which there is a case to take a share of.
    """
    inside = Truth(part.must & whole.must, part.may & whole.may)
    top, bottom = count(table, inside), count(table, whole)
    if not bottom.value:
        return Estimate(None, None, None, 0, table.unit, caveat="There is no case to take a share of.")
    value = (top.value or 0) / bottom.value
    # A case that may be in the whole lowers the share only if it can be outside the part.
    lowering = whole.must | (whole.may & ~part.must)
    low = -_greatest_ratio(table, -inside.must.astype(np.int64), lowering.astype(np.int64))
    high = _greatest_ratio(table, inside.may.astype(np.int64), (whole.must | inside.may).astype(np.int64))
    n = int(bottom.value)
    if not sample:
        return Estimate(value, low, high, n, table.unit, caveat=caveat(table))
    method = EXACT if n < _SMALL else WILSON
    interval = clopper_pearson if n < _SMALL else wilson
    ends = interval(round(low * n), n)[0], interval(round(high * n), n)[1]
    return Estimate(value, *ends, n, table.unit, method, f"Taken as a random sample of {sample}.")


def extreme(table: CaseTable, column: Column, truth: Truth, *, last: bool) -> Estimate:
    """Return the first or the last day (or number) among the cases of which something holds.

    Where doubts or coarse dates leave the headline open, its value is what surely was
    reached. The bounds are over the worlds in which there is such a case.
    """
    n = int(count(table, truth).value or 0)
    known = column.codes >= 0
    sign = -1 if last else 1
    near = np.where(truth.may & known, sign * (column.high if last else column.low), _NEVER)
    far = np.where(truth.must & known, sign * (column.low if last else column.high), _NEVER)
    certain = table.world < 0
    per_world = np.full(len(table.worlds), _NEVER, np.int64)
    np.minimum.at(per_world, table.world[~certain], far[~certain])
    surely, heads = [_least(far[certain])], [_least(far[certain])]
    for knot in table.knots:
        reached = per_world[knot.worlds.start : knot.worlds.stop]
        surely.append(int(reached.max()))
        heads.append(int(reached[table.headline[knot.worlds.start : knot.worlds.stop]].max()))
    if min(heads) == _NEVER:
        return Estimate(None, None, None, n, table.unit, caveat="No case surely has such a value.")
    high = min(surely) if min(surely) != _NEVER else int(per_world[per_world != _NEVER].max())
    ends = sorted((sign * _least(near), sign * high))
    return Estimate(sign * min(heads), ends[0], ends[1], n, table.unit, caveat=caveat(table))


def caveat(table: CaseTable) -> str:
    """Return what must be said beside every count of this table."""
    return f"{NOT_A_SAMPLE} {APPROXIMATE}" if table.approximate else NOT_A_SAMPLE


def _least(values: Counts) -> int:
    return int(values.min()) if len(values) else _NEVER


def _greatest_ratio(table: CaseTable, top: Counts, bottom: Counts) -> float:
    """Maximise sum(top) / sum(bottom) over the worlds of every knot.

    Begins with worlds in which there is something to divide by: the iteration must start
    from a ratio that can be reached.
    """
    certain = table.world < 0
    base_top, base_bottom = int(top[certain].sum()), int(bottom[certain].sum())
    size = len(table.worlds)
    open_rows = ~certain
    tops = np.bincount(table.world[open_rows], weights=top[open_rows], minlength=size)
    bottoms = np.bincount(table.world[open_rows], weights=bottom[open_rows], minlength=size)
    chosen = _best(table, bottoms)
    ratio = float("-inf")
    while True:
        whole = base_bottom + float(bottoms[chosen].sum())
        found = (base_top + float(tops[chosen].sum())) / whole if whole else ratio
        if found <= ratio + 1e-12:
            return ratio
        ratio = found
        chosen = _best(table, tops - ratio * bottoms)


def _best(table: CaseTable, gain: NDArray[Any]) -> NDArray[np.intp]:
    """Return the world of each knot that gains most."""
    best = [k.worlds.start + int(gain[k.worlds.start : k.worlds.stop].argmax()) for k in table.knots]
    return np.array(best, np.intp)
