"""Learn scores from a few examples, all codes at once, and score each example as if it had not been seen.

Ridge regression on yes = 1 and no = 0: on few, lopsided examples it ranks as well as
logistic regression, and takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]

FOLDS = 8
_CONSTANT = 3.0
_ROUNDS = 40
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Lessons:
    """Which rows were coded, what should be said of them, and the fold of every row, coded or not."""

    at: NDArray[np.int64]
    wanted: Floats
    folds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Learnt:
    """Two scores of every row, coded or not."""

    together: Floats
    """The mean of one learner a fold, each of which did without that fold."""
    apart: Floats
    """By the one learner that had not met the row's own fold: coded and uncoded rows are scored alike."""


def dense_ridge(every: Floats, lessons: Lessons, penalty: float) -> Learnt:
    """Learn from dense rows; leaving out a fold costs a small solve.

    Hoerl & Kennard (1970), doi:10.1080/00401706.1970.10488634.
    """
    rows = _with_constant(every)
    coded, part = rows[lessons.at], lessons.folds[lessons.at]
    gram = coded.T @ coded + penalty * np.eye(rows.shape[1])
    target = coded.T @ lessons.wanted

    def without(fold: int) -> Floats:
        mine = coded[part == fold]
        rest: Floats = np.linalg.solve(gram - mine.T @ mine, target - mine.T @ lessons.wanted[part == fold])
        return rest

    return _crossed(rows, lessons, without)


def sparse_ridge(every: sparse.csr_array, lessons: Lessons, penalty: float) -> Learnt:
    """Learn from sparse rows, as `dense_ridge` does."""
    coded, part = every[lessons.at], lessons.folds[lessons.at]

    def without(fold: int) -> Floats:
        others = part != fold
        return ridge_weights(coded[others], lessons.wanted[others], penalty)

    return _crossed(every, lessons, without)


def _crossed(every: Any, lessons: Lessons, without: Callable[[int], Floats]) -> Learnt:
    """Score each row by learners of which one has not met its fold.

    Zrnic & Candès (2024), Cross-prediction-powered inference, doi:10.1073/pnas.2322083121.
    """
    shape = (every.shape[0], lessons.wanted.shape[1])
    together, apart = np.zeros(shape), np.zeros(shape)
    parts = lessons.folds[lessons.at]
    used = [fold for fold in range(FOLDS) if (parts != fold).any()]
    for fold in used:
        scores = every @ without(fold)
        together += scores / len(used)
        mine = lessons.folds == fold
        apart[mine] = scores[mine]
    return Learnt(together, apart)


def ridge_weights(rows: Any, wanted: Floats, penalty: float) -> Floats:
    """Return ridge weights, one column a code, without a constant, by conjugate gradients.

    Hestenes & Stiefel (1952), doi:10.6028/jres.049.044. Rows may be dense or sparse.
    """
    turned = rows.T.tocsr() if sparse.issparse(rows) else rows.T
    if not len(wanted):
        return np.zeros((rows.shape[1], wanted.shape[1]))
    target = turned @ (wanted - wanted.mean(axis=0))
    weights: Floats = np.zeros_like(target)
    rest, way = target.copy(), target.copy()
    size = (rest * rest).sum(axis=0)
    enough = _TOLERANCE * size + 1e-20
    for _ in range(_ROUNDS):
        seen = rows @ way
        bent = turned @ (seen - seen.mean(axis=0)) + penalty * way
        step = size / np.maximum((way * bent).sum(axis=0), 1e-20)
        weights += way * step
        rest -= bent * step
        smaller = (rest * rest).sum(axis=0)
        if (smaller < enough).all():
            break
        way = rest + way * (smaller / np.maximum(size, 1e-20))
        size = smaller
    return weights


def folds(groups: NDArray[np.int64], seed: int = 0) -> NDArray[np.int64]:
    """Deal groups out over the folds, the same way every time."""
    names, place = np.unique(groups, return_inverse=True)
    dealt: NDArray[np.int64] = np.random.default_rng(seed).permutation(len(names))[place] % FOLDS
    return dealt


def _with_constant(rows: Floats) -> Floats:
    return np.hstack([rows, np.full((len(rows), 1), _CONSTANT)])
