"""How frequent a code is, from few human and many machine codings, with an interval that holds.

The mean of the human codings, corrected by how far the machine's mean over the coded
stories lies from its mean over all. The machine's scores of coded stories must come from
a machine that had not learnt from them. A machine that knows nothing changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.records import Answer
from outspoken.estimates import COUNTED, Estimate, wilson

Floats = NDArray[np.float64]

FEWEST = 2
"""With no more yes or no among the human codings than this, the machine is not asked."""


LEARNT_HERE = 1 / 7
"""How much more varies, as a share of what is left over, where learners shared lessons: seven folds of eight.

Coding most of the collection does not make this smaller, so it is not reduced as a sample's doubt is.
"""


class Scope(StrEnum):
    """What the share is said of."""

    COLLECTION = "this collection"
    WIDER = "people like these"


@dataclass(frozen=True, slots=True)
class Item:
    """One story (or one person) of the collection."""

    machine: float
    """The machine's chance of yes, between 0 and 1; left-out where people coded it."""
    answer: Answer | None = None
    """What people say; None where nobody coded it."""
    probability: float | None = None
    """The chance with which it was drawn for coding; None where somebody picked it, or nobody drew."""
    person: str = ""


@dataclass(frozen=True, slots=True)
class _Sample:
    """The drawn and coded items as arrays."""

    yes: Floats
    machine: Floats
    weight: Floats
    spread: Floats
    """What a unit adds to the variance: its weight, less where it was likely to be drawn."""
    cluster: NDArray[np.int64]


def prevalence(items: Sequence[Item], scope: Scope, unit: str = "stories", learnt_here: bool = True) -> Estimate:
    """Return the share of yes among all items, with a 95 % interval.

    `learnt_here` says that the machine learnt from these same codings, each item scored by
    what was learnt without it; False is for a machine that has never seen them.

    Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv:2311.01453, with lambda by plug-in in
    [0, 1]; drawn with known chances it is the design-based estimator of Egami et al.
    (2023), arXiv:2306.04746, which goes back to Cassel, Särndal & Wretman (1976),
    doi:10.1093/biomet/63.3.615. The interval is Wilson's (1927) at the sample size at
    which a plain share would be as sure: near 0 and 1 the usual one covers far too seldom.
    Where it would be wider than that of the human codings alone, these alone are used.
    Items that were coded without having been drawn inform the machine, not the estimate.
    """
    coded = [item for item in items if item.answer is not None]
    drawn = [item for item in coded if item.probability is not None]
    if not coded:
        return Estimate(None, None, None, 0, unit, "none", "Nobody has coded it yet.")
    caveat = _caveat(drawn or coded, len(coded) - len(drawn) if drawn else 0)
    if len(coded) == len(items) and scope is Scope.COLLECTION:
        share = sum(item.answer is Answer.YES for item in coded) / len(coded)
        return Estimate(share, share, share, len(coded), unit, COUNTED, caveat)
    if not drawn:
        share = sum(item.answer is Answer.YES for item in coded) / len(coded)
        why = "Coders picked what to code, so how far this share is from the truth cannot be said."
        return Estimate(share, None, None, len(coded), unit, "share of what was coded", f"{why} {caveat}".strip())
    allowance = LEARNT_HERE if learnt_here else 0.0
    return _estimated(_sample(drawn), np.array([item.machine for item in items]), (scope, allowance), unit, caveat)


def _estimated(sample: _Sample, machine: Floats, terms: tuple[Scope, float], unit: str, caveat: str) -> Estimate:
    scope, allowance = terms
    count, share = len(sample.yes), _mean(sample.yes, sample.weight)
    wider = share * (1 - share) / len(machine) * _crowding(sample, share) if scope is Scope.WIDER else 0.0
    alone = _alone(sample, share, wider, len(machine), scope)
    positives = float(sample.yes.sum())
    trust = _trust(sample) if min(positives, count - positives) > FEWEST else 0.0
    value, size = share, alone
    if trust > 0:
        gap = float(machine.mean()) - _mean(sample.machine, sample.weight)
        value = min(1.0, max(0.0, share + trust * gap))
        rest = sample.yes - trust * sample.machine
        rest -= _mean(rest, sample.weight)
        variance = _variance(sample, rest) + allowance * _variance(replace(sample, spread=sample.weight), rest)
        # Lambda was chosen on the same codings, which makes the rest look a little smaller than it is.
        variance = variance * count / (count - 1) + wider
        size = max(alone, value * (1 - value) / variance) if variance > 0 else alone
    low, high = _interval(value, size)
    plain = _interval(share, alone)
    if high - low > plain[1] - plain[0]:
        # The machine makes it no surer: what the human codings say by themselves stands.
        trust, value, size, (low, high) = 0.0, share, alone, plain
    how = f"PPI++ (lambda {trust:.2f})" if trust > 0 else "human codings alone"
    method = f"{how}, Wilson interval at effective n {size:.0f}, said of {scope.value}"
    return Estimate(value, low, high, count, unit, method, caveat)


def _interval(value: float, size: float) -> tuple[float, float]:
    low, high = wilson(value * size, size)
    return min(low, value), max(high, value)


def _sample(drawn: Sequence[Item]) -> _Sample:
    chance = np.array([float(item.probability or 0.0) for item in drawn])
    if (chance <= 0).any() or (chance > 1).any():
        raise ValueError("the chance of being drawn lies above 0 and is at most 1")
    keys = [item.person or f"item {place}" for place, item in enumerate(drawn)]
    _, cluster = np.unique(np.array(keys), return_inverse=True)
    return _Sample(
        np.array([float(item.answer is Answer.YES) for item in drawn]),
        np.array([item.machine for item in drawn]),
        1.0 / chance,
        np.sqrt(1.0 - chance) / chance,
        cluster,
    )


def _mean(values: Floats, weight: Floats) -> float:
    return float(values @ weight / weight.sum())


def _trust(sample: _Sample) -> float:
    """Return lambda: the slope of the human on the machine codings, kept in [0, 1]."""
    squared = sample.weight**2
    machine = sample.machine - _mean(sample.machine, squared)
    below = float(squared @ machine**2)
    if below <= 1e-12:
        return 0.0
    slope = float(squared @ (machine * (sample.yes - _mean(sample.yes, squared)))) / below
    return min(1.0, max(0.0, slope))


def _variance(sample: _Sample, rest: Floats) -> float:
    """Return the variance of a weighted mean from what is left over; persons are summed first."""
    sums = np.bincount(sample.cluster, sample.spread * rest)
    clusters = len(sums)
    return float((sums**2).sum() / sample.weight.sum() ** 2 * clusters / max(clusters - 1, 1))


def _alone(sample: _Sample, share: float, wider: float, total: int, scope: Scope) -> float:
    """Return the size at which a plain share is as sure as the human codings alone.

    At most Kish's (1965) size of the weights, over what is left of a finite collection;
    less where stories of one person say the same.
    """
    best = float(sample.weight.sum() ** 2 / (sample.weight**2).sum())
    if scope is Scope.COLLECTION and best < total:
        best /= 1.0 - best / total
    count = len(sample.yes)
    variance = _variance(sample, sample.yes - share) * (count - 1) / count + wider
    return min(best, share * (1 - share) / variance) if variance > 0 and 0 < share < 1 else best


def _crowding(sample: _Sample, share: float) -> float:
    """Return how much less several stories of one person tell than stories of as many persons."""
    rest = sample.yes - share
    apart = float((rest**2).sum())
    together = float((np.bincount(sample.cluster, rest) ** 2).sum())
    return max(1.0, together / apart) if apart > 0 else 1.0


def _caveat(coded: Sequence[Item], picked: int) -> str:
    unsure = sum(item.answer is Answer.CANNOT_TELL for item in coded)
    said = []
    if unsure:
        said.append(f"{unsure} of {len(coded)} could not be told and count as not yes.")
    if picked:
        said.append(f"{picked} more were coded because somebody picked them; they are left out of the estimate.")
    return " ".join(said)
