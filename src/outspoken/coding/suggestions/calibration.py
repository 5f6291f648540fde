"""Turn scores into chances that can be believed, and measure how far they can.

Only scores of examples that were left out of learning may come in here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from outspoken.coding.suggestions.logistic import Held, logistic

Floats = NDArray[np.float64]

_USUAL_SLOPE = 1.0
_SLOPE_TRUST = 10.0
_SHIFT_TRUST = 1e-3


@dataclass(frozen=True, slots=True)
class Platt:
    """A curve from scores to chances: slope, shift, and how sure both are."""

    slope: float
    shift: float
    doubt: tuple[float, float, float]
    """Variance of the slope, their covariance, variance of the shift."""

    def chances(self, scores: Floats) -> Floats:
        """Return chances; where the curve is unsure, a high chance is drawn back towards one half.

        MacKay (1992), doi:10.1162/neco.1992.4.5.720, for chances above one half only: below
        it, drawing back would claim that rare codes are frequent.
        """
        raw = self.slope * scores + self.shift
        slope, both, shift = self.doubt
        unsure = slope * scores * scores + 2 * both * scores + shift
        moderate = 1.0 / np.sqrt(1.0 + np.pi * np.maximum(unsure, 0.0) / 8.0)
        found: Floats = expit(np.where(raw > 0, raw * moderate, raw))
        return found


def platt(scores: Floats, yes: Floats) -> Platt:
    """Fit the curve to left-out scores and the answers of people (1 and 0).

    Platt (1999), with the smoothed targets of his section 2.2: (yes + 1) / (yes + 2) and
    1 / (no + 2). Scores arrive as log-odds, so the slope starts near 1 and few answers leave it there.
    """
    positives = float(yes.sum())
    negatives = len(yes) - positives
    wanted = np.where(yes > 0, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    shift = logit((positives + 0.5) / (len(yes) + 1)) - (scores.mean() if len(scores) else 0.0)
    held = Held(np.array([_USUAL_SLOPE, shift]), np.array([_SLOPE_TRUST, _SHIFT_TRUST]))
    rows = np.column_stack([scores, np.ones(len(scores))])
    curve, doubt = logistic(rows, wanted, np.ones(len(scores)), held)
    return Platt(float(curve[0]), float(curve[1]), (float(doubt[0, 0]), float(doubt[0, 1]), float(doubt[1, 1])))


def calibration_error(chances: Floats, yes: Floats, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal size, 0 (best) to 1.

    Naeini, Cooper & Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602.

    >>> calibration_error(np.array([0.1] * 10 + [0.9] * 10), np.array([0.0] * 9 + [1.0] * 10 + [0.0]), bins=2)
    0.0
    """
    order = np.argsort(chances, kind="stable")
    error = 0.0
    for part in np.array_split(order, bins):
        if len(part):
            error += len(part) / len(order) * abs(float(chances[part].mean() - yes[part].mean()))
    return round(error, 12)


def average_precision(scores: Floats, yes: Floats) -> float | None:
    """Return the mean precision at each yes, from the highest score down; None without a yes.

    Equal scores are met together. Buckley & Voorhees (2000), doi:10.1145/345508.345543.

    >>> average_precision(np.array([0.9, 0.8, 0.7, 0.6]), np.array([1.0, 0.0, 1.0, 0.0])) == (1 + 2 / 3) / 2
    True
    """
    positives = yes.sum()
    if positives == 0:
        return None
    order = np.argsort(-scores, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)
    right = np.cumsum(yes[order])[ends]
    return float((np.diff(right, prepend=0.0) / positives * right / (ends + 1)).sum())
