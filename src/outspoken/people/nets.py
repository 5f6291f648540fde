"""Evaluate small nets of one hidden layer that were learnt elsewhere, with numpy alone.

Trees cut, nets slope: side by side they err less than either. A measure that is missing
counts as an ordinary one, and that it is missing is an input of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
_FARTHEST = 3.0
"""No measure counts as farther from its mean than so many standard deviations."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What is an ordinary value of each measure, how far values spread, and which may be missing."""

    centre: Reals
    spread: Reals
    may_miss: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: npt.NDArray[np.float32]) -> Scale:
        """Read the scale off rows of measures, rounded as it is written down."""
        missing = np.isnan(rows)
        known = np.where(missing.all(0), 0.0, rows.astype(np.float64))
        centre, spread = np.nanmean(known, 0).round(4), np.nanstd(known, 0).round(4)
        return cls(centre, np.maximum(spread, 0.01), np.nonzero(missing.any(0))[0])

    def inputs(self, rows: npt.NDArray[np.float32]) -> Reals:
        """Return what goes into a net: (rows, measures, and those that may be missing once more)."""
        scaled = (rows.astype(np.float64) - self.centre) / self.spread
        missing = np.isnan(scaled)
        plain = np.clip(np.where(missing, 0.0, scaled), -_FARTHEST, _FARTHEST)
        return np.hstack([plain, missing[:, self.may_miss].astype(np.float64)])


@dataclass(frozen=True, slots=True)
class Net:
    """One hidden layer: weights into it and out of it, and what each sum begins with."""

    into: Reals
    """Shape (inputs, hidden)."""
    begin: Reals
    out: Reals
    end: float

    def log_odds(self, inputs: Reals) -> Reals:
        """Return the log-odds of rows of inputs, shape (rows,)."""
        return np.asarray(np.maximum(inputs @ self.into + self.begin, 0.0) @ self.out + self.end)


@dataclass(frozen=True, slots=True)
class Nets:
    """Several nets that were learnt from the same rows, from different beginnings; their mean counts."""

    scale: Scale
    nets: tuple[Net, ...]

    def log_odds(self, rows: npt.NDArray[np.float32]) -> Reals:
        """Return the log-odds of rows of measures, shape (rows,)."""
        inputs = self.scale.inputs(rows)
        return np.asarray(np.mean([net.log_odds(inputs) for net in self.nets], axis=0))

    def document(self) -> dict[str, Any]:
        """Return the nets as they are written down, with four decimal places."""

        def plain(values: Reals) -> Any:
            return values.round(4).tolist()

        nets = [
            {"into": plain(net.into), "begin": plain(net.begin), "out": plain(net.out), "end": round(net.end, 4)}
            for net in self.nets
        ]
        scale = {"centre": plain(self.scale.centre), "spread": plain(self.scale.spread)}
        return {**scale, "may_miss": self.scale.may_miss.tolist(), "nets": nets}


def nets_of(document: dict[str, Any]) -> Nets:
    """Make the nets that a document describes."""

    def reals(values: Sequence[Any]) -> Reals:
        return np.array(values, dtype=np.float64)

    scale = Scale(reals(document["centre"]), reals(document["spread"]), np.array(document["may_miss"], np.int64))
    nets = (Net(reals(one["into"]), reals(one["begin"]), reals(one["out"]), one["end"]) for one in document["nets"])
    return Nets(scale, tuple(nets))
