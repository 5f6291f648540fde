"""List every case with all that is known of it: values as counted, testimonies, stories, doubts.

One record for each case, in the order of their numbers. A value is what the counts take
it for; where a doubt leaves several, all of them are given, the headline's first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection

from outspoken.analyse import store
from outspoken.analyse.columns import Spoken, column_of, read_column
from outspoken.analyse.doubts import all_doubts
from outspoken.analyse.records import MISSING_LABELS, Kind
from outspoken.analyse.rollup import Value as Rolled
from outspoken.analyse.rollup import alternatives
from outspoken.coding.codebook import Codebook
from outspoken.collect.records import Doubt, DoubtKind
from outspoken.collect.store import read_doubts
from outspoken.people.checked.records import Settlement
from outspoken.people.checked.store import read_settlements
from outspoken.people.clusters import in_force
from outspoken.people.records import Judgement, Verdict
from outspoken.people.store import read_judgements
from outspoken.study import ids
from outspoken.study.settings import AttributeType, Settings


@dataclass(frozen=True, slots=True)
class CaseValue:
    """One value that a case may have in a column."""

    key: str
    """The value as stored: a category, an ISO code, a date, a number; empty where it is missing."""
    text: str
    """The value as one would read it: a country's name, a date, or the kind of missing."""
    missing: str = ""
    headline: bool = True
    """Whether the headline may take it; a hedged value's `unknown` is none."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one testimony says in one field, as printed."""

    value: str
    missing: str
    certainty: str
    printed: str
    doubt: str
    """The id of the doubt that leaves it open, D3, or empty."""


@dataclass(frozen=True, slots=True)
class CaseTestimony:
    """One testimony of a case, with the story it was made in."""

    id: str
    born_as: int
    sheet: str
    key: str
    story: str
    outlet: str
    title: str
    address: str
    language: str
    said: Mapping[str, tuple[Said, ...]]
    """What it says in each field: attributes and `published`."""
    codings: Mapping[str, tuple[str, ...]]
    """The answers to each code, one for each coder."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case."""

    number: int
    names: tuple[str, ...]
    """Every different name that its testimonies print; empty where none does."""
    values: Mapping[str, tuple[CaseValue, ...]]
    """For each attribute, `published` and `outlet`: one value, or all that doubts leave."""
    testimonies: tuple[CaseTestimony, ...]
    maybe: tuple[int, ...]
    """The cases of which somebody is unsure whether they are this person."""
    judgements: tuple[Judgement, ...]
    """Those in force on its testimonies."""
    doubts: tuple[Doubt, ...] = field(default=())
    """Open and settled doubts about it."""


def read_cases(connection: Connection, settings: Settings, codebook: Codebook) -> list[CaseRecord]:
    """Return a record of every case, in the order of their numbers."""
    rows = store.read_spoken_in(connection)
    said, answers = _said(store.read_printed(connection)), _answers(store.read_answers(connection))
    by_case: dict[int, list[CaseTestimony]] = defaultdict(list)
    for row in rows:
        by_case[row[1]].append(_testimony(row, said, answers))
    values = _values(connection, settings, codebook)
    home = {row[0]: row[1] for row in rows}
    judged = _judged(read_judgements(connection), home)
    doubts = _by_case(all_doubts(connection, settings, settled=True), by_case)
    named = [name for name, one in settings.attributes.items() if one.type is AttributeType.NAME]
    return [
        CaseRecord(
            number,
            _names(by_case[number], named),
            {column: found[number] for column, found in values.items()},
            tuple(by_case[number]),
            _maybe(number, judged.get(number, ()), home),
            tuple(judged.get(number, ())),
            tuple(doubts.get(number, ())),
        )
        for number in sorted(by_case)
    ]


def read_case(connection: Connection, settings: Settings, number: int) -> CaseRecord | None:
    """Return the record of one case, the same as `read_cases` gives of it, by reading nothing of the others."""
    rows = store.read_spoken_in(connection, number)
    if not rows:
        return None
    own = {row[0]: number for row in rows}
    printed = [row for row in store.read_said(connection, number) if row[0] in own]
    said, answers = _said(row[:8] for row in printed), _answers(store.read_answers(connection, number))
    testimonies = [_testimony(row, said, answers) for row in rows]
    judgements = read_judgements(connection, about=number)
    others = {one for judgement in judgements for one in judgement.pair} - {*own}
    home = own | store.read_homes(connection, others) if others else own
    judged = tuple(_judged(judgements, home).get(number, ()))
    keys = {(one.sheet, one.key) for one in testimonies if one.key}
    return CaseRecord(
        number,
        _names(testimonies, [name for name, one in settings.attributes.items() if one.type is AttributeType.NAME]),
        _values_of_one(connection, settings, rows, printed),
        tuple(testimonies),
        _maybe(number, judged, home),
        judged,
        tuple(_by_case(read_doubts(connection, about=keys), {number: testimonies}).get(number, ())),
    )


def _values_of_one(
    connection: Connection, settings: Settings, rows: Sequence[Any], printed: Sequence[Any]
) -> dict[str, tuple[CaseValue, ...]]:
    numbers = np.array([row[0] for row in rows], np.int64)
    testimonies = store.Testimonies(numbers, np.full(len(rows), rows[0][1], np.int64))
    given, none = store.given_in(printed), store.Given(np.array([], np.int64), [])
    outlets = [row for row in rows if row[6] is not None]
    given["outlet"] = store.Given(np.array([row[0] for row in outlets], np.int64), [row[6] for row in outlets])
    places = range(len(rows))
    laid: dict[str, list[Settlement]] = defaultdict(list)
    for one in read_settlements(connection, numbers.tolist()):
        laid[one.attribute].append(one)
    return {
        name: _of_case(column_of(settings, testimonies, name, given.get(name, none), laid.get(name, ())), places)
        for name in (*settings.attributes, "published", "outlet")
    }


def _testimony(
    row: Sequence[Any],
    said: Mapping[int, Mapping[str, tuple[Said, ...]]],
    answers: Mapping[int, Mapping[str, tuple[str, ...]]],
) -> CaseTestimony:
    number, _person, born, sheet, key, story, outlet, title, address, language = row
    return CaseTestimony(
        ids.spoken("testimony", number),
        born,
        sheet or "",
        key or "",
        ids.spoken("story", story),
        outlet or "",
        title,
        address,
        language,
        said.get(number, {}),
        answers.get(number, {}),
    )


def _said(rows: Iterable[Sequence[Any]]) -> dict[int, dict[str, tuple[Said, ...]]]:
    found: dict[int, dict[str, tuple[Said, ...]]] = defaultdict(dict)
    for testimony, name, value, missing, certainty, printed, doubt, _ in rows:
        spoken = ids.spoken("doubt", doubt) if doubt is not None else ""
        one = Said(value, missing or "", certainty, printed, spoken)
        found[testimony][name] = (*found[testimony].get(name, ()), one)
    return found


def _answers(rows: Iterable[Sequence[Any]]) -> dict[int, dict[str, tuple[str, ...]]]:
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for testimony, code, answer, _ in rows:
        found[testimony][code] = (*found[testimony].get(code, ()), answer)
    return found


def _values(
    connection: Connection, settings: Settings, codebook: Codebook
) -> dict[str, dict[int, tuple[CaseValue, ...]]]:
    testimonies = store.read_testimonies(connection, "person_id")
    places: dict[int, list[int]] = defaultdict(list)
    for place, person in enumerate(testimonies.owners.tolist()):
        places[person].append(place)
    found = {}
    for name in (*settings.attributes, "published", "outlet"):
        spoken = read_column(connection, settings, codebook, testimonies, name)
        found[name] = {person: _of_case(spoken, where) for person, where in places.items()}
    return found


def _of_case(spoken: Spoken, where: Sequence[int]) -> tuple[CaseValue, ...]:
    options = spoken.of_person(where)
    if spoken.column.name == "outlet":
        several = {one.value: None for each in options for one in each}
        return tuple(_value(spoken, value, headline=True) for value in several)
    return tuple(
        _value(spoken, one.value, headline=one.choice is None or one.choice.headline)  # type: ignore[arg-type]
        for one in alternatives(options, spoken.rule, "", lambda value: "")
    )


def _value(spoken: Spoken, value: Rolled, *, headline: bool) -> CaseValue:
    text = spoken.say(value)
    if isinstance(value, int) and value < 0:
        return CaseValue("", text, MISSING_LABELS[value], headline)
    key = spoken.column.keys[value] if isinstance(value, int) and spoken.column.kind is not Kind.DATE else text
    return CaseValue(key, text, "", headline)


def _names(testimonies: Sequence[CaseTestimony], named: Sequence[str]) -> tuple[str, ...]:
    given = [one for testimony in testimonies for name in named for one in testimony.said.get(name, ())]
    return tuple(dict.fromkeys(one.value for one in given if not one.missing))


def _judged(judgements: Iterable[Judgement], home: Mapping[int, int]) -> dict[int, list[Judgement]]:
    found: dict[int, list[Judgement]] = defaultdict(list)
    for judgement in sorted(in_force(judgements).values(), key=lambda one: one.id):
        # A testimony of an excluded story has no home: its case is none.
        for person in dict.fromkeys(home[testimony] for testimony in judgement.pair if testimony in home):
            found[person].append(judgement)
    return found


def _maybe(number: int, judged: Sequence[Judgement], home: Mapping[int, int]) -> tuple[int, ...]:
    unsure = [one for one in judged if one.verdict is Verdict.UNSURE]
    return tuple(sorted({home[testimony] for one in unsure for testimony in one.pair if testimony in home} - {number}))


def _by_case(doubts: Sequence[Doubt], by_case: Mapping[int, Sequence[CaseTestimony]]) -> dict[int, list[Doubt]]:
    """Sort doubts about rows to the cases that those rows speak of; unsure identities are judgements."""
    home = {(one.sheet, one.key): number for number, own in by_case.items() for one in own if one.key}
    found: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        if doubt.kind is not DoubtKind.IDENTITY:
            for number in dict.fromkeys(home[doubt.sheet, key] for key in doubt.rows if (doubt.sheet, key) in home):
                found[number].append(doubt)
    return found
