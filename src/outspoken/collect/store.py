"""The SQL of collecting: outlets, sheets, rows as printed, stories, publication dates, doubts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from outspoken.collect.records import Before, Change, Doubt, DoubtKind, DoubtState, Fact, Row
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import doubts, outlets, row_changes, sheet_rows, sheets, stories, story_dates
from outspoken.text.dates import Reading
from outspoken.text.letters import fold

Item = TypeVar("Item")
BATCH = 2_000


def in_batches(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    """Cut a sequence into pieces that one statement can carry."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def sheet_id(connection: Connection, name: str) -> int | None:
    """Return the id of a sheet that was imported before."""
    return connection.execute(select(sheets.c.id).where(sheets.c.name == name)).scalar()


def rows_before(connection: Connection, sheet: int | None) -> Before:
    """Return what an earlier reading of the sheet printed."""
    if sheet is None:
        return {}
    query = select(sheet_rows.c.key, sheet_rows.c.printed).where(sheet_rows.c.sheet_id == sheet)
    return {key: json.loads(printed) for key, printed in connection.execute(query)}


def save_sheet(connection: Connection, name: str, file: str, sha256: str, rows: int) -> int:
    """Note that a sheet was read, and return its id."""
    values = {"file": file, "sha256": sha256, "rows": rows, "at": now()}
    known = sheet_id(connection, name)
    if known is not None:
        connection.execute(update(sheets).where(sheets.c.id == known).values(**values))
        return known
    number = ids.take(connection, "sheet")[0]
    connection.execute(insert(sheets).values(id=number, name=name, **values))
    return number


def add_rows(connection: Connection, sheet: int, rows: Sequence[Row], columns: Sequence[tuple[str, int]]) -> None:
    """Store rows as printed, with an empty story for each."""
    if not rows:
        return
    numbers = ids.take(connection, "row", len(rows))
    told = ids.take(connection, "story", len(rows))
    made = [
        {"id": number, "sheet_id": sheet, "key": row.key, "line": row.line, "printed": _as_printed(row, columns)}
        for number, row in zip(numbers, rows, strict=True)
    ]
    empty = {"outlet_id": None, "title": "", "address": "", "language": ""}
    for batch in in_batches(made):
        connection.execute(insert(sheet_rows), batch)
    for pairs in in_batches(list(zip(told, numbers, strict=True))):
        connection.execute(insert(stories), [{"id": story, "row_id": number, **empty} for story, number in pairs])


def _as_printed(row: Row, columns: Sequence[tuple[str, int]]) -> str:
    return json.dumps({name: row.printed[index] for name, index in columns}, ensure_ascii=False)


def change_rows(
    connection: Connection,
    seq: int,
    rows: Mapping[int, Row],
    columns: Sequence[tuple[str, int]],
    changes: Sequence[Change],
) -> None:
    """Take over what a row prints now, and keep what it printed before."""
    by_key = {row.key: number for number, row in rows.items()}
    for number, row in rows.items():
        values = {"printed": _as_printed(row, columns), "line": row.line}
        connection.execute(update(sheet_rows).where(sheet_rows.c.id == number).values(**values))
    for change, number in zip(changes, ids.take(connection, "row change", len(changes)), strict=True):
        values = {"row_id": by_key[change.key], "seq": seq, "field": change.column}
        connection.execute(insert(row_changes).values(id=number, **values, before=change.before, after=change.after))


def stories_of(connection: Connection, sheet: int) -> dict[str, tuple[int, int]]:
    """Return row id and story id of every row of a sheet, by key."""
    query = (
        select(sheet_rows.c.key, sheet_rows.c.id, stories.c.id)
        .join(stories, stories.c.row_id == sheet_rows.c.id)
        .where(sheet_rows.c.sheet_id == sheet)
    )
    return {key: (row, story) for key, row, story in connection.execute(query)}


def outlet_ids(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the id of each outlet, making those that are new."""
    known = {folded: number for number, folded in connection.execute(select(outlets.c.id, outlets.c.folded))}
    new = {fold(name): name for name in reversed(list(names)) if fold(name) not in known}
    if new:
        numbers = ids.take(connection, "outlet", len(new))
        values = [
            {"id": n, "name": name, "folded": f} for n, (f, name) in zip(numbers, reversed(new.items()), strict=True)
        ]
        connection.execute(insert(outlets), values)
        known.update({value["folded"]: value["id"] for value in values})
    return known


def set_stories(connection: Connection, column: str, values: Sequence[tuple[int, object]]) -> None:
    """Set one column of many stories, given as story id and value."""
    statement = update(stories).where(stories.c.id == bindparam("story")).values({column: bindparam("given")})
    for batch in in_batches(values):
        connection.execute(statement, [{"story": story, "given": given} for story, given in batch])


def add_dates(connection: Connection, seq: int, dates: Sequence[tuple[int, Fact, str, int | None]]) -> None:
    """Store publication dates: story, fact, what was printed, and the doubt that leaves it open."""
    numbers = ids.take(connection, "story date", len(dates))
    rows = [
        {
            "id": number,
            "story_id": story,
            "value": fact.value,
            "certainty": fact.certainty.value,
            "printed": printed,
            "since": seq,
            "until": None,
            "doubt_id": doubt,
        }
        for number, (story, fact, printed, doubt) in zip(numbers, dates, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(story_dates), batch)


def end_dates(connection: Connection, seq: int, story: int) -> None:
    """Mark a story's publication dates as replaced."""
    current = (story_dates.c.story_id == story) & story_dates.c.until.is_(None)
    connection.execute(update(story_dates).where(current).values(until=seq))


def add_doubts(
    connection: Connection, sheet: int, row_ids: Mapping[str, int], found: Sequence[Doubt]
) -> dict[tuple[str, str], int]:
    """Store doubts that are not known yet; return ids of those about one row, by row key and column."""
    known = {_identity(doubt): number for number, doubt in _doubts_of(connection, sheet)}
    result: dict[tuple[str, str], int] = {}
    new = [doubt for doubt in found if _identity(doubt) not in known]
    numbers = iter(ids.take(connection, "doubt", len(new))) if new else iter(())
    rows = []
    for doubt in found:
        number = known.get(_identity(doubt))
        if number is None:
            number = known[_identity(doubt)] = next(numbers)
            one = doubt.rows[0] if len(doubt.rows) == 1 else ""
            rows.append(
                {
                    "id": number,
                    "sheet_id": sheet,
                    "row_id": row_ids.get(one),
                    "kind": doubt.kind.value,
                    "field": doubt.field,
                    "printed": doubt.printed,
                    "note": doubt.note,
                    "readings": json.dumps([[r.value, r.why] for r in doubt.readings], ensure_ascii=False),
                    "rows": json.dumps(doubt.rows, ensure_ascii=False),
                    "state": DoubtState.OPEN.value,
                }
            )
        if len(doubt.rows) == 1:
            result[doubt.rows[0], doubt.field] = number
    for batch in in_batches(rows):
        connection.execute(insert(doubts), batch)
    return result


def close_gone(connection: Connection, sheet: int, found: Sequence[Doubt]) -> None:
    """Mark open doubts of a sheet that no longer arise."""
    arising = {_identity(doubt) for doubt in found}
    for number, doubt in _doubts_of(connection, sheet):
        if doubt.state is DoubtState.OPEN and _identity(doubt) not in arising:
            connection.execute(update(doubts).where(doubts.c.id == number).values(state=DoubtState.GONE.value))


def read_doubts(connection: Connection) -> list[Doubt]:
    """Return every stored doubt that is not gone, in the order of their ids."""
    query = (
        select(doubts, sheets.c.name.label("sheet"))
        .outerjoin(sheets, sheets.c.id == doubts.c.sheet_id)
        .where(doubts.c.state != DoubtState.GONE.value)
        .order_by(doubts.c.id)
    )
    return [_doubt({**row}) for row in connection.execute(query).mappings()]


def settle_doubt(connection: Connection, number: int, choice: str, by: str, reason: str) -> None:
    """Write down which reading somebody chose; an empty choice opens the doubt again."""
    state = DoubtState.SETTLED if choice else DoubtState.OPEN
    values = {"state": state.value, "choice": choice or None, "chosen_by": by, "reason": reason}
    connection.execute(update(doubts).where(doubts.c.id == number).values(**values))


def sheets_read(connection: Connection) -> list[tuple[str, str, str, int, str]]:
    """List what was imported: name, file, SHA-256, rows, time."""
    query = select(sheets.c.name, sheets.c.file, sheets.c.sha256, sheets.c.rows, sheets.c.at).order_by(sheets.c.id)
    return [tuple(row) for row in connection.execute(query)]


def _doubts_of(connection: Connection, sheet: int) -> list[tuple[int, Doubt]]:
    query = select(doubts).where(doubts.c.sheet_id == sheet, doubts.c.state != DoubtState.GONE.value)
    return [(row["id"], _doubt({**row, "sheet": ""})) for row in connection.execute(query).mappings()]


def _identity(doubt: Doubt) -> tuple[str, str, str, tuple[str, ...]]:
    return doubt.kind.value, doubt.field, doubt.printed, doubt.rows


def _doubt(row: Mapping[str, Any]) -> Doubt:
    return Doubt(
        id=ids.spoken("doubt", row["id"]),
        kind=DoubtKind(row["kind"]),
        field=row["field"],
        printed=row["printed"],
        note=row["note"],
        readings=tuple(Reading(value, why) for value, why in json.loads(row["readings"])),
        rows=tuple(json.loads(row["rows"])),
        sheet=row["sheet"] or "",
        state=DoubtState(row["state"]),
        choice=row["choice"] or "",
        chosen_by=row["chosen_by"] or "",
        reason=row["reason"] or "",
    )
