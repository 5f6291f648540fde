"""Build the case table: every case with its columns, in every world that its doubts allow.

`load` reads from the study only the columns that are asked for. Cases about which
nothing is in doubt, nearly all of them, are handled as arrays; only the others are
taken one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from outspoken.analyse import store
from outspoken.analyse.columns import Spoken, read_column
from outspoken.analyse.records import (
    NO_DAY,
    CaseTable,
    Column,
    Kind,
    Knot,
    Unit,
    World,
)
from outspoken.analyse.rollup import Value, alternatives
from outspoken.analyse.store import Ints, Ties
from outspoken.analyse.worlds import (
    MOST_WORLDS,
    Alternative,
    Alternatives,
    Link,
    Possible,
    closings,
    knots_of,
    possible_worlds,
    said_of_stories,
)
from outspoken.coding.codebook import Codebook
from outspoken.study.settings import Settings


def load(
    connection: Connection,
    settings: Settings,
    codebook: Codebook,
    columns: Iterable[str],
    unit: Unit = Unit.PERSONS,
) -> CaseTable:
    """Read the case table with the columns that are asked for.

    A column is an attribute of study.toml, `published`, `outlet`, or the id of a code.

    Raises:
        NotFound: if there is no such column.
    """
    testimonies = store.read_testimonies(connection, _OWNER[unit])
    spoken = [read_column(connection, settings, codebook, testimonies, name) for name in dict.fromkeys(columns)]
    gates = store.read_gates(connection, testimonies)
    unsure, apart = store.read_links(connection, testimonies, gates) if unit is Unit.PERSONS else ({}, {})
    return _assembled(unit, spoken, _Held(testimonies.owners, gates, unsure, apart))


@dataclass(frozen=True, slots=True)
class _Held:
    """Who owns each testimony, on which open story it hangs whether it counts, and what was judged of the owners."""

    owners: Ints
    gates: Ints
    unsure: Ties
    apart: Ties


def _assembled(unit: Unit, spoken: Sequence[Spoken], held: _Held) -> CaseTable:
    owners = held.owners
    everybody, first, counts = np.unique(owners, return_index=True, return_counts=True)
    in_doubt = {int(owners[place]) for one in spoken for place in one.open}
    in_doubt.update(int(person) for person in everybody[counts > 1])
    in_doubt.update(person for link in held.unsure for person in link)
    in_doubt.update(owners[held.gates > 0].tolist())
    simple = ~np.isin(everybody, np.array(sorted(in_doubt), np.int64))
    ids, places = [everybody[simple]], first[simple]
    world = [np.full(int(simple.sum()), -1, np.int32)]
    sure = [_Gathered(one, places) for one in spoken]
    worlds: list[World] = []
    knots: list[Knot] = []
    knotted = _Knotted(unit, spoken, held, _places_by_owner(owners, in_doubt))
    for members in knots_of(sorted(in_doubt), [*held.unsure, *_told_together(held)]):
        possible, complete = knotted.worlds(members)
        settled, start = len(possible) == 1, len(worlds)
        for one in possible:
            for block, values in one.rows:
                ids.append(np.array([min(block)], np.int64))
                world.append(np.array([-1 if settled else len(worlds)], np.int32))
                for column, value in zip(sure, values, strict=True):
                    column.add(value)
            if not settled:
                worlds.append(one.world)
        if not settled:
            knots.append(Knot(tuple(members), range(start, len(worlds)), complete))
    return CaseTable(
        unit=unit,
        ids=np.concatenate(ids),
        world=np.concatenate(world),
        worlds=tuple(worlds),
        knots=tuple(knots),
        columns={one.spoken.column.name: one.column() for one in sure},
        knot_of=np.array([number for number, knot in enumerate(knots) for _ in knot.worlds], np.int64),
        headline=np.array([one.headline for one in worlds], np.bool_),
    )


class _Knotted:
    """Lists the worlds of cases that hang together."""

    def __init__(self, unit: Unit, spoken: Sequence[Spoken], held: _Held, places: Mapping[int, Sequence[int]]) -> None:
        self._unit, self._spoken, self._places = unit, spoken, places
        self._gates = held.gates
        self._unsure, self._apart = _ties_by_person(held.unsure), _ties_by_person(held.apart)

    def worlds(self, members: Sequence[int]) -> tuple[list[Possible], bool]:
        """List the worlds of some cases, the headline's first, and whether the list is complete."""
        stories = sorted({int(self._gates[place]) for one in members for place in self._places[one]} - {0})
        ways, complete = closings(stories)
        found: list[Possible] = []
        for closed in ways:
            there = [one for one in members if any(self._gates[place] not in closed for place in self._places[one])]
            apart = self._alive(self._apart, there, closed)
            links = [link for link in self._alive(self._unsure, there, closed) if link not in apart]
            decided = said_of_stories(stories, closed)
            some, whole = possible_worlds(there, links, apart, self._values(closed), decided, MOST_WORLDS // len(ways))
            found += some
            complete = complete and whole
        return found, complete

    def _alive(
        self, ties: Mapping[int, Mapping[Link, Sequence[frozenset[int]]]], there: Sequence[int], closed: frozenset[int]
    ) -> list[Link]:
        """Return the pairs on whom a judgement stands, where some stories do not count."""
        near = {link: rests for one in there for link, rests in ties.get(one, {}).items()}
        return sorted(link for link, rests in near.items() if any(not one & closed for one in rests))

    def _values(self, closed: frozenset[int]) -> Alternatives:
        def of_block(block: frozenset[int]) -> list[list[Alternative]]:
            places = [place for person in sorted(block) for place in self._places[person]]
            where = [place for place in places if self._gates[place] not in closed]
            word, number = _UNIT_WORD[self._unit], min(block)
            return [
                alternatives(
                    one.of_person(where),
                    one.rule,
                    f"{word} {number}, {one.column.label or one.column.name}",
                    _Sayer(self._unit, number, one),
                )
                for one in self._spoken
            ]

        return of_block


def _told_together(held: _Held) -> list[Link]:
    """Return pairs that join all of whom the same open story tells."""
    found: dict[int, set[int]] = {}
    for place in np.flatnonzero(held.gates):
        found.setdefault(int(held.gates[place]), set()).add(int(held.owners[place]))
    return [(first, other) for first, *others in map(sorted, found.values()) for other in others]


_OWNER = {Unit.PERSONS: "person_id", Unit.TESTIMONIES: "id", Unit.STORIES: "story_id"}
_UNIT_WORD = {Unit.PERSONS: "case", Unit.TESTIMONIES: "testimony", Unit.STORIES: "story"}


@dataclass(frozen=True, slots=True)
class _Sayer:
    """Puts a choice into words: "case 38 is 2015-04-01"."""

    unit: Unit
    number: int
    spoken: Spoken

    def __call__(self, value: Value) -> str:
        name = "" if self.spoken.column.name == "published" else f"{self.spoken.column.label.lower()} "
        joined = f": {name}is" if name else " is"
        return f"{_UNIT_WORD[self.unit]} {self.number}{joined} {self.spoken.say(value)}"


class _Gathered:
    """Collects one column over the rows of the case table."""

    def __init__(self, spoken: Spoken, places: Ints) -> None:
        self.spoken = spoken
        self._codes = [spoken.column.codes[places]]
        ranged = spoken.column.kind in {Kind.DATE, Kind.NUMBER}
        self._low = [spoken.column.low[places]] if ranged else []
        self._high = [spoken.column.high[places]] if ranged else []

    def add(self, value: object) -> None:
        """Add the value of one more row."""
        if isinstance(value, tuple):
            self._codes.append(np.array([0], np.int32))
            self._low.append(np.array([value[0]], np.int64))
            self._high.append(np.array([value[1]], np.int64))
            return
        self._codes.append(np.array([value], np.int32))
        if self._low:
            self._low.append(np.array([NO_DAY], np.int64))
            self._high.append(np.array([NO_DAY], np.int64))

    def column(self) -> Column:
        """Return the finished column."""
        known = self.spoken.column
        empty = np.empty(0, np.int64)
        return Column(
            known.name,
            known.label,
            known.kind,
            np.concatenate(self._codes),
            known.keys,
            known.labels,
            np.concatenate(self._low) if self._low else empty,
            np.concatenate(self._high) if self._high else empty,
        )


def _places_by_owner(owners: Ints, wanted: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {person: [] for person in wanted}
    for place in np.flatnonzero(np.isin(owners, np.array(sorted(wanted), np.int64))):
        found[int(owners[place])].append(int(place))
    return found


def _ties_by_person(ties: Ties) -> dict[int, dict[Link, Sequence[frozenset[int]]]]:
    found: dict[int, dict[Link, Sequence[frozenset[int]]]] = {}
    for link, rests_on in ties.items():
        for person in link:
            found.setdefault(person, {})[link] = rests_on
    return found
