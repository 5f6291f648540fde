"""Look at all testimonies of a study: which pairs may be one person, how likely and why, by names, facts, stories."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from outspoken.errors import StudyError
from outspoken.people import store
from outspoken.people.describing import describing, traits_of
from outspoken.people.likeness import Board, Traits, in_a_study, lay_out, shipped
from outspoken.people.meeting import Engine
from outspoken.people.pairs import candidates, rare_pairs
from outspoken.people.reasons import Reason, reasons
from outspoken.people.records import Testimony
from outspoken.people.storied import MOST_STORIES, Stories, nameless_pairs
from outspoken.study.settings import Settings
from outspoken.text.names import parse_name

LEAST_CHANCE = 0.005
"""How likely a pair must be to be suggested, unless the two share a rare fact."""
_WORTH_READING = 1e-4
"""How likely a pair must be by names and facts for its stories to be compared."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of rows of what was looked at, the smaller first, and its chance."""

    one: int
    other: int
    chance: float
    rare: bool
    """Whether the two share a fact that hardly anybody here has, or their stories do."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Testimonies, what is known of each, and their stories, in one order."""

    told: Sequence[Testimony]
    traits: Sequence[Traits]
    stories: Stories | None
    """None where there are no texts, or too many to compare."""

    def row(self, number: int) -> int | None:
        """Return the row of the testimony that was born as a person."""
        return next((row for row, one in enumerate(self.told) if one.born_as == number), None)

    def why(self, on: Board, one: int, other: int) -> tuple[Reason, ...]:
        """Return what speaks for and against two rows being one person: first what the stories share."""
        found = self.stories.reasons(self.told[one], self.told[other]) if self.stories else []
        return (*found, *reasons(on, one, other))

    def chance(self, one: int, other: int) -> tuple[float, Board]:
        """Return how likely two rows are one person, and the board to tell reasons from."""
        model = shipped()
        board = lay_out(list(self.traits), model.common)
        likeness = model.likeness(board, np.array([one]), np.array([other]))
        chance = float(in_a_study(likeness, len(self.told))[0])
        if self.stories is None:
            return chance, board
        pair = (min(one, other), max(one, other))
        if not (parse_name(self.traits[one].name) and parse_name(self.traits[other].name)):
            nameless = {(left, right): found for left, right, found in self._nameless()}
            return nameless.get(pair, 0.0), board
        return self.stories.weigh(chance, self.told[one], self.told[other], named=True), board

    def _nameless(self) -> Iterator[tuple[int, int, float]]:
        return iter(()) if self.stories is None else nameless_pairs(self.told, self.traits, self.stories)

    def pairs(self, engine: Engine = Engine.LOCAL) -> tuple[Board, list[Scored]]:
        """Return every pair that is worth scoring, the likeliest first.

        Raises:
            StudyError: if the engine is not installed.
        """
        found = candidates(list(self.traits), engine, processes=os.cpu_count() or 1)
        rare = {(int(one), int(other)) for one, other in rare_pairs(list(self.traits))}
        chances = in_a_study(found.chances, len(self.told))
        scored = []
        for place in np.flatnonzero(chances >= _WORTH_READING).tolist():
            one, other = int(found.left[place]), int(found.right[place])
            chance = float(chances[place])
            if self.stories is not None:
                chance = self.stories.weigh(chance, self.told[one], self.told[other], named=True)
            scored.append(Scored(one, other, chance, (one, other) in rare))
        # A rare fact is a reason to look at two whose names are so unlike that they were not scored above.
        known = {(one.one, one.other) for one in scored}
        scored += [Scored(*pair, 0.0, rare=True) for pair in sorted(rare - known)]
        scored += [Scored(one, other, chance, rare=True) for one, other, chance in self._nameless()]
        return found.board, sorted(scored, key=lambda one: (-round(one.chance, 9), one.one, one.other))


def look(connection: Connection, settings: Settings, out: Collection[int] = ()) -> Looked:
    """Read the testimonies of a study, without those that are left out.

    Raises:
        StudyError: if the study records no names.
    """
    left_out = set(out)
    told = [one for one in store.read_testimonies(connection) if one.id not in left_out]
    by = describing(settings.attributes)
    if not by.name:
        raise StudyError(
            "This study records no names, so testimonies cannot be compared by them.",
            'Add an attribute of type = "name" to study.toml, and import it.',
        )
    traits = traits_of(store.read_facts(connection, by.attributes), by, [one.id for one in told])
    return Looked(told, list(traits.values()), _stories(connection))


def _stories(connection: Connection) -> Stories | None:
    if not 1 < store.count_texts(connection) <= MOST_STORIES:
        return None
    told = store.read_tellings(connection)
    return Stories.of(told) if len(told) > 1 else None
