"""The SQL of people: testimonies, facts, persons, judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, func, insert, or_, select, update

from outspoken.collect.records import Fact
from outspoken.collect.store import in_batches
from outspoken.people.evidence import Telling
from outspoken.people.records import Judgement, Opening, Restricted, Testimony, Verdict
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.sight import Level
from outspoken.study.tables import (
    facts,
    judgements,
    openings,
    outlets,
    persons,
    restrictions,
    sheet_rows,
    stories,
    story_dates,
    testimonies,
    texts,
    trusted,
)


def add_testimonies(connection: Connection, places: Sequence[tuple[int, int | None]]) -> list[int]:
    """Make a testimony, and the person it is born as, for each story id and row id."""
    numbers = list(ids.take(connection, "testimony", len(places)))
    born = ids.take(connection, "person", len(places))
    for batch in in_batches([{"id": person} for person in born]):
        connection.execute(insert(persons), batch)
    rows: list[dict[str, int | None]] = [
        {"id": number, "story_id": story, "row_id": row, "born_as": person, "person_id": person}
        for number, person, (story, row) in zip(numbers, born, places, strict=True)
    ]
    for part in in_batches(rows):
        connection.execute(insert(testimonies), part)
    return numbers


def is_story(connection: Connection, story: int) -> bool:
    """Whether there is a story of that id."""
    return connection.execute(select(stories.c.id).where(stories.c.id == story)).scalar() is not None


def by_row(connection: Connection, row_ids: Sequence[int]) -> dict[int, int]:
    """Return the testimony of each row that has one."""
    found: dict[int, int] = {}
    for batch in in_batches(row_ids):
        query = select(testimonies.c.row_id, testimonies.c.id).where(testimonies.c.row_id.in_(batch))
        found.update((row, number) for row, number in connection.execute(query))
    return found


def add_facts(
    connection: Connection, seq: int, said_by: str, given: Sequence[tuple[int, Fact, str, int | None]]
) -> None:
    """Store facts: testimony, fact, what was printed, and the doubt that leaves it open."""
    if not given:
        return
    rows = [
        {
            "id": number,
            "testimony_id": testimony,
            "attribute": fact.field,
            "value": fact.value,
            "missing": fact.missing.value if fact.missing else None,
            "certainty": fact.certainty.value,
            "printed": printed,
            "said_by": said_by,
            "since": seq,
            "until": None,
            "doubt_id": doubt,
        }
        for number, (testimony, fact, printed, doubt) in zip(
            ids.take(connection, "fact", len(given)), given, strict=True
        )
    ]
    for batch in in_batches(rows):
        connection.execute(insert(facts), batch)


def end_facts(connection: Connection, seq: int, replaced: Sequence[tuple[int, str]]) -> None:
    """Mark the facts of testimonies about an attribute as replaced."""
    statement = (
        update(facts)
        .where(facts.c.testimony_id == bindparam("testimony"), facts.c.attribute == bindparam("name"))
        .where(facts.c.until.is_(None))
        .values(until=seq)
    )
    for batch in in_batches(replaced):
        connection.execute(statement, [{"testimony": testimony, "name": name} for testimony, name in batch])


def read_testimonies(connection: Connection, only: Iterable[int] | None = None) -> list[Testimony]:
    """Return testimonies, all or some, in the order of their ids."""
    query = (
        select(testimonies, sheet_rows.c.key)
        .outerjoin(sheet_rows, sheet_rows.c.id == testimonies.c.row_id)
        .order_by(testimonies.c.id)
    )
    if only is not None:
        query = query.where(testimonies.c.id.in_(list(only)))
    return [
        Testimony(row["id"], row["story_id"], row["born_as"], row["person_id"], row["key"] or "")
        for row in connection.execute(query).mappings()
    ]


def testimony_born_as(connection: Connection, person: int) -> int | None:
    """Return the testimony that was born as a person."""
    return connection.execute(select(testimonies.c.id).where(testimonies.c.born_as == person)).scalar()


_JUDGEMENTS = select(
    *(judgements.c[name] for name in ("id", "left_id", "right_id", "verdict", "reason", "actor", "at")),
    func.coalesce(judgements.c.undone_by, ""),
    func.coalesce(judgements.c.undone_at, ""),
    judgements.c.split,
).order_by(judgements.c.id)
_THEIRS = select(testimonies.c.id).where(testimonies.c.person_id == bindparam("person")).scalar_subquery()
_OF_PERSON = _JUDGEMENTS.where(or_(judgements.c.left_id.in_(_THEIRS), judgements.c.right_id.in_(_THEIRS)))
_STANDING, _STANDING_OF_PERSON = (query.where(judgements.c.undone_at.is_(None)) for query in (_JUDGEMENTS, _OF_PERSON))


def read_judgements(connection: Connection, *, undone: bool = False, about: int | None = None) -> list[Judgement]:
    """Return the judgements, all or those about one person, without the undone ones unless asked for."""
    every, theirs = (_JUDGEMENTS, _OF_PERSON) if undone else (_STANDING, _STANDING_OF_PERSON)
    rows = connection.execute(every) if about is None else connection.execute(theirs, {"person": about})
    return [_judgement(row) for row in rows]


def judgements_of(connection: Connection, pair: tuple[int, int]) -> list[Judgement]:
    """Return the judgements on a pair that are not undone."""
    query = _STANDING.where(judgements.c.left_id == pair[0], judgements.c.right_id == pair[1])
    return [_judgement(row) for row in connection.execute(query)]


def read_judgement(connection: Connection, number: int) -> Judgement | None:
    """Return one judgement, undone or not."""
    row = connection.execute(_JUDGEMENTS.where(judgements.c.id == number)).first()
    return None if row is None else _judgement(row)


def _judgement(row: Any) -> Judgement:
    number, left, right, said, *rest = row
    return Judgement(number, left, right, Verdict(said), *rest)


def _joined_by_same() -> Select[int]:
    same = judgements.alias("same")
    start = testimonies.c.id.in_(bindparam("start", expanding=True))
    near = select(testimonies.c.id.label("testimony")).where(start).cte("near", recursive=True)
    other = case((same.c.left_id == near.c.testimony, same.c.right_id), else_=same.c.left_id)
    ends = or_(same.c.left_id == near.c.testimony, same.c.right_id == near.c.testimony)
    more = select(other).where(ends, same.c.verdict == Verdict.SAME.value, same.c.undone_at.is_(None))
    return select(near.union(more).c.testimony)


_JOINED = _joined_by_same()
_BETWEEN = _STANDING.where(
    *(end.in_(bindparam("members", expanding=True)) for end in (judgements.c.left_id, judgements.c.right_id))
)


def judgements_around(connection: Connection, start: Collection[int]) -> list[Judgement]:
    """Return the judgements that are not undone between all those that *same* joins to some testimonies."""
    members = list(connection.execute(_JOINED, {"start": list(start)}).scalars())
    return [_judgement(row) for row in connection.execute(_BETWEEN, {"members": members})]


def judged_before(connection: Connection, left: int, right: int) -> bool:
    """Whether anybody ever judged the pair, undone or not."""
    query = select(judgements.c.id).where(judgements.c.left_id == left, judgements.c.right_id == right).limit(1)
    return connection.execute(query).first() is not None


def add_judgement(
    connection: Connection, left: int, right: int, verdict: Verdict, reason: str, actor: str
) -> Judgement:
    """Write down a judgement on a pair, the smaller testimony id first."""
    number = ids.take(connection, "judgement")[0]
    made = Judgement(number, min(left, right), max(left, right), verdict, reason, actor, now())
    connection.execute(
        insert(judgements).values(
            id=made.id,
            left_id=made.left,
            right_id=made.right,
            verdict=verdict.value,
            reason=reason,
            actor=actor,
            at=made.at,
        )
    )
    return made


def add_split(connection: Connection, pairs: Iterable[tuple[int, int]], reason: str, actor: str) -> list[Judgement]:
    """Write down that each of some pairs is different, as parts of one split."""
    made = [add_judgement(connection, *pair, Verdict.DIFFERENT, reason, actor) for pair in pairs]
    numbers = [one.id for one in made]
    connection.execute(update(judgements).where(judgements.c.id.in_(numbers)).values(split=numbers[0]))
    return [replace(one, split=numbers[0]) for one in made]


def undo_judgement(connection: Connection, number: int, actor: str) -> None:
    """Mark a judgement as undone."""
    values = {"undone_at": now(), "undone_by": actor}
    connection.execute(update(judgements).where(judgements.c.id == number).values(**values))


def set_persons(connection: Connection, assigned: Iterable[tuple[int, int]]) -> None:
    """Say which person each testimony speaks of."""
    statement = update(testimonies).where(testimonies.c.id == bindparam("testimony")).values(person_id=bindparam("to"))
    for batch in in_batches([{"testimony": testimony, "to": person} for testimony, person in assigned]):
        connection.execute(statement, batch)


def judgements_on(connection: Connection, testimony_ids: Iterable[int]) -> list[Judgement]:
    """Return the judgements, undone ones too, that touch any of the testimonies."""
    wanted = list(testimony_ids)
    touching = select(judgements.c.id).where(or_(judgements.c.left_id.in_(wanted), judgements.c.right_id.in_(wanted)))
    known = {number for (number,) in connection.execute(touching)}
    return [judgement for judgement in read_judgements(connection, undone=True) if judgement.id in known]


def read_restrictions(connection: Connection) -> list[Restricted]:
    """Return the restrictions in force, in the order of their ids."""
    names: dict[int, list[str]] = defaultdict(list)
    for number, name in connection.execute(select(trusted.c.restriction_id, trusted.c.actor).order_by(trusted.c.actor)):
        names[number].append(name)
    opened: dict[int, list[Opening]] = defaultdict(list)
    for row in connection.execute(select(openings).order_by(openings.c.id)).mappings():
        opened[row["restriction_id"]].append(Opening(row["actor"], row["reason"], row["at"], row["ends"]))
    query = select(restrictions).where(restrictions.c.until.is_(None)).order_by(restrictions.c.id)
    return [
        Restricted(
            row["id"],
            row["testimony_id"],
            row["case"],
            row["attribute"] or "",
            Level(row["level"]),
            tuple(names[row["id"]]),
            row["actor"],
            row["at"],
            tuple(opened[row["id"]]),
        )
        for row in connection.execute(query).mappings()
    ]


def add_restrictions(connection: Connection, made: Sequence[Restricted], seq: int) -> list[int]:
    """Store restrictions under new ids, whatever ids they have, and return these."""
    numbers = list(ids.take(connection, "restriction", len(made)))
    rows = [
        {
            "id": number,
            "testimony_id": one.testimony,
            "attribute": one.attribute or None,
            "level": one.level.value,
            "case": one.case,
            "actor": one.actor,
            "at": one.at,
            "since": seq,
        }
        for number, one in zip(numbers, made, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(restrictions), batch)
    named = [
        {"restriction_id": number, "actor": name}
        for number, one in zip(numbers, made, strict=True)
        for name in one.trusted
    ]
    for part in in_batches(named):
        connection.execute(insert(trusted), part)
    return numbers


def end_restrictions(connection: Connection, numbers: Iterable[int], seq: int) -> None:
    """Mark restrictions as lifted."""
    ended = restrictions.c.id.in_(list(numbers))
    connection.execute(update(restrictions).where(ended).values(until=seq))


def add_openings(connection: Connection, numbers: Iterable[int], opening: Opening) -> None:
    """Write down that somebody opened what is sealed."""
    for number in numbers:
        connection.execute(
            insert(openings).values(
                id=ids.take(connection, "opening")[0],
                restriction_id=number,
                actor=opening.actor,
                reason=opening.reason,
                at=opening.at,
                ends=opening.ends,
            )
        )


def testimonies_of_person_of(connection: Connection, testimony: int) -> list[tuple[int, int]]:
    """Return id and number born with of every testimony of the person that one speaks of."""
    person = select(testimonies.c.person_id).where(testimonies.c.id == testimony).scalar_subquery()
    query = select(testimonies.c.id, testimonies.c.born_as).where(testimonies.c.person_id == person)
    return [(number, born) for number, born in connection.execute(query.order_by(testimonies.c.id))]


def read_tellings(connection: Connection) -> dict[int, Telling]:
    """Return of every story that has a text its words in all languages, its outlet, and its day if it is certain."""
    days = dict[int, str](
        (story, value)
        for story, value in connection.execute(
            select(story_dates.c.story_id, story_dates.c.value)
            .where(story_dates.c.until.is_(None), story_dates.c.doubt_id.is_(None))
            .where(story_dates.c.certainty == "certain")
        )
    )
    query = (
        select(texts.c.story_id, outlets.c.name, texts.c.title, texts.c.words)
        .join(stories, stories.c.id == texts.c.story_id)
        .outerjoin(outlets, outlets.c.id == stories.c.outlet_id)
        .where(texts.c.until.is_(None))
        .order_by(texts.c.id)
    )
    found: dict[int, Telling] = {}
    for story, outlet, title, words in connection.execute(query):
        before = found[story].words + "\n" if story in found else ""
        found[story] = Telling(f"{before}{title}\n{words}", outlet or "", days.get(story, ""))
    return found


def published_in(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return the address and the outlet of every story, "" for none."""
    query = select(stories.c.id, stories.c.address, outlets.c.name).outerjoin(
        outlets, outlets.c.id == stories.c.outlet_id
    )
    return {number: (address, outlet or "") for number, address, outlet in connection.execute(query)}


def count_texts(connection: Connection) -> int:
    """Return how many texts there are that no newer reading replaced."""
    return int(connection.execute(select(func.count()).select_from(texts).where(texts.c.until.is_(None))).scalar_one())


def read_facts(connection: Connection, attributes: Iterable[str]) -> list[tuple[int, str, str]]:
    """Return testimony, attribute and value of the facts in force that are not missing."""
    query = (
        select(facts.c.testimony_id, facts.c.attribute, facts.c.value)
        .where(facts.c.attribute.in_(list(attributes)), facts.c.until.is_(None), facts.c.missing.is_(None))
        .order_by(facts.c.id)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
