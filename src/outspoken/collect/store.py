"""The SQL of collecting: outlets, sheets, rows as printed, stories, publication dates, doubts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, update

from outspoken.collect.records import Before, Change, Doubt, DoubtKind, DoubtState, Examined, Fact, Row
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import doubts, outlets, row_changes, sheet_rows, sheets, stories, story_dates
from outspoken.text.dates import Reading
from outspoken.text.letters import fold

Item = TypeVar("Item")
BATCH = 2_000

DoubtKey = tuple[str, str, DoubtKind]
"""A doubt about one row: the row's key, the column, the kind."""


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


def reading_before(connection: Connection, sheet: int | None) -> dict[str, str]:
    """Return by what each column of the sheet was read the last time."""
    found = connection.execute(select(sheets.c.reading).where(sheets.c.id == sheet)).scalar()
    return json.loads(found) if found else {}


def save_sheet(connection: Connection, told: Examined, reading: Mapping[str, str]) -> int:
    """Note that a sheet was read, and by what each of its columns; return its id."""
    name = told.name
    values = {
        "file": told.file,
        "sha256": told.sha256,
        "rows": told.rows - told.refused,
        "at": now(),
        "reading": json.dumps(reading, ensure_ascii=False),
    }
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
    statement = (
        update(sheet_rows)
        .where(sheet_rows.c.id == bindparam("row"))
        .values(printed=bindparam("now_printed"), line=bindparam("now_line"))
    )
    taken = [
        {"row": number, "now_printed": _as_printed(row, columns), "now_line": row.line} for number, row in rows.items()
    ]
    for batch in in_batches(taken):
        connection.execute(statement, batch)
    kept = [
        {
            "id": number,
            "row_id": by_key[change.key],
            "seq": seq,
            "field": change.column,
            "before": change.before,
            "after": change.after,
        }
        for change, number in zip(changes, ids.take(connection, "row change", len(changes)), strict=True)
    ]
    for part in in_batches(kept):
        connection.execute(insert(row_changes), part)


def stories_of(connection: Connection, sheet: int) -> dict[str, tuple[int, int]]:
    """Return row id and story id of every row of a sheet, by key."""
    query = (
        select(sheet_rows.c.key, sheet_rows.c.id, stories.c.id)
        .join(stories, stories.c.row_id == sheet_rows.c.id)
        .where(sheet_rows.c.sheet_id == sheet)
    )
    return {key: (row, story) for key, row, story in connection.execute(query)}


def row_ids(connection: Connection, sheet: int) -> dict[str, int]:
    """Return the id of every row of a sheet, by key."""
    query = select(sheet_rows.c.key, sheet_rows.c.id).where(sheet_rows.c.sheet_id == sheet)
    return {row.key: row.id for row in connection.execute(query)}


def outlet_ids(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the id of each outlet by its folded name, making those that are new."""
    wanted: dict[str, str] = {}
    for name in dict.fromkeys(names):
        wanted.setdefault(fold(name), name)
    known: dict[str, int] = {}
    for batch in in_batches(list(wanted)):
        query = select(outlets.c.folded, outlets.c.id).where(outlets.c.folded.in_(batch))
        known.update((folded, number) for folded, number in connection.execute(query))
    new = [folded for folded in wanted if folded not in known]
    if new:
        numbers = dict(zip(new, ids.take(connection, "outlet", len(new)), strict=True))
        rows = [{"id": number, "name": wanted[folded], "folded": folded} for folded, number in numbers.items()]
        connection.execute(insert(outlets), rows)
        known |= numbers
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


def end_dates(connection: Connection, seq: int, of_stories: Sequence[int]) -> None:
    """Mark the publication dates of stories as replaced."""
    for batch in in_batches(of_stories):
        current = story_dates.c.story_id.in_(batch) & story_dates.c.until.is_(None)
        connection.execute(update(story_dates).where(current).values(until=seq))


def add_doubts(
    connection: Connection, sheet: int, row_ids: Mapping[str, int], found: Sequence[Doubt]
) -> tuple[dict[DoubtKey, int], set[DoubtKey]]:
    """Store doubts that are not known yet, and new readings of those that are.

    Returns the ids of doubts about one row, and which of them have other readings now.
    """
    stored = {_identity(doubt): doubt for doubt in _doubts_of(connection, sheet)}
    known = {identity: ids.heard("doubt", doubt.id) for identity, doubt in stored.items()}
    new = list({_identity(doubt): doubt for doubt in found if _identity(doubt) not in known}.values())
    known.update(zip(map(_identity, new), ids.take(connection, "doubt", len(new)), strict=True))
    for batch in in_batches(new):
        connection.execute(insert(doubts), [_doubt_row(known[_identity(one)], sheet, row_ids, one) for one in batch])
    of_one_row: dict[DoubtKey, int] = {}
    moved: set[DoubtKey] = set()
    for doubt in found:
        if len(doubt.rows) != 1:
            continue
        key = (doubt.rows[0], doubt.field, doubt.kind)
        number = of_one_row[key] = known[_identity(doubt)]
        before = stored.get(_identity(doubt))
        if before is not None and before.readings != doubt.readings:
            moved.add(key)
            _take_readings(connection, number, before, doubt)
    return of_one_row, moved


def _take_readings(connection: Connection, number: int, before: Doubt, now_found: Doubt) -> None:
    values: dict[str, object] = {"readings": _readings(now_found), "note": now_found.note}
    if before.choice and before.choice not in {reading.value for reading in now_found.readings}:
        values |= {"state": DoubtState.OPEN.value, "choice": None}
    connection.execute(update(doubts).where(doubts.c.id == number).values(**values))


def _doubt_row(number: int, sheet: int, row_ids: Mapping[str, int], doubt: Doubt) -> dict[str, object]:
    return {
        "id": number,
        "sheet_id": sheet,
        "row_id": row_ids.get(doubt.rows[0]) if len(doubt.rows) == 1 else None,
        "kind": doubt.kind.value,
        "field": doubt.field,
        "printed": doubt.printed,
        "note": doubt.note,
        "readings": _readings(doubt),
        "rows": json.dumps(doubt.rows, ensure_ascii=False),
        "state": DoubtState.OPEN.value,
    }


def _readings(doubt: Doubt) -> str:
    return json.dumps([[reading.value, reading.why] for reading in doubt.readings], ensure_ascii=False)


def close_gone(connection: Connection, sheet: int, rows: Collection[str], found: Sequence[Doubt]) -> None:
    """Mark open doubts of a sheet that no longer arise.

    A doubt about one row ends only if that row was read again (`rows`): what is not in the
    sheet any more, or was refused, still stands in the study as it was.
    """
    arising = {_identity(doubt) for doubt in found}
    over = [
        ids.heard("doubt", doubt.id)
        for doubt in _doubts_of(connection, sheet)
        if doubt.state is DoubtState.OPEN
        and _identity(doubt) not in arising
        and (len(doubt.rows) != 1 or doubt.rows[0] in rows)
    ]
    for batch in in_batches(over):
        connection.execute(update(doubts).where(doubts.c.id.in_(batch)).values(state=DoubtState.GONE.value))


def read_doubts(connection: Connection, about: Collection[tuple[str, str]] | None = None) -> list[Doubt]:
    """Return the stored doubts that are not gone, in the order of their ids: all, or those about some rows.

    A row is named by its sheet and its key.
    """
    if about is None:
        return [_doubt({**row}) for row in connection.execute(_DOUBTS).mappings()]
    found: dict[str, Doubt] = {}
    for sheet, key in about:
        asked = {"sheet": sheet, "key": json.dumps(key, ensure_ascii=False)}
        rows = connection.execute(_ABOUT, asked).mappings()
        found |= {one.id: one for one in (_doubt({**row}) for row in rows) if key in one.rows}
    return sorted(found.values(), key=lambda one: ids.heard("doubt", one.id))


_DOUBTS = (
    select(doubts, sheets.c.name.label("sheet"))
    .outerjoin(sheets, sheets.c.id == doubts.c.sheet_id)
    .where(doubts.c.state != DoubtState.GONE.value)
    .order_by(doubts.c.id)
)
_ABOUT = _DOUBTS.where(
    sheets.c.name == bindparam("sheet"),
    func.replace(doubts.c.rows, bindparam("key"), "") != doubts.c.rows,  # holds it, whatever letters it has
)


def read_doubt(connection: Connection, number: int) -> Doubt | None:
    """Return one stored doubt that is not gone."""
    row = connection.execute(_DOUBTS.where(doubts.c.id == number)).mappings().first()
    return None if row is None else _doubt({**row})


def settle_doubt(connection: Connection, number: int, choice: str, by: str, reason: str) -> None:
    """Write down which reading somebody chose; an empty choice opens the doubt again."""
    state = DoubtState.SETTLED if choice else DoubtState.OPEN
    values = {"state": state.value, "choice": choice or None, "chosen_by": by, "reason": reason}
    connection.execute(update(doubts).where(doubts.c.id == number).values(**values))


def sheets_read(connection: Connection) -> list[tuple[str, str, str, int, str]]:
    """List what was imported: name, file, SHA-256, rows, time."""
    query = select(sheets.c.name, sheets.c.file, sheets.c.sha256, sheets.c.rows, sheets.c.at).order_by(sheets.c.id)
    return [tuple(row) for row in connection.execute(query)]


def _doubts_of(connection: Connection, sheet: int) -> list[Doubt]:
    query = select(doubts).where(doubts.c.sheet_id == sheet, doubts.c.state != DoubtState.GONE.value)
    return [_doubt({**row, "sheet": ""}) for row in connection.execute(query).mappings()]


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
