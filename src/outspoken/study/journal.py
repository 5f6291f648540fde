"""Keep the record of all acts, each entry sealed with the hash of the one before.

The journal holds identifiers and numbers, never names or words, so that it may stay when
what it speaks of is withdrawn. The chain shows tampering with any entry but the last
ones: whoever can rewrite the whole file can rewrite the whole chain, so note the head
(`outspoken journal head`) somewhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, TableClause, column, insert, select, table

from outspoken.errors import SealBroken
from outspoken.study.engine import HOME
from outspoken.study.tables import journal

FIRST = "0" * 64
Detail = str | int | bool | None | list[int] | list[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, as the journal keeps it."""

    seq: int
    at: str
    actor: str
    act: str
    details: Mapping[str, Detail]
    previous: str
    seal: str


def now() -> str:
    """Return this moment in UTC, to the millisecond."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """Write a moment in UTC as the database keeps it; of two, the earlier sorts first.

    >>> stamp(datetime(2015, 8, 1, 12, tzinfo=UTC))
    '2015-08-01T12:00:00.000Z'
    """
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def next_seq(connection: Connection) -> int:
    """Return the number that the entry of the running act will have."""
    return _head(connection)[0] + 1


def append(connection: Connection, actor: str, act: str, details: Mapping[str, Detail]) -> Entry:
    """Write an entry inside the transaction of its act."""
    seq, previous = _head(connection)
    at = now()
    entry = Entry(seq + 1, at, actor, act, details, previous, _seal(seq + 1, at, actor, act, details, previous))
    connection.execute(
        insert(journal).values(
            seq=entry.seq,
            at=at,
            actor=actor,
            act=act,
            details=_canonical(details),
            previous=previous,
            seal=entry.seal,
        )
    )
    return entry


def entries(connection: Connection, newest: int | None = None) -> Iterator[Entry]:
    """Read the journal from its beginning, or only its newest entries."""
    query = select(journal).order_by(journal.c.seq)
    if newest is not None:
        latest = select(journal.c.seq).order_by(journal.c.seq.desc()).limit(newest)
        query = query.where(journal.c.seq.in_(latest.scalar_subquery()))
    for row in connection.execute(query).mappings():
        yield Entry(
            row["seq"], row["at"], row["actor"], row["act"], json.loads(row["details"]), row["previous"], row["seal"]
        )


def head(connection: Connection) -> str:
    """Return the seal of the last act, also where the reader may not see that act: it tells nothing of it."""
    whole = _whole(connection)
    return connection.execute(select(whole.c.seal).order_by(whole.c.seq.desc()).limit(1)).scalar() or FIRST


def _whole(connection: Connection) -> TableClause:
    return table(
        "journal", *(column(one.name) for one in journal.c), schema=connection.get_execution_options().get(HOME)
    )


def verify(connection: Connection) -> tuple[int, str]:
    """Check every seal and return how many entries there are and the head's seal.

    All entries are checked, those too that the reader may not see; nothing is told of these.

    Raises:
        SealBroken: naming the first entry that is not what it was.
    """
    previous, seq = FIRST, 0
    whole = _whole(connection)
    for row in connection.execute(select(whole).order_by(whole.c.seq)).mappings():
        seq += 1
        try:
            details = json.loads(row["details"])
        except (ValueError, RecursionError):
            details = None
        intact = (
            details is not None
            and row["seq"] == seq
            and row["previous"] == previous
            and row["details"] == _canonical(details)
            and row["seal"] == _seal(seq, row["at"], row["actor"], row["act"], details, previous)
        )
        if not intact:
            raise SealBroken(
                f"The journal was changed at entry {seq}: its seal does not fit what it says.",
                "Restore the database from a backup made before the change, and find out who had access.",
            )
        previous = row["seal"]
    return seq, previous


def _head(connection: Connection) -> tuple[int, str]:
    row = connection.execute(select(journal.c.seq, journal.c.seal).order_by(journal.c.seq.desc()).limit(1)).first()
    return (row.seq, row.seal) if row else (0, FIRST)


def _canonical(details: Mapping[str, Detail]) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _seal(seq: int, at: str, actor: str, act: str, details: Mapping[str, Detail], previous: str) -> str:
    body = json.dumps([seq, at, actor, act, _canonical(details), previous], ensure_ascii=False, separators=(",", ":"))
    return sha256(body.encode()).hexdigest()
