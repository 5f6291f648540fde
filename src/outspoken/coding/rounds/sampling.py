"""Draw the testimonies of a round, with the chance of each, and share them out among coders.

Pure; chance comes from a seed, so that a draw can be repeated and checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

Drawn = dict[int, float | None]
"""Of each testimony drawn, the chance with which it was; None where it was picked."""


def at_random(numbers: Sequence[int], size: int, seed: int) -> Drawn:
    """Draw `size` testimonies, each with the same chance.

    >>> at_random([1, 2, 3, 4], 4, 0)
    {1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
    """
    size = min(size, len(numbers))
    chosen = sorted(Random(seed).sample(sorted(numbers), size))
    return dict.fromkeys(chosen, size / len(numbers) if numbers else 0.0)


def within_strata(strata: Mapping[int, str], size: int, seed: int) -> Drawn:
    """Draw from every stratum in proportion, and at least one from each: small groups are not lost.

    Shares are rounded by largest remainders. Cochran (1977), Sampling Techniques, 3rd ed., chapter 5.
    """
    by_value: dict[str, list[int]] = defaultdict(list)
    for number in sorted(strata):
        by_value[strata[number]].append(number)
    sizes = _allotted({value: len(members) for value, members in by_value.items()}, min(size, len(strata)))
    found: Drawn = {}
    for place, (value, members) in enumerate(sorted(by_value.items())):
        found.update(at_random(members, sizes[value], seed + place))
    return dict(sorted(found.items()))


def mixed(chances: Mapping[int, float], size: int, seed: int) -> Drawn:
    """Draw one half at random and add those about which the machine is least sure, as picked.

    `chances` are the machine's, between 0 and 1; one half is the least sure. What is added
    teaches the machine; it says nothing of how frequent a code is, so it has no chance.
    """
    sample = at_random(list(chances), (size + 1) // 2, seed)
    unsure = sorted(
        (number for number in chances if number not in sample), key=lambda one: (abs(chances[one] - 0.5), one)
    )
    return sample | dict.fromkeys(unsure[: size - len(sample)])


def shared_out(numbers: Sequence[int], coders: Sequence[str], each: int, seed: int) -> list[tuple[int, str, int]]:
    """Give each testimony to `each` coders, so that all have about as many and every pair meets.

    Returns testimony, coder and turn; coders meet the testimonies in an order of chance.

    >>> sorted({coder for _, coder, _ in shared_out([5, 6], ["Amal", "Bilal"], 2, 0)})
    ['Amal', 'Bilal']
    """
    order = list(numbers)
    Random(seed).shuffle(order)
    each = min(each, len(coders))
    steps = max(1, len(coders) - 1)
    found = []
    for turn, number in enumerate(order):
        gap = 1 + (turn // len(coders)) % steps if each == 2 else 1
        takers = {coders[(turn + gap * place) % len(coders)]: None for place in range(each)}
        found += [(number, coder, turn) for coder in takers]
    return found


def _allotted(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    total = sum(sizes.values())
    exact = {value: size * count / total for value, count in sizes.items()}
    found = {value: min(sizes[value], max(1, int(share))) for value, share in exact.items()}
    order = sorted(sizes, key=lambda value: (int(exact[value]) - exact[value], value))
    while sum(found.values()) < size:
        for value in order:
            if found[value] < sizes[value] and sum(found.values()) < size:
                found[value] += 1
    return found
