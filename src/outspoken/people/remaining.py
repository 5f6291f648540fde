"""How many people are probably still counted twice: from the chances of the pairs that nobody has judged.

Pure. A *world* says of each unjudged pair whether it is one person. The chance of a world
is the product of its pairs' chances; worlds that contradict themselves (one and two are
one, two and three are one, one and three are not) or a judgement (*different*) are left
out, and the others made to sum up to one. Pairs that hang together are taken world by
world; those apart are independent, so that their numbers add up to a Poisson-binomial
distribution.

The chances themselves may be too high or too low for this study. First they are lowered,
all by the same amount of log-odds, until no more than one testimony in five is expected to
tell of somebody told of elsewhere: the assumption under which they were made (see
`likeness.in_a_study`), which many unlikely pairs together would otherwise exceed. Then
they are shifted by an amount that is not known: beforehand it is normal with a standard
deviation of 0.7 (odds wrong by a factor of two, up or down), and each pair that people
judged tells more of it. The interval holds 95 % of what is then possible. What it does
not know: pairs that were never candidates, and judgements that are wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
import numpy.typing as npt

from outspoken.estimates import Estimate
from outspoken.people.likeness import TOLD_ELSEWHERE

METHOD = "worlds of the unjudged pairs"
CAVEAT = (
    "Assumes that pairs which do not hang together are independent; that chances are right up to one common shift of "
    "their log-odds, which the judgements made so far narrow down; that before them no more than one testimony in five "
    "was expected to tell of somebody told of elsewhere; that judgements are right, and no duplicate is missing among "
    "the pairs looked at. Pairs left unsure are not among them: they are in the bounds of every count."
)
ROUGH = " Some pairs hang together in groups too large to try every world; there, the weakest are taken as independent."
LARGEST = 7
"""So many people that hang together are taken world by world: 877 ways to divide them."""
WEAK = 0.02
"""A chance below this is taken as independent of all others: being wrong about that matters little."""
SPREAD = 0.7
"""Standard deviation, in log-odds, of how far all chances may be wrong together."""
SLIPS = 0.02
"""The share of judgements that tell nothing of the chances, so that one odd one does not shift all of them."""
WITHIN = 0.02
"""The share of people counted twice that does not matter, unless somebody says otherwise."""
_SHIFTS = np.linspace(-3 * SPREAD, 3 * SPREAD, 25)
_NEVER = 5e-4
"""The chance of a pair that was no candidate."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Open:
    """An unjudged pair of persons, and how likely they are one."""

    one: int
    other: int
    chance: float


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair that people judged, what its chance had been, and what they said."""

    chance: float
    same: bool


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many people are still counted twice, and whether to go on."""

    people: Estimate
    """How many fewer people there are than are counted."""
    counted: int
    within: float

    @property
    def stop(self) -> bool:
        """Whether so few are left, surely enough, that judging on changes no number that matters."""
        return self.people.high is not None and self.people.high <= self.within * self.counted

    @property
    def advice(self) -> str:
        """What to do, and why, in a sentence."""
        value, low, high = (self.people.value or 0, self.people.low or 0, self.people.high or 0)
        told = f"About {value:.1f} of {self.counted} people are still counted twice ({low:.0f} to {high:.0f})"
        most = f"{self.within:.0%} of them"
        if self.stop:
            return f"{told}, at most {most}: you may stop."
        return f"{told}, and that may be more than {most}: go on."


def remaining(
    open_pairs: Iterable[Open],
    apart: Iterable[tuple[int, int]],
    checked: Sequence[Checked],
    counted: int,
    within: float = WITHIN,
) -> Remaining:
    """Return how many people are still counted twice.

    Args:
        open_pairs: pairs of persons that nobody judged, each once; chances between 0 and 1.
        apart: pairs of persons that somebody judged different.
        checked: the pairs that people judged, with the chances these had.
        counted: how many people are counted now.
        within: the share of them that may be counted twice without mattering.
    """
    pairs = [one for one in open_pairs if one.chance > 0]
    most = TOLD_ELSEWHERE * counted / 2
    lower = lowered(np.array([*(one.chance for one in pairs), *(one.chance for one in checked)]), most)
    pairs = [Open(one.one, one.other, _moved(one.chance, lower)) for one in pairs]
    checked = [Checked(_moved(one.chance, lower), one.same) for one in checked]
    knots, alone, rough = _knots(pairs)
    forbidden = {frozenset(pair) for pair in apart}
    weights = shift_weights(checked)
    mixture = np.zeros(1)
    told = [_of_knot(members, own, forbidden) for members, own in knots]
    for place, (shift, weight) in enumerate(zip(_SHIFTS, weights, strict=True)):
        if weight < 1e-6:
            continue
        found = poisson_binomial(shifted(np.array([one.chance for one in alone]), shift))
        for by_shift in told:
            found = np.convolve(found, by_shift[place])
        mixture = _added(mixture, weight * found)
    mixture = _at_most(mixture / mixture.sum(), max(0, counted - 1))
    below = np.cumsum(mixture)
    low, high = int(np.searchsorted(below, 0.025)), int(np.searchsorted(below, 0.975 - 1e-12))
    mean = float(mixture @ np.arange(len(mixture)))
    caveat = CAVEAT + (ROUGH if rough else "")
    return Remaining(Estimate(mean, low, high, len(pairs), "persons", METHOD, caveat), counted, within)


def _at_most(found: Floats, most: int) -> Floats:
    """Take what weak pairs would add up to beyond what can be as the most that can be."""
    if len(found) <= most + 1:
        return found
    return np.append(found[:most], found[most:].sum())


def lowered(chances: Floats, most: float) -> float:
    """Return by how much log-odds have to be shifted for the sum of chances to be at most so many; never above zero."""
    if not len(chances) or chances.sum() <= most:
        return 0.0
    low, high = -30.0, 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if shifted(chances, middle).sum() > most else (middle, high)
    return low


def _moved(chance: float, shift: float) -> float:
    return float(shifted(np.array([chance]), shift)[0])


def poisson_binomial(chances: Floats) -> Floats:
    """Return the distribution of how many of independent events happen, shape (events + 1,).

    >>> poisson_binomial(np.array([0.5, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    parts = [np.array([1 - chance, chance]) for chance in chances.tolist()] or [np.ones(1)]
    while len(parts) > 1:
        later = parts[len(parts) // 2 * 2 :]
        parts = [_trimmed(np.convolve(one, other)) for one, other in zip(parts[::2], parts[1::2], strict=False)] + later
    return parts[0]


def _trimmed(found: Floats) -> Floats:
    """Leave out an end that cannot matter, so that many small chances stay quick."""
    last = int(np.flatnonzero(found > 1e-15)[-1]) + 1
    return found[:last]


def shifted(chances: Floats, shift: float | Floats) -> Floats:
    """Shift chances on the scale of log-odds; one of the two may be several."""
    odds = np.exp(shift) * chances / np.maximum(1 - chances, 1e-12)
    return np.asarray(odds / (1 + odds))


def shift_weights(checked: Sequence[Checked]) -> Floats:
    """Return how likely each shift of all chances is, given what people said of the pairs that they judged."""
    log = -0.5 * (_SHIFTS / SPREAD) ** 2
    if checked:
        chances = np.clip(np.array([one.chance for one in checked]), 1e-4, 1 - 1e-4)
        same = np.array([one.same for one in checked])
        for place, shift in enumerate(_SHIFTS):
            likely = shifted(chances, float(shift))
            told = np.where(same, likely, 1 - likely)
            log[place] += float(np.log((1 - SLIPS) * told + SLIPS / 2).sum())
    weights = np.exp(log - log.max())
    return np.asarray(weights / weights.sum())


def _added(one: Floats, other: Floats) -> Floats:
    size = max(len(one), len(other))
    return np.pad(one, (0, size - len(one))) + np.pad(other, (0, size - len(other)))


Knot = tuple[tuple[int, ...], tuple[Open, ...]]


def _knots(pairs: Sequence[Open]) -> tuple[list[Knot], list[Open], bool]:
    """Return the groups of people that hang together by pairs, the pairs that stand alone, and whether any was cut."""
    alone = [one for one in pairs if one.chance < WEAK]
    kept = sorted((one for one in pairs if one.chance >= WEAK), key=lambda one: (-one.chance, one.one, one.other))
    group: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    rough, inside = False, list[Open]()
    for pair in kept:  # the likeliest first, so that what is cut is the weakest
        for person in (pair.one, pair.other):
            if person not in group:
                group[person], members[person] = person, [person]
        one, other = group[pair.one], group[pair.other]
        if one != other and len(members[one]) + len(members[other]) > LARGEST:
            alone.append(pair)
            rough = True
            continue
        if one != other:
            for person in members[other]:
                group[person] = one
            members[one] += members.pop(other)
        inside.append(pair)
    own: dict[int, list[Open]] = defaultdict(list)
    for pair in inside:
        own[group[pair.one]].append(pair)
    return [(tuple(members[name]), tuple(found)) for name, found in own.items()], alone, rough


def _of_knot(members: Sequence[int], pairs: Sequence[Open], forbidden: set[frozenset[int]]) -> Floats:
    """Return how many fewer people some are that hang together: a distribution for each shift of the chances."""
    odds = {}
    for pair in pairs:
        chance = np.minimum(shifted(np.array([pair.chance]), _SHIFTS), 1 - 1e-12)
        odds[frozenset((pair.one, pair.other))] = chance / (1 - chance)
    found = np.zeros((len(_SHIFTS), len(members)))
    for blocks in divisions(members):
        together = [frozenset(pair) for block in blocks for pair in combinations(block, 2)]
        if not forbidden.intersection(together):
            found[:, len(members) - len(blocks)] += prod(
                (odds.get(pair, _NEVER) for pair in together), start=np.ones(1)
            )
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def divisions(members: Sequence[int]) -> list[list[list[int]]]:
    """List every way to divide members into people.

    >>> len(divisions([1, 2, 3])), len(divisions(range(7)))
    (5, 877)
    """
    if not members:
        return [[]]
    first, found = members[0], []
    for rest in divisions(members[1:]):
        found.append([[first], *rest])
        found += [[*rest[:place], [first, *block], *rest[place + 1 :]] for place, block in enumerate(rest)]
    return found
