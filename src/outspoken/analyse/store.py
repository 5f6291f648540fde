"""The SQL of analysing: reads whole columns at once, as numbers wherever it can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from outspoken.people.clusters import in_force
from outspoken.people.records import Verdict
from outspoken.people.store import read_judgements

_CHUNK = 100_000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Testimonies:
    """Every testimony: its id, person, story and the number it was born with, in the order of ids."""

    ids: Ints
    persons: Ints
    born_as: Ints
    stories: Ints

    def places(self, ids: Ints) -> Ints:
        """Return the position of testimony ids."""
        return np.searchsorted(self.ids, ids)


@dataclass(frozen=True, slots=True)
class Given:
    """What testimonies say in one column: sure values, and rows that are open."""

    places: Ints
    values: list[str]
    missing: list[str | None]
    open: list[tuple[int, str, str | None, str, str | None]] = field(default_factory=list)
    """Testimony id, value, missing, certainty, and the reading that somebody chose."""


def read_testimonies(connection: Connection) -> Testimonies:
    """Read who speaks in which story of which person."""
    found = _integers(connection, "select id, person_id, born_as, story_id from testimonies order by id", 4)
    return Testimonies(found[:, 0], found[:, 1], found[:, 2], found[:, 3])


def read_links(connection: Connection, testimonies: Testimonies) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the pairs of persons that are unsure, and those that are different."""
    unsure, apart = set(), set()
    for judgement in in_force(read_judgements(connection)).values():
        left, right = (int(testimonies.persons[place]) for place in testimonies.places(np.array(judgement.pair)))
        if left != right:
            pair = (min(left, right), max(left, right))
            if judgement.verdict is Verdict.UNSURE:
                unsure.add(pair)
            elif judgement.verdict is Verdict.DIFFERENT:
                apart.add(pair)
    return sorted(unsure - apart), sorted(apart)


def read_facts(connection: Connection, attribute: str) -> Given:
    """Read what testimonies say of an attribute."""
    return _given(
        connection,
        "select f.testimony_id, f.value, f.missing, f.certainty, f.doubt_id, d.choice "
        "from facts f left join doubts d on d.id = f.doubt_id "
        "where f.attribute = :name and f.until is null order by f.testimony_id, f.id",
        {"name": attribute},
    )


def read_dates(connection: Connection) -> Given:
    """Read when the testimonies' stories were published."""
    return _given(
        connection,
        "select t.id, s.value, null, s.certainty, s.doubt_id, d.choice "
        "from testimonies t join story_dates s on s.story_id = t.story_id "
        "left join doubts d on d.id = s.doubt_id where s.until is null order by t.id, s.id",
        {},
    )


def read_outlets(connection: Connection) -> Given:
    """Read in which outlet each testimony was published."""
    return _given(
        connection,
        "select t.id, o.name, null, 'certain', null, null from testimonies t "
        "join stories s on s.id = t.story_id join outlets o on o.id = s.outlet_id order by t.id",
        {},
    )


def read_codings(connection: Connection, code: str) -> Ints:
    """Read testimony id and answer (0 yes, 1 no, 2 cannot tell) of every coding with a code."""
    return _integers(
        connection,
        "select testimony_id, case value when 'yes' then 0 when 'no' then 1 else 2 end "
        "from codings where code = :code and until is null order by testimony_id, id",
        2,
        {"code": code},
    )


def read_printed_names(connection: Connection, attribute: str) -> dict[int, str]:
    """Return what each testimony prints as an attribute (usually a name)."""
    query = text("select testimony_id, value from facts where attribute = :name and until is null order by id")
    return {number: value for number, value in connection.execute(query, {"name": attribute}) if value}


def read_row_keys(connection: Connection) -> dict[int, str]:
    """Return the key of the sheet row that each testimony came in."""
    query = text("select t.id, r.key from testimonies t join sheet_rows r on r.id = t.row_id")
    return {row[0]: row[1] for row in connection.execute(query)}


def read_row(connection: Connection, testimony: int) -> dict[str, str]:
    """Return the row that a testimony came in, as printed."""
    query = text("select r.printed from testimonies t join sheet_rows r on r.id = t.row_id where t.id = :id")
    printed = connection.execute(query, {"id": testimony}).scalar()
    return json.loads(printed) if printed else {}


def _given(connection: Connection, query: str, parameters: dict[str, str]) -> Given:
    places: list[int] = []
    values: list[str] = []
    missing: list[str | None] = []
    unsure = []
    for testimony, value, why, certainty, doubt, choice in _rows(connection, query, parameters):
        if doubt is None and certainty == "certain":
            places.append(testimony)
            values.append(value)
            missing.append(why)
        else:
            unsure.append((testimony, value, why, certainty, choice))
    return Given(np.array(places, np.int64), values, missing, unsure)


def _integers(connection: Connection, query: str, width: int, parameters: dict[str, str] | None = None) -> Ints:
    result = connection.execute(text(query), parameters or {})
    parts = []
    while chunk := result.fetchmany(_CHUNK):
        parts.append(np.array([tuple(row) for row in chunk], np.int64))
    return np.concatenate(parts) if parts else np.empty((0, width), np.int64)


def _rows(connection: Connection, query: str, parameters: dict[str, str]) -> Iterator[Any]:
    result = connection.execute(text(query), parameters)
    while chunk := result.fetchmany(_CHUNK):
        yield from chunk


def read_spoken_in(connection: Connection) -> list[Any]:
    """Read of every testimony: person, born_as, sheet, key, story, outlet, title, address, language."""
    query = (
        "select t.id, t.person_id, t.born_as, sh.name as sheet, r.key, s.id as story, o.name as outlet, "
        "s.title, s.address, s.language from testimonies t join stories s on s.id = t.story_id "
        "left join outlets o on o.id = s.outlet_id left join sheet_rows r on r.id = t.row_id "
        "left join sheets sh on sh.id = r.sheet_id order by t.id"
    )
    return list(_rows(connection, query, {}))


def read_printed(connection: Connection) -> list[Any]:
    """Read what was printed of every testimony: testimony, field, value, missing, certainty, printed, doubt."""
    return list(
        _rows(
            connection,
            "select testimony_id, attribute, value, missing, certainty, printed, doubt_id, id "
            "from facts where until is null union all "
            "select t.id, 'published', d.value, null, d.certainty, d.printed, d.doubt_id, d.id "
            "from story_dates d join testimonies t on t.story_id = d.story_id where d.until is null order by 1, 2, 8",
            {},
        )
    )


def read_answers(connection: Connection) -> list[Any]:
    """Read testimony, code, answer and coder of every coding in force."""
    query = "select testimony_id, code, value, coder from codings where until is null order by testimony_id, id"
    return list(_rows(connection, query, {}))
