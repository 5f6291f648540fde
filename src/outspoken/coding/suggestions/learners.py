"""Learn scores from a few examples, all codes at once, and score each example as if it had not been seen.

Ridge regression on yes = 1 and no = 0: on few, lopsided examples it ranks as well as
logistic regression, and its scores for left-out groups have a closed form.
"""

from __future__ import annotations

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
class Learnt:
    """Scores of everything by what was learnt, and of the examples by what was learnt from other groups."""

    everywhere: Floats
    left_out: Floats


def dense_ridge(
    every: Floats, chosen: NDArray[np.int64], wanted: Floats, groups: NDArray[np.int64], penalty: float
) -> Learnt:
    """Learn from the rows `chosen` of `every`; `wanted` and `groups` belong to those rows.

    Leaving out a group costs one small solve, not another fit: Hoerl & Kennard (1970),
    doi:10.1080/00401706.1970.10488634, with the block form of Allen's PRESS (1974),
    doi:10.1080/00401706.1974.10489157.
    """
    rows = _with_constant(every[chosen])
    gram = rows.T @ rows + penalty * np.eye(rows.shape[1])
    inverse = np.linalg.inv(gram)
    fitted = rows @ (inverse @ (rows.T @ wanted))
    left_out = np.empty_like(fitted)
    for group in np.unique(groups):
        mine = np.flatnonzero(groups == group)
        part = rows[mine]
        if len(mine) <= rows.shape[1]:
            own = np.eye(len(mine)) - part @ inverse @ part.T
            left_out[mine] = wanted[mine] - np.linalg.solve(own, wanted[mine] - fitted[mine])
        else:
            others = rows.T @ wanted - part.T @ wanted[mine]
            left_out[mine] = part @ np.linalg.solve(gram - part.T @ part, others)
    return Learnt(_with_constant(every) @ (inverse @ (rows.T @ wanted)), left_out)


def sparse_ridge(
    every: sparse.csr_array, chosen: NDArray[np.int64], wanted: Floats, groups: NDArray[np.int64], penalty: float
) -> Learnt:
    """Learn from sparse rows, as `dense_ridge`; examples are scored in folds that never part a group."""
    rows = every[chosen]
    left_out = np.zeros_like(wanted)
    parts = folds(groups)
    for part in range(FOLDS):
        mine = parts == part
        if mine.any() and not mine.all():
            left_out[mine] = rows[mine] @ ridge_weights(rows[~mine], wanted[~mine], penalty)
    return Learnt(every @ ridge_weights(rows, wanted, penalty), left_out)


def ridge_weights(rows: Any, wanted: Floats, penalty: float) -> Floats:
    """Return ridge weights, one column a code, without a constant, by conjugate gradients.

    Hestenes & Stiefel (1952), doi:10.6028/jres.049.044. Rows may be dense or sparse.
    """
    turned = rows.T.tocsr() if sparse.issparse(rows) else rows.T
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
