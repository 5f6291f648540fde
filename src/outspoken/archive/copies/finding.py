"""Find which of many texts are the same text, with cuts, other leads and other headlines.

Pure but for the processes it may start. Two texts are taken for one if a third of the runs
of words of the shorter one stand in the other. Texts of different articles on the same
person share a few runs in a hundred; a copy that lost half of its text and got a new lead
shares more than half of what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

import numpy as np

from outspoken.archive.copies import candidates
from outspoken.archive.copies.records import Shared
from outspoken.archive.copies.runs import LENGTH, Hashes, Numbers, runs_of

SAME_SHARE = 0.3
"""From which share of the shorter text's runs two texts are suggested as one."""
FEWEST_RUNS = 8
"""Fewer shared runs than this are a phrase, not a text."""

_BLOCK = 500
_PAIRS_AT_ONCE = 300

Fetch = Callable[[Sequence[int]], list[str]]
"""Return texts by their places."""
Given = TypeVar("Given")
Made = TypeVar("Made")


def find_copies(count: int, fetch: Fetch, *, processes: int = 1) -> list[Shared]:
    """Return pairs of texts that are copies, as many as it takes to join all copies of each text.

    `fetch` returns texts by place, 0 to `count` - 1; with more than one process it is
    called in all of them, so it must be a function of a module.
    """
    blocks = [range(start, min(start + _BLOCK, count)) for start in range(0, count, _BLOCK)]
    rate = _rate(count, fetch)
    parts = list(_spread(partial(_kept, fetch, rate), blocks, processes))
    if not parts:
        return []
    hashes, texts = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    del parts
    pairs = candidates.candidates(hashes, texts)
    del hashes, texts
    cuts = [pairs[start : start + _PAIRS_AT_ONCE] for start in range(0, len(pairs), _PAIRS_AT_ONCE)]
    return [one for found in _spread(partial(_compared, fetch), cuts, processes) for one in found]


def share(one: Hashes, other: Hashes, places: tuple[int, int] = (0, 1)) -> Shared:
    """Compare two texts by their runs, given in the order of the words."""
    short, long, swapped = (one, other, False) if one.size <= other.size else (other, one, True)
    order = np.argsort(long, kind="stable")
    at = order[np.minimum(np.searchsorted(long, short, sorter=order), max(long.size - 1, 0))] if long.size else short
    inside = (long[at] == short) if long.size else np.zeros(short.size, bool)
    met = at[inside].astype(np.int64)
    in_order = float(np.mean(met[1:] > met[:-1])) if met.size > 1 else 1.0
    left, right = (places[1], places[0]) if swapped else places
    return Shared(left, right, int(inside.sum()), int(short.size), int(long.size), _leading(inside), in_order)


def is_copy(found: Shared) -> bool:
    """Whether two texts share enough to be suggested as one."""
    return found.runs >= min(FEWEST_RUNS, max(found.short, 1)) and found.share >= SAME_SHARE


def _leading(inside: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """Count the words before the first shared run."""
    return int(np.argmax(inside)) if inside.any() else int(inside.size) + LENGTH - 1


def _rate(count: int, fetch: Fetch) -> int:
    """Guess from a few texts how many runs there are, and so of how many one is kept."""
    some = sorted({int(place) for place in np.linspace(0, count - 1, min(count, 200))})
    runs = runs_of(fetch(some)).hashes.size if some else 0
    return candidates.sampling(int(runs / max(len(some), 1) * count))


def _kept(fetch: Fetch, rate: int, block: range) -> tuple[Hashes, np.ndarray[tuple[int], np.dtype[np.int32]]]:
    hashes, texts = candidates.sampled(runs_of(fetch(block)), rate)
    return hashes, (texts + block.start).astype(np.int32)


def _compared(fetch: Fetch, pairs: Numbers) -> list[Shared]:
    """Compare pairs word for word; leave out those that others have joined already."""
    places = np.unique(pairs)
    runs = runs_of(fetch(places.tolist()))
    found = []
    joined: dict[int, int] = {}
    for left, right in pairs.tolist():
        if _root(joined, left) == _root(joined, right):
            continue
        one, other = (runs.of(int(np.searchsorted(places, place))) for place in (left, right))
        shared = share(one, other, (left, right))
        if is_copy(shared):
            joined[_root(joined, left)] = _root(joined, right)
            found.append(shared)
    return found


def _root(joined: dict[int, int], one: int) -> int:
    while one in joined:
        one = joined[one]
    return one


def _spread(work: Callable[[Given], Made], parts: Sequence[Given], processes: int) -> Iterator[Made]:
    if processes == 1 or len(parts) < 2:
        yield from map(work, parts)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(work, part) for part in parts]
        for number, one in enumerate(waiting):
            yield one.result()
            waiting[number] = None  # type: ignore[call-overload] # what was handed on need not stay in memory
