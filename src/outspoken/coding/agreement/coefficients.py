"""Agreement beyond chance by counting: percent, Cohen, Fleiss, Gwet's AC1 and AC2, Brennan and Prediger.

Each takes ratings and, for resampling, how often each unit counts. Each returns None where
it says nothing: no unit coded twice, or chance alone explains everything.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from outspoken.coding.agreement.ratings import Floats, Ratings

Coefficient = Callable[[Ratings, Floats | None], float | None]


def identity(values: int) -> Floats:
    """Count only equal values as agreement."""
    return np.eye(values)


def quadratic(values: int) -> Floats:
    """Count neighbouring values of an ordered scale as partial agreement, less with the square of the distance."""
    place = np.arange(values)
    weights: Floats = 1.0 - ((place[:, None] - place) / max(values - 1, 1)) ** 2
    return weights


def percent(ratings: Ratings, often: Floats | None = None) -> float | None:
    """Return the share of pairs of coders who gave the same, averaged over units."""
    return _observed(ratings, _often(ratings, often), identity(len(ratings.values)))


def cohen(ratings: Ratings, often: Floats | None = None) -> float | None:
    """Return Cohen's kappa of two coders.

    Cohen (1960), doi:10.1177/001316446002000104. Worked example: Sim & Wright (2005),
    doi:10.1093/ptj/85.3.257, 39 patients and two clinicians, kappa 0.67.

    Raises:
        ValueError: if there are not exactly two coders.
    """
    if ratings.numbers.shape[1] != 2:
        raise ValueError(f"Cohen's kappa compares two coders, not {ratings.numbers.shape[1]}")
    both = (ratings.numbers >= 0).all(axis=1)
    weight = _often(ratings, often)[both]
    if not weight.sum():
        return None
    joint = np.zeros((len(ratings.values), len(ratings.values)))
    np.add.at(joint, tuple(ratings.numbers[both].T), weight)
    joint /= joint.sum()
    return _beyond(float(np.trace(joint)), float(joint.sum(axis=0) @ joint.sum(axis=1)))


def fleiss(ratings: Ratings, often: Floats | None = None) -> float | None:
    """Return Fleiss' kappa of any number of coders, who need not be the same for each unit.

    Fleiss (1971), doi:10.1037/h0031619; with missing answers as in Gwet (2014), Handbook of
    Inter-Rater Reliability, 4th ed. Worked example: his four raters and twelve units, 0.7612.
    """
    weight = _often(ratings, often)
    shares = _shares(ratings, weight)
    observed = _observed(ratings, weight, identity(len(ratings.values)))
    return None if observed is None or shares is None else _beyond(observed, float(shares @ shares))


def gwet(ratings: Ratings, often: Floats | None = None, weights: Callable[[int], Floats] = identity) -> float | None:
    """Return Gwet's AC1, or AC2 with weights; it stays meaningful where nearly everybody says no.

    Gwet (2008), doi:10.1348/000711006X126600, and the Handbook of Inter-Rater Reliability
    (2014), 4th ed. Worked example: his four raters and twelve units, AC1 0.7754.
    """
    weight = _often(ratings, often)
    values = len(ratings.values)
    table = weights(values)
    shares = _shares(ratings, weight)
    observed = _observed(ratings, weight, table)
    if observed is None or shares is None or values < 2:
        return None
    return _beyond(observed, float(table.sum() / (values * (values - 1)) * (shares @ (1 - shares))))


def brennan_prediger(
    ratings: Ratings, often: Floats | None = None, weights: Callable[[int], Floats] = identity
) -> float | None:
    """Return agreement beyond what coders reach who give every value equally often.

    Brennan & Prediger (1981), doi:10.1177/001316448104100307. Worked example: Gwet's four
    raters and twelve units, 0.7727.
    """
    table = weights(len(ratings.values))
    observed = _observed(ratings, _often(ratings, often), table)
    return None if observed is None else _beyond(observed, float(table.mean()))


def _often(ratings: Ratings, often: Floats | None) -> Floats:
    return np.ones(len(ratings.numbers)) if often is None else often


def _observed(ratings: Ratings, weight: Floats, table: Floats) -> float | None:
    twice = ratings.given >= 2
    if not weight[twice].sum():
        return None
    counts, given = ratings.counts[twice], ratings.given[twice]
    agreed = (counts * (counts @ table - 1)).sum(axis=1) / (given * (given - 1))
    return float(agreed @ weight[twice] / weight[twice].sum())


def _shares(ratings: Ratings, weight: Floats) -> Floats | None:
    once = ratings.given >= 1
    if not weight[once].sum():
        return None
    per_unit = ratings.counts[once] / ratings.given[once][:, None]
    shares: Floats = weight[once] @ per_unit / weight[once].sum()
    return shares


def _beyond(observed: float, chance: float) -> float | None:
    return None if chance >= 1.0 - 1e-12 else (observed - chance) / (1.0 - chance)
