"""Choose, among many texts, the pairs that are worth comparing word for word.

Pure. Of every text a sample of its runs is kept: those with the smallest numbers, so that
two texts that share runs keep the same ones (Broder 1997, doi:10.1109/SEQUEN.1997.666900).
Short texts keep all; how many a long text keeps follows from how many texts there are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from outspoken.archive.copies.runs import Hashes, Numbers, Runs

Places = NDArray[np.integer]

MOST_KEPT = 32_000_000
"""How many runs are kept of all texts together, about: 12 bytes each."""

_ALWAYS_KEPT = 24
_ALL_PAIRS = 8
_ENOUGH = 2
_LIKELY = 0.125


def sampling(runs: int) -> int:
    """Return of how many runs one is kept, where a study has so many runs in all.

    >>> sampling(400_000), sampling(400_000_000)
    (1, 16)
    """
    rate = 1
    while runs / rate > MOST_KEPT:
        rate *= 2
    return rate


def sampled(runs: Runs, rate: int) -> tuple[Hashes, Numbers]:
    """Return the runs that are kept, each once a text, and the place of the text they are from.

    A text of n runs keeps one in min(rate, n / 24), so a short one can still be found.
    """
    counts = np.diff(runs.starts)
    texts = np.repeat(np.arange(counts.size), counts)
    rates = np.clip(counts // _ALWAYS_KEPT, 1, rate)
    limits = np.uint64(2**64 - 1) // rates.astype(np.uint64)
    kept = runs.hashes <= np.repeat(limits, counts)
    hashes, texts = runs.hashes[kept], texts[kept]
    order = np.lexsort((hashes, texts))
    hashes, texts = hashes[order], texts[order]
    fresh = np.ones(hashes.size, bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (texts[1:] != texts[:-1])
    return hashes[fresh], texts[fresh]


def candidates(hashes: Hashes, texts: Places) -> Numbers:
    """Return the pairs of texts that may be copies: shape (pairs, 2), the smaller place first.

    They share at least two kept runs, and at least an eighth of what the one with fewer
    keeps. A run that more than eight texts hold pairs each of them with the first and with
    the next, which is enough to join copies, and keeps phrases that everybody uses from
    pairing everybody with everybody.
    """
    kept = np.bincount(texts) if texts.size else np.zeros(1, np.int64)
    hashes, texts = _shared_only(hashes, texts)
    begins = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if hashes.size else np.zeros(0, int)
    sizes = np.diff(np.append(begins, hashes.size))
    count = np.int64(kept.size)
    found = []
    for size in range(2, _ALL_PAIRS + 1):
        groups = begins[sizes == size]
        found += [
            _keyed(texts[groups + one], texts[groups + other], count)
            for one in range(size)
            for other in range(one + 1, size)
        ]
    large = np.repeat(sizes > _ALL_PAIRS, sizes)
    firsts = np.repeat(begins, sizes)
    follows = np.flatnonzero(large & (np.arange(hashes.size) != firsts))
    nexts = follows[follows - 1 != firsts[follows]]  # the second is paired with the first once
    found += [
        _keyed(texts[nexts - 1], texts[nexts], count),
        _keyed(texts[firsts[follows]], texts[follows], count),
    ]
    keys, shared = np.unique(np.concatenate(found), return_counts=True)
    left, right = keys // count, keys % count
    enough = shared >= np.maximum(_ENOUGH, np.minimum(kept[left], kept[right]) * _LIKELY)
    return np.stack([left[enough], right[enough]], axis=1)


def _shared_only(hashes: Hashes, texts: Places) -> tuple[Hashes, Numbers]:
    """Sort by run, and leave out runs that only one text holds: nearly all of them."""
    order = np.argsort(hashes, kind="stable")
    hashes, texts = hashes[order], texts[order]
    del order
    same = hashes[1:] == hashes[:-1]
    several = np.zeros(hashes.size, bool)
    several[1:] |= same
    several[:-1] |= same
    return hashes[several], texts[several].astype(np.int64)


def _keyed(one: Numbers, other: Numbers, count: np.int64) -> Numbers:
    """Write a pair as one number."""
    key: Numbers = np.minimum(one, other).astype(np.int64) * count + np.maximum(one, other)
    return key
