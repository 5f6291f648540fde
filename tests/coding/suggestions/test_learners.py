"""What is learnt apart was never met, and closed forms equal plain fits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import Ridge

from outspoken.coding.suggestions.learners import FOLDS, Lessons, dense_ridge, folds, ridge_weights, sparse_ridge

CHANCE = np.random.default_rng(0)
ROWS = CHANCE.normal(size=(90, 12))
WANTED = (CHANCE.random((60, 3)) < 0.3).astype(float)
AT = np.arange(60)


def test_weights_equal_scikit_learn() -> None:
    theirs = Ridge(alpha=2.0).fit(ROWS[:60], WANTED).coef_.T
    assert ridge_weights(ROWS[:60], WANTED, 2.0) == pytest.approx(theirs, abs=1e-4)
    assert ridge_weights(sparse.csr_array(ROWS[:60]), WANTED, 2.0) == pytest.approx(theirs, abs=1e-4)


def test_apart_equals_a_fit_without_the_fold() -> None:
    parts = folds(np.arange(90))
    lessons = Lessons(AT, WANTED, parts)
    dense, thin = dense_ridge(ROWS, lessons, 2.0), sparse_ridge(sparse.csr_array(ROWS), lessons, 2.0)
    others = parts[:60] != 3
    mine = parts == 3
    with_constant = np.hstack([ROWS, np.full((90, 1), 3.0)])
    weights = Ridge(alpha=2.0, fit_intercept=False).fit(with_constant[:60][others], WANTED[others]).coef_.T
    assert dense.apart[mine] == pytest.approx(with_constant[mine] @ weights, abs=1e-6)
    assert thin.apart[mine] == pytest.approx(
        ROWS[mine] @ ridge_weights(ROWS[:60][others], WANTED[others], 2.0), abs=1e-4
    )


def test_the_answer_of_a_row_does_not_move_its_own_score() -> None:
    parts = folds(np.arange(90))
    turned = WANTED.copy()
    turned[7] = 1 - turned[7]
    for learn, rows in ((dense_ridge, ROWS), (sparse_ridge, sparse.csr_array(ROWS))):
        before = learn(rows, Lessons(AT, WANTED, parts), 2.0).apart[7]  # type: ignore[operator]
        after = learn(rows, Lessons(AT, turned, parts), 2.0).apart[7]  # type: ignore[operator]
        assert before == pytest.approx(after, abs=1e-12)


def test_a_group_is_never_parted() -> None:
    groups = np.repeat(np.arange(30), 3)
    parts = folds(groups)
    assert all(len(set(parts[groups == group])) == 1 for group in range(30))
    assert set(parts) == set(range(FOLDS))


def test_a_single_lesson_is_no_lesson() -> None:
    lessons = Lessons(np.array([0]), np.ones((1, 3)), folds(np.arange(90)))
    assert np.isfinite(dense_ridge(ROWS, lessons, 2.0).together).all()
    assert (dense_ridge(ROWS, lessons, 2.0).apart[0] == 0).all()
