"""Evaluate boosted trees that were learnt elsewhere, with numpy alone.

Each tree has at most sixteen leaves, so the leaves a pair can still reach are sixteen bits.
A value looks up, once for all trees, which leaves it rules out; what is left after all
values is the leaf (QuickScorer: Lucchese et al. 2015, doi:10.1145/2766462.2767733).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

MOST_LEAVES = 16
_ROWS = 512
_LOWEST = np.array([(bits & -bits).bit_length() - 1 if bits else 0 for bits in range(1 << MOST_LEAVES)], dtype=np.uint8)

Node = dict[str, Any]
"""A leaf `{"value": 0.1}`, or a question `{"of": 3, "most": 0.5, "missing": true, "yes": Node, "no": Node}`."""


class Forest:
    """Many small trees whose values add up to a log-odds."""

    def __init__(self, start: float, trees: Sequence[Node], measures: int) -> None:
        self.start = start
        questions: list[list[tuple[float, bool, int, int]]] = [[] for _ in range(measures)]
        self._values = np.zeros((len(trees), MOST_LEAVES), dtype=np.float32)
        for number, tree in enumerate(trees):
            leaves: list[float] = []
            _gather(tree, number, leaves, questions)
            self._values[number, : len(leaves)] = leaves
        self._bounds = [np.unique([most for most, *_ in asked]) for asked in questions]
        self._tables = [
            _table(bounds, asked, len(trees)) for bounds, asked in zip(self._bounds, questions, strict=True)
        ]
        self._starts = np.arange(len(trees)) * MOST_LEAVES

    def log_odds(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """Return the log-odds of rows of measures, shape (rows,)."""
        found = np.full(len(rows), self.start)
        bins = [
            np.where(np.isnan(column), len(bounds) + 1, np.searchsorted(bounds, column, side="left"))
            for bounds, column in zip(self._bounds, rows.T, strict=True)
        ]
        for begin in range(0, len(rows), _ROWS):
            part = slice(begin, begin + _ROWS)
            reach = np.full((len(rows[part]), len(self._starts)), (1 << MOST_LEAVES) - 1, dtype=np.uint16)
            for bounds, table, places in zip(self._bounds, self._tables, bins, strict=True):
                if len(bounds):
                    reach &= table.take(places[part], axis=0)
            leaves = self._starts + _LOWEST.take(reach)
            found[part] += self._values.take(leaves).sum(1, dtype=np.float64)
        return found


def _gather(node: Node, tree: int, leaves: list[float], questions: list[list[tuple[float, bool, int, int]]]) -> None:
    """List the leaves from left to right, and for each question the leaves that a no rules out."""
    if "value" in node:
        leaves.append(node["value"])
        return
    first = len(leaves)
    _gather(node["yes"], tree, leaves, questions)
    ruled_out = ((1 << len(leaves)) - 1) ^ ((1 << first) - 1)
    questions[node["of"]].append((node["most"], node["missing"], tree, ruled_out))
    _gather(node["no"], tree, leaves, questions)


def _table(
    bounds: npt.NDArray[np.float64], asked: list[tuple[float, bool, int, int]], trees: int
) -> npt.NDArray[np.uint16]:
    """Return which leaves of each tree are left for a value in each stretch between bounds; the last row: missing."""
    whole = (1 << MOST_LEAVES) - 1
    table = np.full((len(bounds) + 2, trees), whole, dtype=np.uint16)
    for most, missing_is_yes, tree, ruled_out in asked:
        first = int(np.searchsorted(bounds, most)) + 1
        table[first:-1, tree] &= np.uint16(whole ^ ruled_out)
        if not missing_is_yes:
            table[-1, tree] &= np.uint16(whole ^ ruled_out)
    return table
