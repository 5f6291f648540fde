"""Nets say what a plain sum says, missing values too, and are read back as they were written."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.people.nets import Net, Nets, Scale, nets_of

ROWS = st.lists(st.tuples(*[st.sampled_from([-1.0, 0.0, 0.5, 2.0, np.nan])] * 3), min_size=2, max_size=8)


def some(rows: np.ndarray) -> Nets:
    scale = Scale.of(rows)
    chance = np.random.default_rng(1)
    inputs = rows.shape[1] + len(scale.may_miss)
    return Nets(
        scale, tuple(Net(chance.normal(size=(inputs, 2)), np.ones(2), chance.normal(size=2), 0.5) for _ in range(2))
    )


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_it_says_what_a_sum_says_and_is_read_back(given_rows: list[tuple[float, ...]]) -> None:
    rows = np.array(given_rows, dtype=np.float32)
    nets = some(rows)
    plain = []
    for row in rows.astype(float):
        scaled = ((row - nets.scale.centre) / nets.scale.spread).tolist()
        inputs = [0.0 if np.isnan(one) else max(-3.0, min(3.0, one)) for one in scaled]
        inputs += [float(np.isnan(row[place])) for place in nets.scale.may_miss]
        sums = []
        for net in nets.nets:
            hidden = [
                max(0.0, net.begin[unit] + sum(one * net.into[at, unit] for at, one in enumerate(inputs)))
                for unit in range(2)
            ]
            sums.append(net.end + sum(one * net.out[unit] for unit, one in enumerate(hidden)))
        plain.append(sum(sums) / 2)
    assert nets.log_odds(rows) == pytest.approx(plain, abs=1e-6)
    assert nets_of(nets.document()).log_odds(rows) == pytest.approx(plain, abs=0.01)


def test_a_measure_that_is_always_missing_changes_nothing() -> None:
    rows = np.array([[0.0, np.nan], [1.0, np.nan]], dtype=np.float32)
    assert np.isfinite(some(rows).log_odds(rows)).all()
