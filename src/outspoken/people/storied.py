"""What the stories add to pairs of testimonies: between names a little, and for whoever has no name, everything.

Two people without a name never pair by being without one: their stories must share
something that hardly any other here tells. What is found goes into the queue; it joins nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from outspoken.people.evidence import FEW_STORIES, SharedFact, Telling, Tellings, weighed
from outspoken.people.likeness import TOLD_ELSEWHERE, Traits
from outspoken.people.reasons import Reason
from outspoken.people.records import Testimony
from outspoken.text.letters import fold
from outspoken.text.names import parse_name

MOST_STORIES = 3_000
"""Up to so many texts are compared; beyond, pairs are looked for by names and facts alone."""
AROUND = 160
"""How many characters are shown before and after what two stories share."""
SHOWN = 3
"""So many facts that two stories share are said."""
_CONTRADICTED = 1 / 50
"""How much less likely two without a name are one where a country or the sex speaks against it."""


Excerpt = tuple[str, str, str]
"""What stands before some words, the words, and what stands after."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact that two stories share, and where each tells it."""

    what: str
    left: Excerpt
    right: Excerpt


def excerpt(words: str, wanted: str) -> Excerpt | None:
    """Return the first place where words stand in a text, with what stands around them.

    >>> excerpt("He fled from Bayah at night.", "Bayah")
    ('He fled from ', 'Bayah', ' at night.')
    """
    start = words.find(wanted)
    if start < 0:
        return None
    end = start + len(wanted)
    return words[max(0, start - AROUND) : start], words[start:end], words[end : end + AROUND]


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of testimonies, ready to be compared."""

    tellings: Tellings
    place: Mapping[int, int]
    """The row of each story that has a text."""

    @classmethod
    def of(cls, told: Mapping[int, Telling]) -> Stories:
        """Lay out stories by their ids."""
        return cls(Tellings(list(told.values())), {story: row for row, story in enumerate(told)})

    def rows(self, one: Testimony, other: Testimony) -> tuple[int, int] | None:
        """Return the rows of two testimonies' stories; None where one has no text, or both stand in one story."""
        if one.story_id == other.story_id or not {one.story_id, other.story_id} <= self.place.keys():
            return None
        return self.place[one.story_id], self.place[other.story_id]

    def weigh(self, chance: float, one: Testimony, other: Testimony, *, named: bool) -> float:
        """Return a chance after the evidence of the stories."""
        rows = self.rows(one, other)
        return chance if rows is None else weighed(chance, self.tellings.log_odds(*rows), both_named=named)

    def shared(self, one: Testimony, other: Testimony) -> list[SharedFact]:
        """Return the rare facts that the stories of two testimonies share, the rarest first."""
        rows = self.rows(one, other)
        if rows is None:
            return []
        return [fact for fact in self.tellings.shared(*rows) if fact.stories <= FEW_STORIES][:SHOWN]

    def passages(self, one: Testimony, other: Testimony) -> list[Beside]:
        """Return where the stories of two testimonies tell the rare facts that they share."""
        rows = self.rows(one, other)
        if rows is None:
            return []
        first, second = (self.tellings.words(row) for row in rows)
        found = []
        for fact in self.shared(one, other):
            left, right = excerpt(first, fact.what), excerpt(second, fact.also or fact.what)
            if left and right:
                found.append(Beside(_said(fact), left, right))
        return found

    def reasons(self, one: Testimony, other: Testimony) -> list[Reason]:
        """Say what the stories of two testimonies share and hardly any other here tells."""
        found = [Reason(True, _said(fact)) for fact in self.shared(one, other)]
        rows = self.rows(one, other)
        if rows is not None and not found and self.tellings.runs(*rows):
            found = [Reason(True, f"both stories have “{self.tellings.runs(*rows)[0]}”, word for word")]
        return found


def _said(fact: SharedFact) -> str:
    text = fact.text.rstrip(".")
    return text[:1].lower() + text[1:]


def nameless_pairs(
    told: Sequence[Testimony], traits: Sequence[Traits], stories: Stories
) -> Iterator[tuple[int, int, float]]:
    """Yield rows of pairs of which one has no name and whose stories share something rare, with their chance."""
    nameless = {row for row, one in enumerate(traits) if not parse_name(one.name)}
    spoken: dict[int, list[int]] = defaultdict(list)
    for row, testimony in enumerate(told):
        if testimony.story_id in stories.place:
            spoken[stories.place[testimony.story_id]].append(row)
    of = [place for place, rows in spoken.items() if nameless.intersection(rows)]
    prior = TOLD_ELSEWHERE / max(1, len(told) - 1)
    for first, second in sorted(stories.tellings.meeting(of)):
        for one, other in product(spoken[first], spoken[second]):
            low, high = min(one, other), max(one, other)
            if {low, high} & nameless:
                start = prior if _may_be(traits[low], traits[high]) else prior * _CONTRADICTED
                yield low, high, stories.weigh(start, told[low], told[high], named=False)


def _may_be(one: Traits, other: Traits) -> bool:
    """Whether nothing known contradicts that two are one."""
    pairs = ((one.nationality, other.nationality), (one.sex, other.sex))
    return not any(left and right and fold(left) != fold(right) for left, right in pairs)
