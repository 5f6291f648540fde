"""The SQL of coding: codings and the versions of the codebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from outspoken.coding.recoding import Given, Standing
from outspoken.coding.records import Answer, Change, ChangeKind, Coding, Version
from outspoken.collect.store import in_batches
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import codebooks, codings, passages, testimonies, texts, veils

Saved = tuple[int, str, Answer]
"""Testimony, code, answer."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How codings were given: all that is not the answer itself."""

    coder: str
    version: int = 1
    passage_id: int | None = None
    round_id: int | None = None
    settled: bool = False
    reason: str = ""
    shown: bool = False
    confidence: float | None = None
    suggester: str = ""


# ---- codings -----------------------------------------------------------------------------


def add_codings(connection: Connection, seq: int, manner: Manner, given: Sequence[Saved]) -> list[int]:
    """Store codings given in one manner; return their ids."""
    numbers = list(ids.take(connection, "coding", len(given)))
    rows = [
        {
            **asdict(manner),
            "settled": int(manner.settled),
            "shown": int(manner.shown),
            "id": number,
            "testimony_id": testimony,
            "code": code,
            "given": code,
            "value": answer.value,
            "since": seq,
            "until": None,
            "ended": None,
            "of_id": None,
            "stale": "",
        }
        for number, (testimony, code, answer) in zip(numbers, given, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(codings), batch)
    return numbers


def end_codings(connection: Connection, seq: int, replaced: Sequence[tuple[int, str]]) -> None:
    """Mark codings of testimonies with a code, given outside rounds and not settled, as taken away."""
    statement = (
        update(codings)
        .where(codings.c.testimony_id == bindparam("testimony"), codings.c.code == bindparam("name"))
        .where(codings.c.until.is_(None), codings.c.passage_id.is_(None), codings.c.round_id.is_(None))
        .where(codings.c.settled == 0)
        .values(until=seq, ended=seq)
    )
    for batch in in_batches(replaced):
        connection.execute(statement, [{"testimony": testimony, "name": code} for testimony, code in batch])


def end_coding(connection: Connection, seq: int, number: int, *, for_good: bool) -> None:
    """Mark a coding as replaced, or as taken away for good."""
    values = {"until": seq} | ({"ended": seq} if for_good else {})
    connection.execute(update(codings).where(codings.c.id == number).values(**values))


def codings_in_force(
    connection: Connection, testimony_ids: Iterable[int] | None = None, codes: Iterable[str] | None = None
) -> list[Coding]:
    """Return the codings in force, all or some, in the order of their ids."""
    query = select(codings).where(codings.c.until.is_(None)).order_by(codings.c.id)
    if codes is not None:
        query = query.where(codings.c.code.in_(list(codes)))
    if testimony_ids is None:
        return [_coding(row) for row in connection.execute(query).mappings()]
    found: list[Coding] = []
    for batch in in_batches(list(testimony_ids)):
        some = query.where(codings.c.testimony_id.in_(batch))
        found += [_coding(row) for row in connection.execute(some).mappings()]
    return found


def coding_by_id(connection: Connection, number: int) -> tuple[Coding, bool] | None:
    """Return a coding and whether it is in force."""
    row = connection.execute(select(codings).where(codings.c.id == number)).mappings().first()
    return None if row is None else (_coding(row), row["until"] is None)


def all_given(connection: Connection) -> list[Given]:
    """Return every coding as it was given, replaced ones too."""
    query = (
        select(
            codings.c.id,
            codings.c.coder,
            codings.c.testimony_id,
            codings.c.passage_id,
            codings.c.settled,
            codings.c.given,
            codings.c.value,
            codings.c.since,
            codings.c.version,
            codings.c.ended,
        )
        .where(codings.c.of_id.is_(None))
        .order_by(codings.c.id)
    )
    return [
        Given(
            row.id,
            ("" if row.settled else row.coder, row.testimony_id, row.passage_id, row.settled),
            row.given,
            Answer(row.value),
            row.since,
            row.version,
            row.ended,
        )
        for row in connection.execute(query)
    ]


def set_standings(connection: Connection, found: Sequence[Standing]) -> int:
    """Write where codings stand now; return how many rows it changed."""
    query = select(codings.c.id, codings.c.of_id, codings.c.code, codings.c.until, codings.c.stale)
    rows = connection.execute(query).all()
    stored = {row.id: (row.code, row.until, row.stale) for row in rows if row.of_id is None}
    copies = {(row.of_id, row.code): row for row in rows if row.of_id is not None}
    changed = [
        {"number": one.id, "to": one.code, "ends": one.until, "why": one.stale}
        for one in found
        if one.first and stored[one.id] != (one.code, one.until, one.stale)
    ]
    wanted = {(one.id, one.code): one for one in found if not one.first}
    kept = {key for key, one in wanted.items() if key in copies and copies[key][3:] == (one.until, one.stale)}
    gone = [{"number": row.id} for key, row in copies.items() if key not in kept]
    statement = update(codings).where(codings.c.id == bindparam("number"))
    for batch in in_batches(changed):
        values: dict[str, Any] = {"code": bindparam("to"), "until": bindparam("ends"), "stale": bindparam("why")}
        connection.execute(statement.values(values), batch)
    for batch in in_batches(gone):
        connection.execute(delete(codings).where(codings.c.id == bindparam("number")), batch)
    fresh = [one for key, one in wanted.items() if key not in kept]
    _copy(connection, fresh)
    return len(changed) + len(gone) + len(fresh)


def _copy(connection: Connection, fresh: Sequence[Standing]) -> None:
    numbers = ids.take(connection, "coding", len(fresh))
    for batch in in_batches(list(zip(numbers, fresh, strict=True))):
        query = select(codings).where(codings.c.id.in_([one.id for _, one in batch]))
        origins = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
        rows = [
            {**origins[one.id], "id": number, "of_id": one.id, "code": one.code, "until": one.until, "stale": one.stale}
            for number, one in batch
        ]
        if rows:
            connection.execute(insert(codings), rows)


def testimonies_of_texts(connection: Connection, text_id: int) -> list[int]:
    """Return the testimonies of the story that a text belongs to."""
    query = (
        select(testimonies.c.id)
        .join(texts, texts.c.story_id == testimonies.c.story_id)
        .where(texts.c.id == text_id)
        .order_by(testimonies.c.id)
    )
    return [number for (number,) in connection.execute(query)]


def under_veils(connection: Connection) -> set[int]:
    """Return the testimonies on which a restriction lies, of those that whoever reads may see."""
    query = select(veils.c.number).where(veils.c.kind == "testimony")
    return set(connection.execute(query).scalars())


def read_but_unspoken(connection: Connection) -> list[int]:
    """Return the stories that have a text and in which, as far as is known, nobody speaks."""
    spoken = select(testimonies.c.id).where(testimonies.c.story_id == texts.c.story_id).exists()
    query = select(texts.c.story_id).where(texts.c.until.is_(None), ~spoken).distinct().order_by(texts.c.story_id)
    return list(connection.scalars(query))


def current_texts(connection: Connection, testimony_ids: Iterable[int] | None = None) -> dict[int, int]:
    """Return of each testimony the text to be coded: the newest original, else the newest translation."""
    query: Select[Any] = (
        select(testimonies.c.id, texts.c.id, texts.c.kind)
        .join(texts, texts.c.story_id == testimonies.c.story_id)
        .where(texts.c.until.is_(None))
        .order_by(texts.c.id)
    )
    if testimony_ids is not None:
        query = query.where(testimonies.c.id.in_(list(testimony_ids)))
    found: dict[int, tuple[bool, int]] = {}
    for testimony, text, kind in connection.execute(query):
        rank = (kind != "translation", text)
        found[testimony] = max(found.get(testimony, rank), rank)
    return {testimony: text for testimony, (_, text) in found.items()}


def quotes_of(connection: Connection, passage_ids: Iterable[int]) -> dict[int, tuple[int, int, int, str]]:
    """Return of passages the text, where they begin and end, and the words."""
    found = {}
    for batch in in_batches(sorted(set(passage_ids))):
        query = select(passages.c.id, passages.c.text_id, passages.c.start, passages.c["end"], passages.c.quote).where(
            passages.c.id.in_(batch)
        )
        found.update({row[0]: (row[1], row[2], row[3], row[4]) for row in connection.execute(query)})
    return found


# ---- versions of the codebook ------------------------------------------------------------


def add_version(connection: Connection, version: Version) -> None:
    """Write down a version of the codebook."""
    connection.execute(
        insert(codebooks).values(
            id=version.number,
            words=version.words,
            meanings=json.dumps(version.meanings),
            changes=json.dumps([[one.kind.value, one.codes, one.into] for one in version.changes]),
            actor=version.actor,
            at=version.at or now(),
            since=version.since,
        )
    )


def versions(connection: Connection) -> list[Version]:
    """Return all versions of the codebook, those that were taken back too."""
    rows = connection.execute(select(codebooks).order_by(codebooks.c.id)).mappings()
    return [_version(row) for row in rows]


def current_version(connection: Connection) -> Version | None:
    """Return the newest version that was not taken back."""
    query = select(codebooks).where(codebooks.c.undone.is_(None)).order_by(codebooks.c.id.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return None if row is None else _version(row)


def last_number(connection: Connection) -> int:
    """Return the highest number that any version had."""
    return connection.execute(select(func.max(codebooks.c.id))).scalar() or 0


def reword_version(connection: Connection, number: int, words: str) -> None:
    """Keep the newest words of a version of which only comments changed."""
    connection.execute(update(codebooks).where(codebooks.c.id == number).values(words=words))


def undo_version(connection: Connection, number: int, seq: int) -> None:
    """Mark a version as taken back."""
    connection.execute(update(codebooks).where(codebooks.c.id == number).values(undone=seq))


def _version(row: Any) -> Version:
    changes = tuple(
        Change(ChangeKind(kind), tuple(codes), tuple(into)) for kind, codes, into in json.loads(row["changes"])
    )
    return Version(
        row["id"],
        row["words"],
        json.loads(row["meanings"]),
        changes,
        row["actor"],
        row["at"],
        row["since"],
        row["undone"],
    )


def _coding(row: Any) -> Coding:
    return Coding(
        id=row["id"],
        testimony_id=row["testimony_id"],
        code=row["code"],
        answer=Answer(row["value"]),
        coder=row["coder"],
        version=row["version"],
        given=row["given"],
        passage_id=row["passage_id"],
        round_id=row["round_id"],
        stale=row["stale"],
        settled=bool(row["settled"]),
        reason=row["reason"],
        shown=bool(row["shown"]),
        confidence=row["confidence"],
        suggester=row["suggester"],
    )
