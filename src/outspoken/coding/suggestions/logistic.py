"""Logistic regression that starts from, and is held to, what is known before the data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]

_STEPS = 50
_LEAST_HOLD = 1e-6


@dataclass(frozen=True, slots=True)
class Held:
    """Where each weight starts, and how strongly it is held there (the inverse of a variance)."""

    start: Floats
    strength: Floats


def logistic(rows: Floats, wanted: Floats, often: Floats, held: Held) -> tuple[Floats, Floats]:
    """Return the weights that make `wanted` (0 to 1) likeliest, and their covariance.

    `often` says how much each row counts. Newton's method with halved steps; with the hold
    the problem is convex and its answer unique: le Cessie & van Houwelingen (1992),
    doi:10.2307/2347628.
    """
    strength = np.maximum(held.strength, _LEAST_HOLD)

    def cost(weights: Floats) -> float:
        raw = rows @ weights
        away = weights - held.start
        return float(often @ (np.logaddexp(0, raw) - wanted * raw) + 0.5 * strength @ away**2)

    weights = held.start.copy()
    now = cost(weights)
    for _ in range(_STEPS):
        chance = expit(rows @ weights)
        slope = rows.T @ (often * (chance - wanted)) + strength * (weights - held.start)
        step = np.linalg.solve(_bend(rows, often, chance, strength), slope)
        then = cost(weights - step)
        while then > now and np.abs(step).max() > 1e-9:
            step /= 2
            then = cost(weights - step)
        weights, gain, now = weights - step, now - then, then
        if gain < 1e-9:
            break
    return weights, np.asarray(np.linalg.inv(_bend(rows, often, expit(rows @ weights), strength)), dtype=np.float64)


def _bend(rows: Floats, often: Floats, chance: Floats, strength: Floats) -> Floats:
    bend: Floats = (rows * (often * chance * (1 - chance))[:, None]).T @ rows
    bend[np.diag_indices_from(bend)] += strength
    return bend
