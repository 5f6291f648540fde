"""The SQL of rounds, assignments and memos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from outspoken.coding.records import About, Assignment, Memo, Plan, Round, Scheme
from outspoken.collect.store import in_batches
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import assignments, facts, memos, metadata, passages, rounds, testimonies, texts

Place = tuple[int, str, float | None, int]
"""Testimony, coder, chance of having been drawn, turn."""


def add_round(connection: Connection, plan: Plan, population: int, actor: str) -> Round:
    """Write down a round."""
    number = ids.take(connection, "round")[0]
    made = Round(number, plan.name, plan.blind, plan.scheme, plan.seed, population, actor, now(), closed=False)
    connection.execute(
        insert(rounds).values(
            id=made.id,
            name=made.name,
            blind=int(made.blind),
            scheme=made.scheme.value,
            seed=made.seed,
            population=population,
            actor=actor,
            at=made.at,
        )
    )
    return made


def round_by_name(connection: Connection, name: str) -> Round | None:
    """Return a round by its name."""
    row = connection.execute(select(rounds).where(rounds.c.name == name)).mappings().first()
    return None if row is None else _round(row)


def all_rounds(connection: Connection) -> list[Round]:
    """Return every round, the first first."""
    return [_round(row) for row in connection.execute(select(rounds).order_by(rounds.c.id)).mappings()]


def close_round(connection: Connection, seq: int, number: int) -> None:
    """Mark a round as over."""
    connection.execute(update(rounds).where(rounds.c.id == number).values(closed=seq))


def add_assignments(connection: Connection, round_id: int, places: Sequence[Place]) -> None:
    """Write down who codes what, and with which chance it was drawn."""
    numbers = ids.take(connection, "assignment", len(places))
    rows = [
        {"id": number, "round_id": round_id, "testimony_id": testimony, "coder": coder, "chance": chance, "turn": turn}
        for number, (testimony, coder, chance, turn) in zip(numbers, places, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(assignments), batch)


def assignments_of(connection: Connection, round_id: int | None = None, coder: str | None = None) -> list[Assignment]:
    """Return assignments, all or those of a round or a coder, in the order in which they come."""
    query = select(assignments).order_by(assignments.c.round_id, assignments.c.turn, assignments.c.id)
    if round_id is not None:
        query = query.where(assignments.c.round_id == round_id)
    if coder is not None:
        query = query.where(assignments.c.coder == coder)
    return [_assignment(row) for row in connection.execute(query).mappings()]


def finish_assignment(connection: Connection, seq: int, number: int) -> None:
    """Mark an assignment as done."""
    connection.execute(update(assignments).where(assignments.c.id == number).values(finished=seq))


def open_round_of(connection: Connection, coder: str, testimony: int) -> Round | None:
    """Return the newest open round in which a coder codes a testimony."""
    query = (
        select(rounds)
        .join(assignments, assignments.c.round_id == rounds.c.id)
        .where(assignments.c.coder == coder, assignments.c.testimony_id == testimony, rounds.c.closed.is_(None))
        .order_by(rounds.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else _round(row)


def hidden_from(connection: Connection, coder: str) -> set[int]:
    """Return the testimonies of whose codings and suggestions a coder sees only their own.

    # Safety: what a coder has seen, a coder repeats. They stay hidden until the round is closed, also after
    # the coder has finished, because until then every answer may still be changed.
    """
    query = (
        select(assignments.c.testimony_id)
        .join(rounds, rounds.c.id == assignments.c.round_id)
        .where(assignments.c.coder == coder, rounds.c.blind == 1, rounds.c.closed.is_(None))
    )
    return {number for (number,) in connection.execute(query)}


def strata_of(connection: Connection, attribute: str) -> dict[int, str]:
    """Return the value of an attribute that each testimony gives; none is the empty text."""
    joined = and_(facts.c.testimony_id == testimonies.c.id, facts.c.attribute == attribute, facts.c.until.is_(None))
    query = select(testimonies.c.id, facts.c.value).outerjoin(facts, joined).order_by(facts.c.id.desc())
    return {number: value or "" for number, value in connection.execute(query)}


def is_there(connection: Connection, table: str, number: int) -> bool:
    """Whether a table has a row of an id."""
    rows = metadata.tables[table]
    return connection.execute(select(rows.c.id).where(rows.c.id == number)).first() is not None


def hidden_memos(connection: Connection, coder: str, found: Iterable[Memo]) -> set[int]:
    """Return others' memos on what a coder codes blind: on a testimony, on its story, on words of its texts."""
    blind = hidden_from(connection, coder)
    told = select(testimonies.c.story_id).where(testimonies.c.id.in_(blind))
    of_stories = set(connection.execute(told).scalars())
    words = select(passages.c.id).join(texts, texts.c.id == passages.c.text_id).where(texts.c.story_id.in_(of_stories))
    marked = set(connection.execute(words).scalars())
    return {
        one.id
        for one in found
        if one.actor != coder
        and (one.about.testimony_id in blind or one.about.story_id in of_stories or one.about.passage_id in marked)
    }


def add_memo(connection: Connection, seq: int, about: About, words: str, actor: str, replaces: int | None) -> Memo:
    """Write a memo, in place of another one if it replaces one."""
    made = Memo(ids.take(connection, "memo")[0], about, words, actor, now(), replaces)
    if replaces is not None:
        connection.execute(update(memos).where(memos.c.id == replaces).values(until=seq))
    connection.execute(
        insert(memos).values(
            id=made.id,
            story_id=about.story_id,
            testimony_id=about.testimony_id,
            passage_id=about.passage_id,
            code=about.code,
            words=words,
            actor=actor,
            at=made.at,
            since=seq,
            rewords=replaces,
        )
    )
    return made


def memos_in_force(connection: Connection, numbers: Iterable[int] | None = None) -> list[Memo]:
    """Return memos that no later wording replaced."""
    query = select(memos).where(memos.c.until.is_(None)).order_by(memos.c.id)
    if numbers is not None:
        query = query.where(memos.c.id.in_(list(numbers)))
    return [_memo(row) for row in connection.execute(query).mappings()]


def newer_memo(connection: Connection, number: int) -> Memo | None:
    """Return the wording that replaced a memo, through all that came after it."""
    found: Memo | None = None
    while True:
        row = connection.execute(select(memos).where(memos.c.rewords == number)).mappings().first()
        if row is None:
            return found
        found, number = _memo(row), row["id"]


def _round(row: Any) -> Round:
    return Round(
        row["id"],
        row["name"],
        bool(row["blind"]),
        Scheme(row["scheme"]),
        row["seed"],
        row["population"],
        row["actor"],
        row["at"],
        row["closed"] is not None,
    )


def _assignment(row: Any) -> Assignment:
    return Assignment(
        row["id"],
        row["round_id"],
        row["testimony_id"],
        row["coder"],
        row["chance"],
        row["turn"],
        row["finished"] is not None,
    )


def _memo(row: Any) -> Memo:
    about = About(row["code"], row["story_id"], row["testimony_id"], row["passage_id"])
    return Memo(row["id"], about, row["words"], row["actor"], row["at"], row["rewords"])
