"""The SQL of analysing: reads whole columns at once, as numbers wherever it can.

What an excluded story tells of is read nowhere, nor is what a copy of another repeats, nor a testimony that was left
out as fake or not eligible: they make no cases. The stories that count perhaps are read as those that count, and named
by `read_open_stories`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, or_, select, text, update

from outspoken.archive.copies.clusters import in_force as copies_in_force
from outspoken.archive.copies.clusters import settled, standing_in
from outspoken.archive.copies.records import CopyVerdict
from outspoken.archive.copies.store import read_judgements as read_copy_judgements
from outspoken.people.clusters import in_force
from outspoken.people.records import Verdict
from outspoken.people.store import read_judgements
from outspoken.study.tables import views

MISSING = "\x1f"
"""Stands before the kind of missing where a value would stand."""

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


Ties = Mapping[tuple[int, int], Sequence[frozenset[int]]]
"""Pairs of persons, each with the open stories that each of its judgements rests on."""


def read_links(connection: Connection, testimonies: Testimonies, gates: Ints) -> tuple[Ties, Ties]:
    """Return the pairs of persons that are unsure, and those that are different."""
    ties: dict[Verdict, dict[tuple[int, int], list[frozenset[int]]]] = {one: {} for one in Verdict}
    out = uncounted(connection)
    for judgement in in_force(read_judgements(connection)).values():
        if out & set(judgement.pair):
            continue
        places = testimonies.places(np.array(judgement.pair))
        left, right = (int(testimonies.owners[place]) for place in places)
        if left != right:
            rests_on = frozenset(int(gates[place]) for place in places) - {0}
            ties[judgement.verdict].setdefault((min(left, right), max(left, right)), []).append(rests_on)
    return ties[Verdict.UNSURE], ties[Verdict.DIFFERENT]


def read_gates(connection: Connection, testimonies: Testimonies) -> Ints:
    """Return the story on which it depends whether each testimony counts; 0 where it counts whatever is decided."""
    gates = np.zeros(len(testimonies.ids), np.int64)
    stories = read_open_stories(connection)
    if stories:
        held = _counted(
            connection,
            _integers(
                connection,
                f"select id, story_id from testimonies where story_id in ({_listed(stories)}) order by id",
                2,
            ),
        )
        gates[testimonies.places(held[:, 0])] = [stories[story] for story in held[:, 1].tolist()]
    return gates


def read_open_stories(connection: Connection) -> dict[int, int]:
    """Return the stories that count perhaps, each with the story of which that has to be decided.

    Those are stories that screeners left unclear, and those of which somebody is unsure whether they are a copy of a
    story that tells of the same people.
    """
    copied = _copied(connection)
    unclear = {row[0] for row in _all(connection, "select story_id from verdicts where verdict = 'unclear'", {})}
    found = {story: story for story in unclear if story not in copied.originals}
    found |= {copy: original for copy, original in copied.standing_in.items() if original in unclear}
    for copy, original in copied.unsure:
        text = copied.originals.get(original, original)
        told = text in copied.telling or text in copied.standing_in.values() or text in copied.excluded
        if told and (copy not in copied.originals or copy in copied.standing_in):
            found.setdefault(copy, copy)
    return found


@dataclass(frozen=True, slots=True)
class Copied:
    """What is settled of copies, as counting needs it."""

    originals: Mapping[int, int]
    standing_in: Mapping[int, int]
    """Copies whose testimonies stand for those of their original, which has none."""
    unsure: Sequence[tuple[int, int]]
    telling: frozenset[int]
    """Stories that hold testimonies; known only where there are judgements on copies."""
    excluded: frozenset[int]


def _copied(connection: Connection) -> Copied:
    force = copies_in_force(read_copy_judgements(connection))
    if not force:
        return Copied({}, {}, (), frozenset(), frozenset())
    originals = settled(force)
    telling = frozenset(row[0] for row in _all(connection, "select distinct story_id from testimonies", {}))
    excluded = frozenset(row[0] for row in _all(connection, _EXCLUDED, {}))
    unsure = tuple((one.copy, one.of) for one in force.values() if one.verdict is CopyVerdict.UNSURE)
    return Copied(originals, standing_in(originals, telling, excluded), unsure, telling, excluded)


_EXCLUDED = "select story_id from verdicts where verdict = 'exclude'"
_OUT = "select testimony_id from exclusions where until is null"
"""Testimonies that were left out themselves."""


def left_out(connection: Connection) -> str:
    """Return the SQL that names the stories whose testimonies are no cases: excluded ones, and copies."""
    copied = _copied(connection)
    out = sorted(set(copied.originals) - set(copied.standing_in))
    return f"{_EXCLUDED} union select id from stories where id in ({_listed(out)})" if out else _EXCLUDED


def counts(connection: Connection, of: str = "") -> str:
    """Return the SQL that says whether a testimony counts; `of` is what their table is called, with a full stop."""
    return f"{of}story_id not in ({left_out(connection)}) and {of}id not in ({_OUT})"


def read_silenced(connection: Connection) -> list[tuple[int, int, int, int]]:
    """Return the copies that tell of more people than the story that counts for them.

    Each with the story of which it is a copy, and how many people it and that one tell of; of people who count
    elsewhere nothing is said.
    """
    copied = _copied(connection)
    query = f"select story_id, person_id from testimonies where id not in ({_OUT}) order by id"
    rows = _all(connection, query, {}) if copied.originals else []
    told: dict[int, set[int]] = defaultdict(set)
    for story, person in rows:
        told[story].add(person)
    witness = {original: copy for copy, original in copied.standing_in.items()}
    out = (set(copied.originals) - set(copied.standing_in)) | copied.excluded
    counted = {person for story, people in told.items() if story not in out for person in people}
    found = []
    for copy, original in sorted(copied.originals.items()):
        own = told[copy] - counted
        other = set[int]() if original in copied.excluded else told[witness.get(original, original)]
        if copy not in copied.standing_in and copy not in copied.excluded and own and len(told[copy]) > len(other):
            found.append((copy, original, len(told[copy]), len(other)))
    return found


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
    for testimony, answer, ended, stale, coder, passage in _all(connection, query, {"code": code}):
        key, row = (testimony, "" if ended else coder), (testimony, answer, ended, int(bool(stale)))
        if passage is None:
            whole[key] = row
        else:
            marked[key] = min(marked.get(key, row), row, key=lambda one: _STRENGTH[one[1]])
    said = marked | whole
    done = {testimony for testimony, coder in said if not coder}
    rows = [row for (testimony, coder), row in said.items() if not coder or testimony not in done]
    return _counted(connection, np.array(rows, np.int64).reshape(-1, 4))


def read_printed_names(connection: Connection, attribute: str) -> dict[int, str]:
    """Return what each testimony prints as an attribute (usually a name)."""
    query = text("select testimony_id, value from facts where attribute = :name and until is null order by id")
    return {number: value for number, value in connection.execute(query, {"name": attribute}) if value}


def uncounted(connection: Connection) -> set[int]:
    """Return the testimonies of excluded stories and of copies, and those left out themselves: they are no cases."""
    return set(_uncounted(connection).tolist())


def read_unclear(connection: Connection) -> list[tuple[int, int]]:
    """Return the stories that have to be decided about, each with the number of testimonies that depend on it."""
    stories = read_open_stories(connection)
    where = f"story_id in ({_listed(stories)}) and id not in ({_OUT})"
    rows = _all(connection, f"select story_id from testimonies where {where}", {})
    return sorted(Counter(stories[row[0]] for row in rows).items()) if stories else []


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
    """Return the testimonies that do not count; usually there are none, or few."""
    return _integers(
        connection,
        f"select id from testimonies where story_id in ({left_out(connection)}) or id in ({_OUT})",
        1,
    ).ravel()


def _counted(connection: Connection, found: Ints) -> Ints:
    """Leave out the rows of testimonies that do not count; the testimony stands first."""
    out = _uncounted(connection)
    return found[~np.isin(found[:, 0], out)] if len(out) else found


def _integers(connection: Connection, query: str, width: int, parameters: dict[str, str] | None = None) -> Ints:
    rows = _all(connection, query, parameters or {})
    return np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * width).reshape(-1, width)


def read_spoken_in(connection: Connection, person: int | None = None) -> list[Any]:
    """Read of every testimony, or those of one person: born_as, sheet, key, story, outlet, title, address, language."""
    query = (
        "select t.id, t.person_id, t.born_as, sh.name as sheet, r.key, s.id as story, o.name as outlet, "
        "s.title, s.address, s.language from testimonies t join stories s on s.id = t.story_id "
        "left join outlets o on o.id = s.outlet_id left join sheet_rows r on r.id = t.row_id "
        f"left join sheets sh on sh.id = r.sheet_id where {counts(connection, 't.')}"
    )
    return _all(connection, query + _of("t.person_id =", person) + " order by t.id", _person(person))


def read_printed(connection: Connection) -> list[Any]:
    """Read what every testimony printed: testimony, field, value, missing, certainty, printed, doubt, id."""
    return _all(
        connection,
        "select testimony_id, attribute, value, missing, certainty, printed, doubt_id, id "
        "from facts where until is null union all "
        "select t.id, 'published', d.value, null, d.certainty, d.printed, d.doubt_id, d.id from story_dates d "
        "join testimonies t on t.story_id = d.story_id where d.until is null order by 1, 2, 8",
        {},
    )


def read_said(connection: Connection, person: int) -> list[Any]:
    """Read what the testimonies of one person printed, as `read_printed`, each with the reading that was chosen."""
    return _all(
        connection,
        "select f.testimony_id, f.attribute, f.value, f.missing, f.certainty, f.printed, f.doubt_id, f.id, d.choice "
        "from testimonies t join facts f on f.testimony_id = t.id left join doubts d on d.id = f.doubt_id "
        "where f.until is null and t.person_id = :person union all "
        "select t.id, 'published', s.value, null, s.certainty, s.printed, s.doubt_id, s.id, d.choice "
        "from testimonies t join story_dates s on s.story_id = t.story_id left join doubts d on d.id = s.doubt_id "
        "where s.until is null and t.person_id = :person order by 1, 2, 8",
        _person(person),
    )


def read_answers(connection: Connection, person: int | None = None) -> list[Any]:
    """Read testimony, code, answer and coder of every coding in force, or of those about one person."""
    query = (
        "select c.testimony_id, c.code, c.value, c.coder from codings c join testimonies t on t.id = c.testimony_id "
        f"where c.until is null and {counts(connection, 't.')}"
    )
    return _all(connection, query + _of("t.person_id =", person) + " order by c.testimony_id, c.id", _person(person))


def given_in(rows: Sequence[Any]) -> dict[str, Given]:
    """Sort what `read_said` read of a few testimonies into one column for each field, `published` among them."""
    sure: dict[str, list[tuple[int, str]]] = defaultdict(list)
    unsure: dict[str, list[Open]] = defaultdict(list)
    for testimony, name, value, missing, certainty, _printed, doubt, _id, choice in rows:
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
    """Return the persons of some testimonies; one that does not count has none."""
    among = _listed(only)
    query = f"select id, person_id from testimonies where {counts(connection)} and id in ({among})"
    return dict(map(tuple, _all(connection, query, {})))


def _listed(numbers: Iterable[int]) -> str:
    """List ids for a question; they are numbers, so they may stand in it as they are."""
    return ", ".join(f"{number:d}" for number in numbers) or "null"


def read_neighbours(connection: Connection, person: int) -> tuple[int | None, int | None]:
    """Return the numbers of the cases before and after one."""
    where = f"from testimonies where {counts(connection)} and person_id"
    query = f"select (select max(person_id) {where} < :person), (select min(person_id) {where} > :person)"
    before, after = _all(connection, query, _person(person))[0]
    return before, after


def _of(what: str, person: int | None) -> str:
    return "" if person is None else f" and {what} :person"


def _person(person: int | None) -> dict[str, int]:
    return {} if person is None else {"person": person}


def _all(connection: Connection, query: str, parameters: Mapping[str, str | int]) -> list[Any]:
    """Fetch everything as the driver gives it; wrapping a million rows would take longer than reading them."""
    names = {name: value for name, value in parameters.items() if f":{name}" in query}
    cursor = connection.exec_driver_sql(_spoken(query, connection.dialect.paramstyle), names or None).cursor
    return list(cursor.fetchall()) if cursor is not None else []


@lru_cache(maxsize=256)
def _spoken(query: str, style: str) -> str:
    """Name the parameters as the driver wants them; what need not be compiled is read sooner."""
    return query if style == "qmark" else re.sub(r"(?<!:):(\w+)", r"%(\1)s", query)


def count_rows(connection: Connection) -> dict[str, int]:
    """Count what a study holds, by what it is called."""
    counted = {
        "sheets imported": "select count(*) from sheets",
        "stories": "select count(*) from stories",
        "outlets": "select count(*) from outlets",
        "testimonies": f"select count(*) from testimonies where {counts(connection)}",
        "persons": f"select count(distinct person_id) from testimonies where {counts(connection)}",
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
