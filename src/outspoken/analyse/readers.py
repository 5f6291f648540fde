"""What may be asked of a study's numbers: doubts, crossings, members of a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from outspoken.analyse import store
from outspoken.analyse.axes import make, understand, whole
from outspoken.analyse.casetable import load
from outspoken.analyse.crossings import cross, members
from outspoken.analyse.doubts import all_doubts
from outspoken.analyse.foresight import foreseen, people
from outspoken.analyse.listing import Asked, known_columns, understood
from outspoken.analyse.records import Axis, CaseTable, Crossing, Unit
from outspoken.analyse.views import View, read
from outspoken.analyse.views import found as found_among
from outspoken.analyse.worth import Change, Values, changes
from outspoken.coding.codebook import read_codebook
from outspoken.collect.records import Doubt
from outspoken.errors import NotFound
from outspoken.estimates import Estimate
from outspoken.people.clusters import Pair, in_force
from outspoken.people.joining import nobody
from outspoken.people.records import Testimony, Verdict
from outspoken.people.store import read_judgements, read_testimonies
from outspoken.screen.readers import flow
from outspoken.screen.records import Flow
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.settings import AttributeType
from outspoken.study.study import Study


def doubts_of(study: Study, *, by: Actor, settled: bool = False) -> list[Doubt]:
    """Return what is in doubt."""
    with study.read(by=by) as connection:
        return all_doubts(connection, study.settings, settled=settled)


@dataclass(frozen=True, slots=True)
class Cell:
    """The cases of one cell of a crossing, by their numbers."""

    row_axis: str
    column_axis: str
    row: str
    """What the row is called; empty for all of them."""
    column: str
    sure: tuple[int, ...]
    maybe: tuple[int, ...]
    """Those that are in it only as some doubts turn out."""


def crossed(study: Study, rows: str, columns: str | None, *, by: Actor, unit: Unit = Unit.PERSONS) -> Crossing:
    """Cross two axes, each named by one word (`country`, `month`, `region(un)`, `leaving`).

    Without a second word it counts along the first one alone.

    Raises:
        NotFound: if an axis means nothing in this study.
    """
    return cross(*_sides(study, rows, columns, by, unit))


def cell_of(study: Study, rows: str, columns: str | None, row: str, column: str, *, by: Actor) -> Cell:
    """Return the cases in a cell of a crossing of persons; an empty key means the whole row or column.

    Raises:
        NotFound: if an axis means nothing in this study, or has no such place.
    """
    table, down, across = _sides(study, rows, columns, by, Unit.PERSONS)
    found = cross(table, down, across)
    labels = []
    for key, keys, names, axis in (
        (row, found.row_keys, found.rows, down),
        (column, found.column_keys, found.columns, across),
    ):
        said = dict(zip(keys, names, strict=True))
        if key and key not in said:
            raise NotFound(f"{axis.label} has no {key!r}.", "Open the table again; what it counts may have changed.")
        labels.append(said.get(key, ""))
    sure, maybe = members(table, down, across, row, column)
    return Cell(down.label, across.label, labels[0], labels[1], tuple(sure), tuple(maybe))


def views_of(study: Study, *, by: Actor) -> list[View]:
    """Return the views of the case table that are the actor's own, then those that others share with them."""
    with study.read(by=by) as connection:
        return [read(row) for row in store.read_views(connection, by.name)]


def view_called(study: Study, name: str, *, by: Actor) -> Asked:
    """Return what a view asks for, as far as the study still has it.

    Raises:
        NotFound: if the actor sees no view of that name or id.
    """
    return understood(found_among(views_of(study, by=by), name).asked, list(known_columns(study.settings)))


def _sides(study: Study, rows: str, columns: str | None, by: Actor, unit: Unit) -> tuple[CaseTable, Axis, Axis]:
    codebook = read_codebook(study.folder)
    asked = [understand(text, study.settings, codebook) for text in (rows, columns) if text is not None]
    with study.read(by=by) as connection:
        table = load(connection, study.settings, codebook, {name for one in asked for name in one.columns}, unit)
    sides = [make(one, table, study.settings, codebook) for one in asked]
    return table, sides[0], sides[1] if columns else whole(table)


def people_foreseen(study: Study, one: str, other: str, *, by: Actor) -> dict[Verdict, Estimate | None]:
    """Return how many people there would be with each verdict on two testimonies, named as they were born.

    Raises:
        NotFound: if one of them does not exist, or is no case.
    """
    with study.read(by=by) as connection:
        there = _that_count(connection)
        verdicts, gates = _verdicts_and_gates(connection, there)
    counted = {found.born_as: found.id for found in there}
    wanted = []
    for name in (one, other):
        number = counted.get(ids.heard("person", name))
        if number is None:
            raise nobody(name)
        wanted.append(number)
    return foreseen(counted.values(), verdicts, (min(wanted), max(wanted)), gates)


def flow_bounded(study: Study, *, by: Actor) -> Flow:
    """Count what became of every story that was found, and how many cases there are at least, if some are one."""
    found = flow(study, by=by)
    with study.read(by=by) as connection:
        there = _that_count(connection)
        bounds = people([one.id for one in there], *_verdicts_and_gates(connection, there))
    return replace(found, cases_least=int(bounds.low) if bounds is not None and bounds.low is not None else None)


def changes_foreseen(study: Study, one: str, other: str, *, by: Actor) -> list[Change]:
    """Return the numbers that would change if two persons, named by the numbers of their testimonies, were one.

    None if they are one already.

    Raises:
        NotFound: if one of them does not exist, or is no case.
    """
    types = (AttributeType.CATEGORY, AttributeType.COUNTRY, AttributeType.YES_NO)
    with study.read(by=by) as connection:
        home = {found.born_as: found.person_id for found in _that_count(connection)}
        columns = [name for name, found in study.settings.attributes.items() if found.type in types]
        values = Values.of_table(load(connection, study.settings, read_codebook(study.folder), columns))
    persons = []
    for name in (one, other):
        if ids.heard("person", name) not in home:
            raise nobody(name)
        persons.append(home[ids.heard("person", name)])
    return changes(values, *persons) if persons[0] != persons[1] else []


def cases_in(study: Study, stories: Iterable[int], *, by: Actor) -> dict[int, tuple[int, ...]]:
    """Return the cases that each of some stories tells of."""
    wanted, found = set(stories), defaultdict(set)
    with study.read(by=by) as connection:
        for one in _that_count(connection):
            if one.story_id in wanted:
                found[one.story_id].add(one.person_id)
    return {story: tuple(sorted(persons)) for story, persons in found.items()}


def _that_count(connection: Connection) -> list[Testimony]:
    """Return the testimonies that make cases."""
    out = store.uncounted(connection)
    return [one for one in read_testimonies(connection) if one.id not in out]


def _verdicts_and_gates(
    connection: Connection, testimonies: Iterable[Testimony]
) -> tuple[dict[Pair, Verdict], dict[int, int]]:
    """Return the verdicts in force, and the testimonies that count perhaps with the story on which that depends."""
    opened = store.read_open_stories(connection)
    verdicts = {pair: one.verdict for pair, one in in_force(read_judgements(connection)).items()}
    return verdicts, {one.id: opened[one.story_id] for one in testimonies if one.story_id in opened}
