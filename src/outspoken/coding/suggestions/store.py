"""The SQL of suggestions: runs, proposals, chances, and the votes of language models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from outspoken.coding.suggestions.records import Honesty
from outspoken.collect.store import in_batches
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import chances, suggestion_runs, suggestions, votes


@dataclass(frozen=True, slots=True)
class Run:
    """What a machine proposed at one time."""

    id: int
    suggester: str
    version: int
    """Of the codebook."""
    honesty: tuple[Honesty, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A suggestion as it is kept, apart from all codings."""

    id: int
    run_id: int
    testimony_id: int
    text_id: int
    code: str
    confidence: float
    proposed: bool
    start: int
    end: int
    quote: str
    terms: tuple[str, ...]
    state: str
    """open, accepted or dismissed."""
    suggester: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a language model answered about one code of one testimony."""

    testimony_id: int
    text_id: int
    code: str
    suggester: str
    asked: str
    """A digest of the question, so that a changed definition is asked anew."""
    value: str
    """yes, no or refused."""
    start: int | None = None
    end: int | None = None
    refused: str = ""


def add_run(
    connection: Connection, seq: int, suggester: str, version: int, honesty: Sequence[Honesty], actor: str
) -> int:
    """Write down a run; return its number."""
    number = ids.take(connection, "run")[0]
    connection.execute(
        insert(suggestion_runs).values(
            id=number,
            suggester=suggester,
            version=version,
            honesty=json.dumps([asdict(one) for one in honesty]),
            actor=actor,
            at=now(),
            since=seq,
        )
    )
    return number


def latest_run(connection: Connection) -> Run | None:
    """Return the newest run."""
    row = connection.execute(select(suggestion_runs).order_by(suggestion_runs.c.id.desc()).limit(1)).mappings().first()
    if row is None:
        return None
    honest = tuple(Honesty(**one) for one in json.loads(row["honesty"]))
    return Run(row["id"], row["suggester"], row["version"], honest, row["at"])


def add_suggestions(connection: Connection, run: int, proposals: Sequence[Mapping[str, Any]]) -> None:
    """Store what a run proposes; what older runs left open goes, what was decided on stays."""
    gone = suggestions.delete().where(suggestions.c.run_id < run, suggestions.c.state == "open")
    connection.execute(gone)
    numbers = ids.take(connection, "suggestion", len(proposals))
    rows = [
        {**one, "id": number, "run_id": run, "state": "open"} for number, one in zip(numbers, proposals, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(suggestions), batch)


def add_chances(connection: Connection, run: int, found: Sequence[tuple[int, str, float]]) -> None:
    """Store the machine's chance for each testimony and code; those of older runs go."""
    connection.execute(chances.delete().where(chances.c.run_id < run))
    rows = [{"run_id": run, "testimony_id": number, "code": code, "chance": chance} for number, code, chance in found]
    for batch in in_batches(rows):
        connection.execute(insert(chances), batch)


def read_chances(connection: Connection, run: int, code: str | None = None) -> list[tuple[int, str, float]]:
    """Return testimony, code and chance, of a run."""
    query = select(chances.c.testimony_id, chances.c.code, chances.c.chance).where(chances.c.run_id == run)
    if code is not None:
        query = query.where(chances.c.code == code)
    return [(number, name, chance) for number, name, chance in connection.execute(query)]


def read_suggestions(
    connection: Connection,
    testimony_ids: Iterable[int] | None = None,
    numbers: Iterable[int] | None = None,
    state: str | None = "open",
) -> list[Kept]:
    """Return suggestions, the most confident first."""
    query = (
        select(suggestions, suggestion_runs.c.suggester)
        .join(suggestion_runs, suggestion_runs.c.id == suggestions.c.run_id)
        .order_by(suggestions.c.confidence.desc(), suggestions.c.id)
    )
    if testimony_ids is not None:
        query = query.where(suggestions.c.testimony_id.in_(list(testimony_ids)))
    if numbers is not None:
        query = query.where(suggestions.c.id.in_(list(numbers)))
    if state is not None:
        query = query.where(suggestions.c.state == state)
    return [_kept(row) for row in connection.execute(query).mappings()]


def decide(connection: Connection, seq: int, numbers: Sequence[int], state: str, actor: str) -> None:
    """Mark suggestions as accepted or dismissed."""
    statement = update(suggestions).where(suggestions.c.id.in_(list(numbers)))
    connection.execute(statement.values(state=state, decided_by=actor, decided=seq))


def decided_before(connection: Connection) -> set[tuple[int, str]]:
    """Return the testimonies and codes on which somebody has decided a suggestion."""
    query = select(suggestions.c.testimony_id, suggestions.c.code).where(suggestions.c.state != "open")
    return {(number, code) for number, code in connection.execute(query)}


def has_suggestion(connection: Connection, testimony: int, code: str) -> bool:
    """Whether a suggestion of a code for a testimony was ever there to be seen."""
    query = select(func.count()).select_from(suggestions)
    query = query.where(suggestions.c.testimony_id == testimony, suggestions.c.code == code)
    return bool(connection.execute(query).scalar())


def add_votes(connection: Connection, answers: Sequence[Asked]) -> None:
    """Store what a language model answered."""
    numbers = ids.take(connection, "vote", len(answers))
    rows = [{**asdict(one), "id": number, "at": now()} for number, one in zip(numbers, answers, strict=True)]
    for batch in in_batches(rows):
        connection.execute(insert(votes), batch)


def read_votes(connection: Connection, suggester: str | None = None) -> list[Asked]:
    """Return the answers of language models, all or one's."""
    query = select(votes).order_by(votes.c.id)
    if suggester is not None:
        query = query.where(votes.c.suggester == suggester)
    return [
        Asked(
            row["testimony_id"],
            row["text_id"],
            row["code"],
            row["suggester"],
            row["asked"],
            row["value"],
            row["start"],
            row["end"],
            row["refused"],
        )
        for row in connection.execute(query).mappings()
    ]


def _kept(row: Any) -> Kept:
    return Kept(
        row["id"],
        row["run_id"],
        row["testimony_id"],
        row["text_id"],
        row["code"],
        row["confidence"],
        bool(row["proposed"]),
        row["start"],
        row["end"],
        row["quote"],
        tuple(json.loads(row["terms"])),
        row["state"],
        row["suggester"],
    )
