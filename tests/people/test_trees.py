"""Trees say what a plain walk down them says, missing values too."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.people.trees import Forest

LEAVES = st.floats(-2, 2, width=16).map(lambda value: {"value": value})


def grown(smaller: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    questions = {"of": st.integers(0, 2), "most": st.sampled_from([0.0, 0.5, 1.0]), "missing": st.booleans()}
    return st.fixed_dictionaries({**questions, "yes": smaller, "no": smaller})


TREES = st.lists(st.recursive(LEAVES, grown, max_leaves=12), min_size=1, max_size=4)
ROWS = st.lists(st.tuples(*[st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0, 2.0, np.nan])] * 3), min_size=1, max_size=8)


def walked(node: dict[str, Any], row: tuple[float, ...]) -> float:
    while "value" not in node:
        value = row[node["of"]]
        yes = node["missing"] if np.isnan(value) else value <= node["most"]
        node = node["yes" if yes else "no"]
    return float(node["value"])


@settings(max_examples=80, deadline=None)
@given(TREES, ROWS)
def test_it_says_what_a_walk_says(trees: list[dict[str, Any]], rows: list[tuple[float, ...]]) -> None:
    found = Forest(0.5, trees, 3).log_odds(np.array(rows, dtype=np.float32))
    assert np.allclose(found, [0.5 + sum(walked(tree, row) for tree in trees) for row in rows], atol=1e-4)
