"""Logistic regression equals the known one, and stays where it is held."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from outspoken.coding.suggestions.logistic import Held, logistic


def test_equals_scikit_learn() -> None:
    chance = np.random.default_rng(8)
    rows = chance.normal(size=(150, 4))
    yes = (rows @ [1.0, -2.0, 0.5, 0.0] + chance.normal(size=150) > 0).astype(float)
    theirs = LogisticRegression(C=0.5, fit_intercept=False, tol=1e-10, max_iter=1000).fit(rows, yes).coef_[0]
    weights, covariance = logistic(rows, yes, np.ones(150), Held(np.zeros(4), np.full(4, 2.0)))
    assert weights == pytest.approx(theirs, abs=1e-4)
    assert (np.diag(covariance) > 0).all()


def test_parted_examples_do_not_run_away() -> None:
    rows = np.array([[1.0], [2.0], [-1.0], [-2.0]])
    weights, _ = logistic(rows, np.array([1.0, 1.0, 0.0, 0.0]), np.ones(4), Held(np.ones(1), np.ones(1)))
    assert 1.0 < weights[0] < 5.0


def test_without_examples_the_start_is_kept() -> None:
    start = np.array([0.3, -0.2])
    weights, _ = logistic(np.zeros((0, 2)), np.zeros(0), np.zeros(0), Held(start, np.ones(2)))
    assert weights == pytest.approx(start)
