"""How many places do values occupy that are too coarse to tell their place?

Pure. A value is given as the places it may take, side by side (a year among its months).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from heapq import heappop, heappush


def at_least(held: Collection[int], coarse: Iterable[Sequence[int]]) -> int:
    """Return how many places are occupied at least: as many coarse values as can stand together.

    >>> at_least({3}, [(1, 2), (2, 3), (5, 6)])
    3
    """
    reached = set(held)
    for places in sorted(coarse, key=lambda places: places[-1]):
        if reached.isdisjoint(places):
            reached.add(places[-1])
    return len(reached)


def at_most(held: Collection[int], coarse: Iterable[Sequence[int]]) -> int:
    """Return how many places are occupied at most: each coarse value stands apart while there is room.

    >>> at_most({3}, [(1, 2), (1, 2), (1, 2), (3, 4)])
    4
    """
    waiting = sorted(coarse, key=lambda places: -places[0])
    reached = set(held)
    ends: list[int] = []
    place = 0
    while waiting or ends:
        if not ends:
            place = max(place, waiting[-1][0])
        while waiting and waiting[-1][0] <= place:
            heappush(ends, waiting.pop()[-1])
        while ends and ends[0] < place:
            heappop(ends)
        if ends and place not in reached:
            heappop(ends)
            reached.add(place)
        place += 1
    return len(reached)
