"""The SQL of coding."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, update

from outspoken.coding.records import Answer
from outspoken.collect.store import in_batches
from outspoken.study import ids
from outspoken.study.tables import codings


def add_codings(connection: Connection, seq: int, coder: str, given: Sequence[tuple[int, str, Answer]]) -> None:
    """Store codings: testimony, code, answer."""
    if not given:
        return
    rows = [
        {
            "id": number,
            "testimony_id": testimony,
            "code": code,
            "value": answer.value,
            "coder": coder,
            "since": seq,
            "until": None,
        }
        for number, (testimony, code, answer) in zip(ids.take(connection, "coding", len(given)), given, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(codings), batch)


def end_codings(connection: Connection, seq: int, replaced: Sequence[tuple[int, str]]) -> None:
    """Mark codings of testimonies with a code as replaced."""
    statement = (
        update(codings)
        .where(codings.c.testimony_id == bindparam("testimony"), codings.c.code == bindparam("name"))
        .where(codings.c.until.is_(None))
        .values(until=seq)
    )
    for batch in in_batches(replaced):
        connection.execute(statement, [{"testimony": testimony, "name": code} for testimony, code in batch])
