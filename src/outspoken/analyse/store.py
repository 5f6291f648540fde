"""The SQL of analysing: reads whole columns at once, as numbers wherever it can.

What an excluded story tells of is read nowhere, nor is what a copy of another repeats: they make no cases.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, or_, select, text, update

from outspoken.people.clusters import in_force
from outspoken.people.records import Verdict
from outspoken.people.store import read_judgements
from outspoken.study.tables import views

MISSING = "\x1f"
"""Stands before the kind of missing where a value would stand."""

_COPIES = (
    "select j.copy_id from copy_judgements j where j.verdict = 'copy' and j.undone_at is null and not exists "
    "(select 1 from copy_judgements k where k.undone_at is null and k.id > j.id and ((k.copy_id = j.copy_id "
    "and k.original_id = j.original_id) or (k.copy_id = j.original_id and k.original_id = j.copy_id)))"
)
"""Stories that are settled as copies: of the judgements on a pair that stand, the latest counts."""
_LEFT_OUT = f"select story_id from verdicts where verdict = 'exclude' union {_COPIES}"

Ints = NDArray[np.int64]

_STRENGTH = {0: 0, 2: 1, 1: 2}
"""Of answers on passages: a yes says more than cannot tell, and that more than a no."""


@dataclass(frozen=True, slots=True)
class Testimonies:
    """Every testimony and what owns it (a person, itself, or its story), in the order of ids."""

    ids: Ints
    owners: Ints

    def places(self, ids: Ints) -> Ints:
        """Return the position of testimony ids."""
        return np.searchsorted(self.ids, ids)


@dataclass(frozen=True, slots=True)
class Open:
    """One candidate for a value that is open."""

    testimony: int
    value: str
    missing: str | None
    certainty: str
    choice: str | None
    """The reading that somebody chose."""


@dataclass(frozen=True, slots=True)
class Given:
    """What testimonies say in one column: sure values, and candidates of open ones."""

    testimonies: Ints
    values: Sequence[str]
    """A value, or the kind of missing behind MISSING."""
    open: Sequence[Open] = ()


def read_testimonies(connection: Connection, owner: str) -> Testimonies:
    """Read every testimony and its owner: `person_id`, `id` or `story_id`."""
    found = _counted(connection, _integers(connection, f"select id, {owner} from testimonies", 2))
    order = np.argsort(found[:, 0], kind="stable")
    return Testimonies(found[order, 0], found[order, 1])


def read_links(connection: Connection, testimonies: Testimonies) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the pairs of persons that are unsure, and those that are different."""
    unsure, apart = set(), set()
    out = uncounted(connection)
    for judgement in in_force(read_judgements(connection)).values():
        if out & set(judgement.pair):
            continue
        left, right = (int(testimonies.owners[place]) for place in testimonies.places(np.array(judgement.pair)))
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
        "select f.testimony_id, case when f.missing is null then f.value else :mark || f.missing end from facts f "
        "where f.attribute = :name and f.until is null and f.doubt_id is null and f.certainty = 'certain'",
        "select f.testimony_id, f.value, f.missing, f.certainty, d.choice "
        "from facts f left join doubts d on d.id = f.doubt_id where f.attribute = :name and f.until is null "
        "and (f.doubt_id is not null or f.certainty <> 'certain') order by f.testimony_id, f.id",
        {"name": attribute, "mark": MISSING},
    )


def read_dates(connection: Connection) -> Given:
    """Read when the testimonies' stories were published."""
    return _given(
        connection,
        "select t.id, s.value from testimonies t join story_dates s on s.story_id = t.story_id "
        "where s.until is null and s.doubt_id is null and s.certainty = 'certain'",
        "select t.id, s.value, null, s.certainty, d.choice from story_dates s "
        "join testimonies t on t.story_id = s.story_id left join doubts d on d.id = s.doubt_id "
        "where s.until is null and (s.doubt_id is not null or s.certainty <> 'certain') order by t.id, s.id",
        {},
    )


def read_outlets(connection: Connection) -> Given:
    """Read in which outlet each testimony was published."""
    query = (
        "select t.id, o.name from testimonies t join stories s on s.id = t.story_id "
        "join outlets o on o.id = s.outlet_id"
    )
    return _given(connection, query, "", {})


def read_codings(connection: Connection, code: str) -> Ints:
    """Read testimony, answer (0 yes, 1 no, 2 cannot tell), whether settled, and whether stale, of a code.

    One row for what was settled, else one for each coder: the answer to the testimony as a
    whole, else yes where words of it carry the code.
    """
    fields = "testimony_id, case value when 'yes' then 0 when 'no' then 1 else 2 end, settled"
    where = "from codings where code = :code and until is null"
    query = f"select 1 {where} and (passage_id is not null or settled = 1) limit 1"
    if not _all(connection, query, {"code": code}):
        query = f"select {fields}, case stale when '' then 0 else 1 end {where}"
        return _counted(connection, _integers(connection, query, 4, {"code": code}))
    query = f"select {fields}, stale, coder, passage_id {where} order by id"
    whole: dict[tuple[int, str], tuple[int, int, int, int]] = {}
    marked: dict[tuple[int, str], tuple[int, int, int, int]] = {}
    for testimony, answer, settled, stale, coder, passage in _all(connection, query, {"code": code}):
        key, row = (testimony, "" if settled else coder), (testimony, answer, settled, int(bool(stale)))
        if passage is None:
            whole[key] = row
        else:
            marked[key] = min(marked.get(key, row), row, key=lambda one: _STRENGTH[one[1]])
    said = marked | whole
    ended = {testimony for testimony, coder in said if not coder}
    rows = [row for (testimony, coder), row in said.items() if not coder or testimony not in ended]
    return _counted(connection, np.array(rows, np.int64).reshape(-1, 4))


def read_printed_names(connection: Connection, attribute: str) -> dict[int, str]:
    """Return what each testimony prints as an attribute (usually a name)."""
    query = text("select testimony_id, value from facts where attribute = :name and until is null order by id")
    return {number: value for number, value in connection.execute(query, {"name": attribute}) if value}


def uncounted(connection: Connection) -> set[int]:
    """Return the testimonies of excluded stories and of copies: they are no cases."""
    return set(_uncounted(connection).tolist())


def copies_as_counted(connection: Connection) -> set[int]:
    """Return the stories that are left out as copies of another."""
    return {row[0] for row in _all(connection, _COPIES, {})}


def read_unclear(connection: Connection) -> list[tuple[int, int]]:
    """Return the stories that screeners left unclear, each with the number of its testimonies, if it has any."""
    query = (
        "select v.story_id, count(*) from verdicts v join testimonies t on t.story_id = v.story_id "
        f"where v.verdict = 'unclear' and v.story_id not in ({_COPIES}) group by v.story_id order by v.story_id"
    )
    return [(row[0], row[1]) for row in _all(connection, query, {})]


def read_row_keys(connection: Connection) -> dict[int, str]:
    """Return the key of the sheet row that each testimony came in."""
    query = text("select t.id, r.key from testimonies t join sheet_rows r on r.id = t.row_id")
    return {row[0]: row[1] for row in connection.execute(query)}


def read_row(connection: Connection, testimony: int) -> dict[str, str]:
    """Return the row that a testimony came in, as printed."""
    query = text("select r.printed from testimonies t join sheet_rows r on r.id = t.row_id where t.id = :id")
    printed = connection.execute(query, {"id": testimony}).scalar()
    return json.loads(printed) if printed else {}


def _given(connection: Connection, sure: str, unsure: str, parameters: dict[str, str]) -> Given:
    rows, out = _all(connection, sure, parameters), _uncounted(connection)
    if len(out):
        left_out = set(out.tolist())
        rows = [row for row in rows if row[0] not in left_out]
    testimonies = np.fromiter(map(itemgetter(0), rows), np.int64, len(rows))
    values = list(map(itemgetter(1), rows))
    candidates = [Open(*row) for row in _all(connection, unsure, parameters)] if unsure else []
    if len(out):
        candidates = [one for one in candidates if one.testimony not in left_out]
    return Given(testimonies, values, candidates)


def _uncounted(connection: Connection) -> Ints:
    """Return the testimonies of excluded stories and of copies; usually there are none, or few."""
    return _integers(
        connection,
        f"select id from testimonies where story_id in ({_LEFT_OUT})",
        1,
    ).ravel()


def _counted(connection: Connection, found: Ints) -> Ints:
    """Leave out the rows of testimonies of excluded stories and of copies; the testimony stands first."""
    out = _uncounted(connection)
    return found[~np.isin(found[:, 0], out)] if len(out) else found


def _integers(connection: Connection, query: str, width: int, parameters: dict[str, str] | None = None) -> Ints:
    rows = _all(connection, query, parameters or {})
    return np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * width).reshape(-1, width)


def read_spoken_in(connection: Connection, person: int | None = None) -> list[Any]:
    """Read of every testimony, or those of one person: born_as, sheet, key, story, outlet, title, address, language."""
    of_person = "" if person is None else f" and t.person_id = {person:d}"
    query = (
        "select t.id, t.person_id, t.born_as, sh.name as sheet, r.key, s.id as story, o.name as outlet, "
        "s.title, s.address, s.language from testimonies t join stories s on s.id = t.story_id "
        "left join outlets o on o.id = s.outlet_id left join sheet_rows r on r.id = t.row_id "
        f"left join sheets sh on sh.id = r.sheet_id where t.story_id not in ({_LEFT_OUT}){of_person} order by t.id"
    )
    return _all(connection, query, {})


def read_printed(connection: Connection, only: Collection[int] | None = None) -> list[Any]:
    """Read what every testimony, or some, printed: testimony, field, value, missing, certainty, printed, doubt."""
    return _all(
        connection,
        "select testimony_id, attribute, value, missing, certainty, printed, doubt_id, id "
        f"from facts where until is null{_among('testimony_id', only)} union all "
        "select t.id, 'published', d.value, null, d.certainty, d.printed, d.doubt_id, d.id from story_dates d "
        f"join testimonies t on t.story_id = d.story_id where d.until is null{_among('t.id', only)} order by 1, 2, 8",
        {},
    )


def read_answers(connection: Connection, only: Collection[int] | None = None) -> list[Any]:
    """Read testimony, code, answer and coder of every coding in force, or of those of some testimonies."""
    query = (
        "select c.testimony_id, c.code, c.value, c.coder from codings c join testimonies t on t.id = c.testimony_id "
        f"where c.until is null and t.story_id not in ({_LEFT_OUT}){_among('c.testimony_id', only)} "
        "order by c.testimony_id, c.id"
    )
    return _all(connection, query, {})


def read_given(connection: Connection, only: Collection[int]) -> dict[str, Given]:
    """Read at once what a few testimonies say in every field, `published` among them."""
    rows = _all(
        connection,
        "select f.testimony_id, f.value, f.missing, f.certainty, d.choice, f.attribute, f.doubt_id, f.id "
        f"from facts f left join doubts d on d.id = f.doubt_id where f.until is null{_among('f.testimony_id', only)} "
        "union all select t.id, s.value, null, s.certainty, d.choice, 'published', s.doubt_id, s.id "
        "from story_dates s join testimonies t on t.story_id = s.story_id left join doubts d on d.id = s.doubt_id "
        f"where s.until is null{_among('t.id', only)} order by 1, 8",
        {},
    )
    sure: dict[str, list[tuple[int, str]]] = defaultdict(list)
    unsure: dict[str, list[Open]] = defaultdict(list)
    for testimony, value, missing, certainty, choice, name, doubt, _ in rows:
        if doubt is None and certainty == "certain":
            sure[name].append((testimony, value if missing is None else f"{MISSING}{missing}"))
        else:
            unsure[name].append(Open(testimony, value, missing, certainty, choice))
    return {
        name: Given(
            np.array([testimony for testimony, _ in sure[name]], np.int64),
            [value for _, value in sure[name]],
            unsure[name],
        )
        for name in {*sure, *unsure}
    }


def read_homes(connection: Connection, only: Collection[int]) -> dict[int, int]:
    """Return the persons of some testimonies; one of an excluded story has none."""
    query = f"select id, person_id from testimonies where story_id not in ({_LEFT_OUT}){_among('id', only)}"
    return dict(map(tuple, _all(connection, query, {})))


def read_neighbours(connection: Connection, person: int) -> tuple[int | None, int | None]:
    """Return the numbers of the cases before and after one."""
    where = f"from testimonies where story_id not in ({_LEFT_OUT}) and person_id"
    query = f"select (select max(person_id) {where} < {person:d}), (select min(person_id) {where} > {person:d})"
    before, after = _all(connection, query, {})[0]
    return before, after


def _among(column: str, only: Collection[int] | None) -> str:
    """Narrow a question to some ids; they are numbers, so they may stand in it as they are."""
    if only is None:
        return ""
    return f" and {column} in ({', '.join(f'{number:d}' for number in only)})" if only else " and 1 = 0"


def _all(connection: Connection, query: str, parameters: dict[str, str]) -> list[Any]:
    """Fetch everything as the driver gives it; wrapping a million rows would take longer than reading them."""
    names = {name: value for name, value in parameters.items() if f":{name}" in query}
    cursor = connection.execute(text(query), names).cursor
    return list(cursor.fetchall()) if cursor is not None else []


def count_rows(connection: Connection) -> dict[str, int]:
    """Count what a study holds, by what it is called."""
    counted = {
        "sheets imported": "select count(*) from sheets",
        "stories": "select count(*) from stories",
        "outlets": "select count(*) from outlets",
        "testimonies": f"select count(*) from testimonies where story_id not in ({_LEFT_OUT})",
        "persons": f"select count(distinct person_id) from testimonies where story_id not in ({_LEFT_OUT})",
        "judgements in force": "select count(*) from judgements where undone_at is null",
        "codings": "select count(*) from codings where until is null",
        "acts in the journal": "select count(*) from journal",
    }
    return {name: int(connection.execute(text(query)).scalar() or 0) for name, query in counted.items()}


# ---- views of the case table ------------------------------------------------------------


def read_views(connection: Connection, actor: str) -> list[Any]:
    """Return the rows of the views that are somebody's own, then of those that others share with them."""
    mine = views.c.actor == actor
    query = select(views).where(or_(mine, views.c.shared == 1)).order_by(mine.desc(), views.c.name, views.c.id)
    return list(connection.execute(query))


def write_view(connection: Connection, **values: object) -> None:
    """Keep a view."""
    connection.execute(insert(views).values(values))


def share_view(connection: Connection, number: int, shared: int, blind: str) -> None:
    """Share a view, or no more."""
    connection.execute(update(views).where(views.c.id == number).values(shared=shared, blind=blind))


def remove_view(connection: Connection, number: int) -> None:
    """Forget a view."""
    connection.execute(delete(views).where(views.c.id == number))
