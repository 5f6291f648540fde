"""How rare a word, a kunya or a nationality is, in the study's own records and among names at large.

Rarity is what makes likeness evidence: two Muhammads are nobody, two Mouthannas may be one
man (Newcombe et al. 1959, doi:10.1126/science.130.3381.954, who weighed agreement by how
often a value occurs). What a study's own records say is added to a small table of common
parts of names that ships with the program and holds nothing that could point to anybody.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_LEAST, _MOST = 0.5, 8.0
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many records of how many have a value."""

    records: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def weight(self, value: str) -> float:
        """Return how much agreement on a value tells, in natural logarithms: 0.5 (everybody has it) to 8.

        >>> Rarity(100, {"mhmd": 30}).weight("mhmd") < Rarity(100, {"mhmd": 30}).weight("mtn")
        True
        """
        share = (self.counts.get(value, 0) + _UNSEEN) / (self.records + 2 * _UNSEEN)
        return min(_MOST, max(_LEAST, -math.log(share)))

    def plus(self, other: Rarity) -> Rarity:
        """Return the rarity in both collections of records together."""
        return Rarity(self.records + other.records, Counter(self.counts) + Counter(other.counts))

    def besides(self, records: int) -> Rarity:
        """Return how many records beside so many have a value: those of a pair say nothing of how rare their own is."""
        return Rarity(self.records, {value: count - records for value, count in self.counts.items() if count > records})

    def common(self, at_least: int) -> Rarity:
        """Keep only values that so many records have: nothing rare, so nothing that points to anybody."""
        return Rarity(self.records, {value: count for value, count in self.counts.items() if count >= at_least})


@dataclass(frozen=True, slots=True)
class Common:
    """What is common among names at large: parts of names, pieces of their sounds and letters, nationalities.

    It ships with the program, and holds only what many people have.
    """

    words: Rarity = Rarity()
    sounds: Rarity = Rarity()
    letters: Rarity = Rarity()
    nationalities: Rarity = Rarity()


def counted(records: Iterable[Iterable[str]]) -> Rarity:
    """Count in how many records each value occurs.

    >>> counted([{"a", "b"}, {"a"}]).counts["a"]
    2
    """
    counts: Counter[str] = Counter()
    number = 0
    for values in records:
        counts.update(set(values))
        number += 1
    return Rarity(number, counts)
