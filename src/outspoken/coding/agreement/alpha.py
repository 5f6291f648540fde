"""Krippendorff's alpha: agreement beyond chance for any number of coders, gaps, and kinds of values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.agreement.ratings import Floats, Ratings

Distance = Callable[[Sequence[Hashable], Floats], Floats]
"""From the values and how often each was given, how far each is from each."""


def alpha(ratings: Ratings, distance: Distance, often: Floats | None = None) -> float | None:
    """Return alpha; None where nothing was coded twice or everybody always gave the same value.

    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section E: four
    observers and twelve units with gaps give 0.743 (nominal), 0.815 (ordinal),
    0.849 (interval) and 0.797 (ratio).
    """
    twice, weight = _twice(ratings, often)
    margins = weight @ ratings.counts[twice]
    apart = distance(ratings.values, margins)
    return _beyond_chance(margins, apart, float(weight @ _within(ratings, apart)))


def nominal(values: Sequence[Hashable], _: Floats) -> Floats:
    """Values are the same or not."""
    return 1.0 - np.eye(len(values))


def ordinal(values: Sequence[Hashable], margins: Floats) -> Floats:
    """Values have an order; between two lie the values that others gave."""
    up_to = np.cumsum(margins)
    low = np.minimum.outer(range(len(values)), range(len(values)))
    high = np.maximum.outer(range(len(values)), range(len(values)))
    between = up_to[high] - up_to[low] + margins[low] - (margins[low] + margins[high]) / 2
    return cast("Floats", np.where(low == high, 0.0, between) ** 2)


def interval(values: Sequence[Hashable], _: Floats) -> Floats:
    """Values are numbers whose differences count."""
    number = np.array(values, dtype=float)
    return cast("Floats", (number[:, None] - number) ** 2)


def ratio(values: Sequence[Hashable], _: Floats) -> Floats:
    """Values are numbers with a true zero, whose proportions count."""
    number = np.array(values, dtype=float)
    total = number[:, None] + number
    share = np.divide(number[:, None] - number, total, out=np.zeros_like(total), where=total != 0)
    return cast("Floats", share**2)


def jaccard(values: Sequence[Hashable], _: Floats) -> Floats:
    """Values are sets; what counts is the share of members that only one of them has.

    Jaccard (1912), doi:10.1111/j.1469-8137.1912.tb05611.x.
    """
    return _between_sets(values, lambda one, other: 1.0 - len(one & other) / len(one | other))


def masi(values: Sequence[Hashable], _: Floats) -> Floats:
    """Values are sets; like Jaccard, but a set within the other is nearer than one beside it.

    Passonneau (2006), Measuring Agreement on Set-valued Items, LREC: the overlap is
    multiplied by 1 (equal), 2/3 (one within the other), 1/3 (partly) or 0 (nothing shared).
    """
    return _between_sets(values, _masi)


def _masi(one: frozenset[Any], other: frozenset[Any]) -> float:
    if one <= other or other <= one:
        kind = 2 / 3 if one and other else 0.0
    else:
        kind = 1 / 3 if one & other else 0.0
    return 1.0 - kind * len(one & other) / len(one | other)


def _between_sets(values: Sequence[Hashable], between: Callable[[frozenset[Any], frozenset[Any]], float]) -> Floats:
    sets = [cast("frozenset[Any]", value) for value in values]
    return np.array([[0.0 if one == other else between(one, other) for other in sets] for one in sets])


def nominal_alpha(ratings: Ratings, often: Floats | None = None) -> float | None:
    """Return alpha of values that are the same or not."""
    return alpha(ratings, nominal, often)


def set_alpha(ratings: Ratings, often: Floats | None = None) -> float | None:
    """Return alpha of sets of codes, by MASI."""
    twice, weight = _twice(ratings, often)
    apart, within = _sets_apart(ratings)
    return _beyond_chance(weight @ ratings.counts[twice], apart, float(weight @ within))


@lru_cache(maxsize=1)
def _sets_apart(ratings: Ratings) -> tuple[Floats, Floats]:
    """Measure sets against each other once for all resamples: how often they are drawn does not move them."""
    apart = masi(ratings.values, np.empty(0))
    return apart, _within(ratings, apart)


def _twice(ratings: Ratings, often: Floats | None) -> tuple[NDArray[np.bool_], Floats]:
    """Return which units were coded twice or more, and how often each of them counts."""
    twice = ratings.given >= 2
    return twice, (np.ones(len(ratings.given)) if often is None else often)[twice]


def _within(ratings: Ratings, apart: Floats) -> Floats:
    """Return for each unit coded twice how far its coders are from each other."""
    twice = ratings.given >= 2
    counts = ratings.counts[twice]
    return np.asarray(((counts @ apart) * counts).sum(axis=1) / (ratings.given[twice] - 1))


def _beyond_chance(margins: Floats, apart: Floats, observed: float) -> float | None:
    expected = float(margins @ apart @ margins)
    return None if expected <= 0 else 1.0 - (float(margins.sum()) - 1.0) * observed / expected
