"""Krippendorff's alpha equals his own example and the `krippendorff` package."""

from __future__ import annotations

from collections.abc import Callable

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.agreement.alpha import Distance, alpha, interval, jaccard, masi, nominal, ordinal, ratio
from outspoken.coding.agreement.ratings import Ratings

N = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
KRIPPENDORFF = Ratings.of(list(zip(*OBSERVERS, strict=True)))
LEVELS: list[tuple[str, Distance]] = [
    ("nominal", nominal), ("ordinal", ordinal), ("interval", interval), ("ratio", ratio),
]  # fmt: skip


@pytest.mark.parametrize(
    ("distance", "published"), [(nominal, 0.7434), (ordinal, 0.8154), (interval, 0.8491), (ratio, 0.7974)]
)
def test_the_example_of_krippendorff_2011(distance: Distance, published: float) -> None:
    assert alpha(KRIPPENDORFF, distance) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(("level", "distance"), LEVELS)
def test_equals_the_package_on_200_random_tables(level: str, distance: Distance) -> None:
    chance = np.random.default_rng(11)
    for _ in range(200):
        coders, units, values = chance.integers(2, 6), chance.integers(4, 40), chance.integers(2, 7)
        table = chance.integers(1, values + 1, (coders, units)).astype(float)
        table[chance.random(table.shape) < 0.2] = np.nan
        table[:2, :2] = [[1, 2], [1, 2]]
        rows = [[None if np.isnan(one) else int(one) for one in unit] for unit in table.T]
        theirs = krippendorff.alpha(reliability_data=table, level_of_measurement=level)
        assert alpha(Ratings.of(rows), distance) == pytest.approx(theirs, abs=5e-5)


def test_resampled_units_count_as_often_as_drawn() -> None:
    often = np.array([2, 0, 1, 1, 3, 1, 1, 0, 1, 1, 1, 1], dtype=float)
    rows = list(zip(*OBSERVERS, strict=True))
    drawn = [row for row, times in zip(rows, often, strict=True) for _ in range(int(times))]
    assert alpha(KRIPPENDORFF, nominal, often) == pytest.approx(alpha(Ratings.of(drawn), nominal))


def test_masi_of_passonneau_2006() -> None:
    a, ab, bc, c = frozenset("a"), frozenset("ab"), frozenset("bc"), frozenset("c")
    table = masi([a, ab, bc, c], np.ones(4))
    assert table[0, 1] == pytest.approx(1 - 2 / 3 * 1 / 2)
    assert table[1, 2] == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert table[0, 3] == 1.0
    assert jaccard([ab, bc], np.ones(2))[0, 1] == pytest.approx(2 / 3)


def test_empty_sets_agree_with_each_other_only() -> None:
    table = masi([frozenset(), frozenset("a")], np.ones(2))
    assert table.tolist() == [[0.0, 1.0], [1.0, 0.0]]


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=3), min_size=2, max_size=15))
def test_alpha_is_at_most_one_and_blind_to_the_order_of_coders(rows: list[list[int | None]]) -> None:
    value = alpha(Ratings.of(rows, range(4)), nominal)
    turned = alpha(Ratings.of([row[::-1] for row in rows], range(4)), nominal)
    assert (value is None) == (turned is None)
    if value is not None:
        assert value <= 1.0 + 1e-12
        assert value == pytest.approx(turned)


@pytest.mark.parametrize("distance", [nominal, ordinal])
def test_values_all_the_same_say_nothing(distance: Callable[..., object]) -> None:
    assert alpha(Ratings.of([[1, 1], [1, 1]]), distance) is None  # type: ignore[arg-type]
