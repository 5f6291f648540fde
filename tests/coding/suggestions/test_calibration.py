"""Chances can be believed, and how far is measured as others measure it."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from outspoken.coding.suggestions.calibration import average_precision, calibration_error, platt


def test_average_precision_equals_scikit_learn() -> None:
    chance = np.random.default_rng(4)
    for _ in range(200):
        yes = (chance.random(40) < 0.3).astype(float)
        yes[0] = 1
        scores = chance.integers(0, 12, 40).astype(float)
        assert average_precision(scores, yes) == pytest.approx(average_precision_score(yes, scores))
    assert average_precision(np.ones(3), np.zeros(3)) is None


def test_platt_recovers_the_curve_that_made_the_answers() -> None:
    chance = np.random.default_rng(1)
    scores = chance.normal(size=4000)
    truth = 1 / (1 + np.exp(-(1.5 * scores - 1)))
    yes = (chance.random(4000) < truth).astype(float)
    found = platt(scores, yes).chances(scores)
    assert np.abs(found - truth).mean() < 0.02
    assert calibration_error(found, yes) < 0.03


def test_few_answers_give_no_certainty() -> None:
    scores, yes = np.array([2.0, 1.5, -1.0, -2.0]), np.array([1.0, 1.0, 0.0, 0.0])
    found = platt(scores, yes).chances(np.array([5.0, -5.0]))
    assert 0.5 < found[0] < 0.97
    assert 0.03 > found[1] > 0.0 or found[1] < 0.3


def test_higher_scores_never_get_lower_chances() -> None:
    chance = np.random.default_rng(2)
    scores = chance.normal(size=60)
    yes = (scores + chance.normal(size=60) > 1).astype(float)
    grid = np.linspace(-4, 4, 200)
    assert (np.diff(platt(scores, yes).chances(grid)) >= -1e-9).all()


def test_without_answers_the_curve_is_still_a_curve() -> None:
    found = platt(np.zeros(0), np.zeros(0)).chances(np.array([-1.0, 0.0, 1.0]))
    assert np.isfinite(found).all()
