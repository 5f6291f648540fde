"""The SQL of checking: exclusions, settled contradictions, answers to suggested values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select, update

from outspoken.collect.store import in_batches
from outspoken.people.checked.records import Answer, Answered, Exclusion, Out, Settlement
from outspoken.study import ids
from outspoken.study.tables import exclusions, facts, settlements, testimonies, value_suggestions


def read_exclusions(connection: Connection, *, undone: bool = False) -> list[Exclusion]:
    """Return the exclusions in force, and those that were taken back if asked for."""
    query = (
        select(exclusions, testimonies.c.born_as)
        .join(testimonies, testimonies.c.id == exclusions.c.testimony_id)
        .order_by(exclusions.c.id)
    )
    if not undone:
        query = query.where(exclusions.c.until.is_(None))
    return [
        Exclusion(
            row["id"],
            row["testimony_id"],
            row["born_as"],
            Out(row["kind"]),
            row["criterion"],
            row["reason"],
            row["actor"],
            row["at"],
            row["undone_by"] or "",
        )
        for row in connection.execute(query).mappings()
    ]


def add_exclusions(connection: Connection, made: Sequence[Exclusion], seq: int) -> list[Exclusion]:
    """Store exclusions under new ids, and return them with these."""
    numbered = [
        replace(one, id=number) for one, number in zip(made, ids.take(connection, "exclusion", len(made)), strict=True)
    ]
    rows = [
        {
            "id": one.id,
            "testimony_id": one.testimony,
            "kind": one.kind.value,
            "criterion": one.criterion,
            "reason": one.reason,
            "actor": one.actor,
            "at": one.at,
            "since": seq,
        }
        for one in numbered
    ]
    for batch in in_batches(rows):
        connection.execute(insert(exclusions), batch)
    return numbered


def end_exclusions(connection: Connection, numbers: Collection[int], seq: int, by: str) -> None:
    """Mark exclusions as taken back."""
    ended = exclusions.c.id.in_(list(numbers))
    connection.execute(update(exclusions).where(ended).values(until=seq, undone_by=by))


def read_settlements(
    connection: Connection, only: Collection[int] | None = None, *, attribute: str = "", undone: bool = False
) -> list[Settlement]:
    """Return settlements, all or those of some testimonies or of one attribute, in the order they were made."""
    query = select(settlements).order_by(settlements.c.id)
    if only is not None:
        query = query.where(settlements.c.testimony_id.in_(list(only)))
    if attribute:
        query = query.where(settlements.c.attribute == attribute)
    if not undone:
        query = query.where(settlements.c.until.is_(None))
    return [
        Settlement(
            row["id"],
            row["testimony_id"],
            row["attribute"],
            row["value"],
            tuple(json.loads(row["aside"])),
            row["reason"],
            row["actor"],
            row["at"],
            row["undone_by"] or "",
        )
        for row in connection.execute(query).mappings()
    ]


def add_settlement(connection: Connection, made: Settlement, seq: int) -> Settlement:
    """Store a settlement under a new id, and return it with this."""
    numbered = replace(made, id=ids.take(connection, "settlement")[0])
    connection.execute(
        insert(settlements).values(
            id=numbered.id,
            testimony_id=made.testimony,
            attribute=made.attribute,
            value=made.value,
            aside=json.dumps(made.aside, ensure_ascii=False),
            reason=made.reason,
            actor=made.actor,
            at=made.at,
            since=seq,
        )
    )
    return numbered


def end_settlement(connection: Connection, number: int, seq: int, by: str) -> None:
    """Mark a settlement as taken back."""
    connection.execute(update(settlements).where(settlements.c.id == number).values(until=seq, undone_by=by))


def read_said(
    connection: Connection,
    attributes: Iterable[str],
    only: Collection[int] | None = None,
    *,
    several: bool = False,
) -> list[tuple[int, int, str, str]]:
    """Return person, testimony, attribute and value of sure facts in force about some attributes.

    Of all testimonies, of some, or (`several`) of persons who have more than one.
    """
    query = (
        select(testimonies.c.person_id, facts.c.testimony_id, facts.c.attribute, facts.c.value)
        .join(testimonies, testimonies.c.id == facts.c.testimony_id)
        .where(facts.c.attribute.in_(list(attributes)), facts.c.until.is_(None), facts.c.missing.is_(None))
        .where(facts.c.doubt_id.is_(None), facts.c.certainty == "certain")
        .order_by(facts.c.testimony_id, facts.c.id)
    )
    if only is not None:
        query = query.where(facts.c.testimony_id.in_(list(only)))
    if several:
        own = testimonies.alias("own")
        many = select(own.c.person_id).group_by(own.c.person_id).having(func.count() > 1)
        query = query.where(testimonies.c.person_id.in_(many))
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]


def there(connection: Connection, testimony: int) -> dict[str, list[tuple[int, str, str]]]:
    """Return what a testimony says now: attribute to id, value and kind of missing of each fact."""
    query = select(facts.c.attribute, facts.c.id, facts.c.value, facts.c.missing).where(
        facts.c.testimony_id == testimony, facts.c.until.is_(None)
    )
    found: dict[str, list[tuple[int, str, str]]] = {}
    for attribute, number, value, missing in connection.execute(query.order_by(facts.c.id)):
        found.setdefault(attribute, []).append((number, value, missing or ""))
    return found


def newest_fact(connection: Connection, testimony: int, attribute: str) -> int:
    """Return the id of the fact about an attribute that was stored last."""
    query = select(facts.c.id).where(facts.c.testimony_id == testimony, facts.c.attribute == attribute)
    return int(connection.execute(query.order_by(facts.c.id.desc()).limit(1)).scalar_one())


def bring_back(connection: Connection, fact: int, since: int, now: int) -> bool:
    """Replace a fact by those that the act `since` had replaced by it; False if it is not in force any more."""
    row = connection.execute(
        select(facts.c.testimony_id, facts.c.attribute).where(facts.c.id == fact, facts.c.until.is_(None))
    ).first()
    if row is None:
        return False
    connection.execute(update(facts).where(facts.c.id == fact).values(until=now))
    replaced = (
        update(facts)
        .where(facts.c.testimony_id == row[0], facts.c.attribute == row[1], facts.c.until == since)
        .values(until=None)
    )
    connection.execute(replaced)
    return True


def read_answers(connection: Connection, testimony: int | None = None) -> list[Answer]:
    """Return what was said to suggested values and not taken back, of one testimony or all."""
    query = select(value_suggestions).where(value_suggestions.c.until.is_(None)).order_by(value_suggestions.c.id)
    if testimony is not None:
        query = query.where(value_suggestions.c.testimony_id == testimony)
    return [
        Answer(
            row["id"],
            row["testimony_id"],
            row["text_id"],
            row["attribute"],
            row["value"],
            row["rule"],
            row["quote"],
            Answered(row["state"]),
            row["actor"],
            row["at"],
            row["since"],
            row["passage_id"],
            row["fact_id"],
        )
        for row in connection.execute(query).mappings()
    ]


def add_answer(connection: Connection, made: Answer) -> Answer:
    """Store what somebody said to a suggested value, and return it with its id."""
    numbered = replace(made, id=ids.take(connection, "value suggestion")[0])
    connection.execute(
        insert(value_suggestions).values(
            id=numbered.id,
            testimony_id=made.testimony,
            text_id=made.text,
            passage_id=made.passage,
            fact_id=made.fact,
            attribute=made.attribute,
            value=made.value,
            rule=made.rule,
            quote=made.quote,
            state=made.state.value,
            actor=made.actor,
            at=made.at,
            since=made.since,
        )
    )
    return numbered


def end_answer(connection: Connection, number: int, seq: int, by: str) -> None:
    """Mark an answer as taken back."""
    connection.execute(
        update(value_suggestions).where(value_suggestions.c.id == number).values(until=seq, undone_by=by)
    )


def testimonies_of_story(connection: Connection, story: int) -> list[tuple[int, int]]:
    """Return id and number born with of every testimony of a story."""
    query = select(testimonies.c.id, testimonies.c.born_as).where(testimonies.c.story_id == story)
    return [(number, born) for number, born in connection.execute(query.order_by(testimonies.c.id))]
