"""The machine says of each code whether it knows it."""

from __future__ import annotations

import numpy as np

from outspoken.coding.suggestions.honesty import honesty


def test_a_code_that_is_known() -> None:
    yes = np.array([1.0] * 10 + [0.0] * 30)
    found = honesty("L2", np.array([0.9] * 10 + [0.05] * 30), yes)
    assert found.learnable
    assert found.average_precision == 1.0
    assert found.sure_precision == 1.0
    assert found.sure_count == 10
    assert found.prevalence == 0.25


def test_a_code_ranked_like_guessing() -> None:
    chance = np.random.default_rng(0)
    found = honesty("L2", chance.random(200) * 0.4, (np.arange(200) % 5 == 0).astype(float))
    assert not found.learnable
    assert "little better than guessing" in found.why_not
    assert found.sure_precision is None


def test_a_frequent_code_is_not_asked_for_the_impossible() -> None:
    yes = np.array([1.0] * 60 + [0.0] * 40)
    assert honesty("L2", np.linspace(1, 0, 100), yes).learnable


def test_nobody_coded() -> None:
    assert honesty("L2", np.zeros(0), np.zeros(0)).why_not == "Nobody has coded it yet."
