"""Agreement by counting equals the published examples and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from outspoken.coding.agreement.coefficients import brennan_prediger, cohen, fleiss, gwet, percent, quadratic
from outspoken.coding.agreement.ratings import Ratings

# Gwet (2014), Handbook of Inter-Rater Reliability: four raters, twelve units, five values.
GWET = Ratings.of(
    [
        [1, 1, None, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [None, 5, 5, 5],
        [None, None, 1, 1],
        [None, 3, None, None],
    ]
)


def test_gwet_of_the_handbook() -> None:
    assert gwet(GWET) == pytest.approx(0.7754, abs=5e-5)
    assert fleiss(GWET) == pytest.approx(0.7612, abs=5e-5)
    assert brennan_prediger(GWET) == pytest.approx(0.7727, abs=5e-5)
    assert percent(GWET) == pytest.approx(0.8182, abs=5e-5)


def test_quadratic_weights_as_computed_by_irrcac() -> None:
    assert gwet(GWET, weights=quadratic) == pytest.approx(0.9140, abs=5e-5)
    assert brennan_prediger(GWET, weights=quadratic) == pytest.approx(0.9015, abs=5e-5)


def test_cohen_of_sim_and_wright() -> None:
    rows = (
        [["relevant", "relevant"]] * 22 + [["relevant", "not"]] * 2 + [["not", "relevant"]] * 4 + [["not", "not"]] * 11
    )
    assert cohen(Ratings.of(rows)) == pytest.approx(0.6667, abs=5e-5)


def test_fleiss_of_ten_subjects_and_fourteen_raters() -> None:
    counts = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    rows = [[value for value, often in enumerate(row) for _ in range(often)] for row in counts]
    assert fleiss(Ratings.of(rows)) == pytest.approx(0.2099, abs=5e-5)


def test_cohen_equals_scikit_learn_on_200_random_tables() -> None:
    chance = np.random.default_rng(3)
    for _ in range(200):
        table = chance.integers(0, chance.integers(2, 6), (chance.integers(5, 80), 2))
        table[:2] = [[0, 1], [1, 0]]
        assert cohen(Ratings.of(table.tolist())) == pytest.approx(cohen_kappa_score(*table.T), abs=5e-5)


def test_coders_at_random_agree_by_chance_only() -> None:
    table = (np.random.default_rng(5).random((20_000, 2)) < 0.9).astype(int)
    ratings = Ratings.of(table.tolist())
    agreed = percent(ratings)
    assert agreed is not None
    assert agreed > 0.8
    for coefficient in (cohen, fleiss):
        assert coefficient(ratings) == pytest.approx(0.0, abs=0.03)


def test_nothing_coded_twice_says_nothing() -> None:
    once = Ratings.of([[1, None], [None, 2]])
    assert [of(once) for of in (percent, cohen, fleiss, gwet, brennan_prediger)] == [None] * 5


def test_cohen_refuses_three_coders() -> None:
    with pytest.raises(ValueError, match="two coders, not 3"):
        cohen(Ratings.of([[1, 2, 1]]))
