"""Learn small nets of one hidden layer with numpy alone; what `people_fit.py` learns beside trees.

Descent is Adam (Kingma and Ba 2015, arXiv:1412.6980) with a rate that falls to nothing. Everything
is drawn from a seed, so one machine always learns the same.
"""

from __future__ import annotations

import numpy as np

from outspoken.people.nets import Net, Nets, Reals, Scale

HIDDEN = 24
PASSES = 14
AT_ONCE = 128
RATE = 0.003
DECAY = 1e-4
"""How much each weight is drawn to nothing."""
NUMBER = 3


def learn_nets(rows: np.ndarray, label: np.ndarray, weight: np.ndarray, seed: int = 0) -> Nets:
    """Learn nets from rows of measures, labels and the weight of each row."""
    scale = Scale.of(rows)
    inputs = scale.inputs(rows)
    return Nets(
        scale, tuple(_learn(inputs, label.astype(np.float64), weight, seed + number) for number in range(NUMBER))
    )


def _learn(inputs: Reals, label: Reals, weight: Reals, seed: int) -> Net:
    chance = np.random.default_rng(seed)
    size = inputs.shape[1]
    parts = [
        chance.normal(size=(size, HIDDEN)) * np.sqrt(2 / size),
        np.zeros(HIDDEN),
        chance.normal(size=HIDDEN) * np.sqrt(1 / HIDDEN),
        np.zeros(1),
    ]
    descent = _Descent(parts, steps=PASSES * (len(inputs) // AT_ONCE))
    for _ in range(PASSES):
        order = chance.permutation(len(inputs))
        for begin in range(0, len(inputs) - AT_ONCE + 1, AT_ONCE):
            rows = order[begin : begin + AT_ONCE]
            descent.step(_slopes(parts, inputs[rows], label[rows], weight[rows]))
    into, start, out, end = parts
    return Net(into, start, out, float(end[0]))


def _slopes(parts: list[Reals], inputs: Reals, label: Reals, weight: Reals) -> list[Reals]:
    """Return how the loss, cross-entropy, changes with each weight."""
    into, start, out, end = parts
    hidden = inputs @ into + start
    live = np.maximum(hidden, 0.0)
    wrong = (1 / (1 + np.exp(-np.clip(live @ out + end, -30, 30))) - label) * weight / len(label)
    back = wrong[:, None] * out * (hidden > 0)
    return [inputs.T @ back + DECAY * into, back.sum(0), live.T @ wrong + DECAY * out, np.array([wrong.sum()])]


class _Descent:
    """Adam: each weight moves by its mean slope over the root of its mean square slope."""

    def __init__(self, parts: list[Reals], steps: int) -> None:
        self._parts, self._steps, self._taken = parts, steps, 0
        self._mean = [np.zeros_like(part) for part in parts]
        self._square = [np.zeros_like(part) for part in parts]

    def step(self, slopes: list[Reals]) -> None:
        """Move all weights once, in place."""
        self._taken += 1
        rate = RATE * (1 - self._taken / (self._steps + 1))
        for part, slope, mean, square in zip(self._parts, slopes, self._mean, self._square, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            part -= rate * (mean / (1 - 0.9**self._taken)) / (np.sqrt(square / (1 - 0.999**self._taken)) + 1e-8)
