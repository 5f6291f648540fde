"""Put a row into every table that there is, hanging on one case: a table that comes later is in it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Float, ForeignKey, Table, delete, func, insert, select

from outspoken.study import Actor, Study, veils
from outspoken.study.tables import metadata, runs, stories

NOT_PLANTED = {"counters", "actors"}
"""The tables that hang on nothing, and hold no row of anything."""

GIVEN: Mapping[tuple[str, str], Any] = {
    ("doubts", "rows"): "[]",
    ("doubts", "readings"): "[]",
    ("doubts", "field"): "",
    ("row_changes", "field"): "name",
    ("restrictions", "attribute"): None,
    ("passages", "start"): 1,
    ("passages", "end"): 5,
    ("facts", "attribute"): "name",
    ("settlements", "attribute"): "name",
    ("value_suggestions", "attribute"): "name",
    ("views", "blind"): "[]",
}
"""What a column holds whose words mean something to the rule of sight, or to a check of the database."""

ROOTS = ("testimonies", "persons", "stories", "sheet_rows")
"""The tables on whose rows all others hang."""

OPEN = {"jobs", "codebooks", "rounds", "suggestion_runs"}
"""The tables whose rows hang on no case, and are there for everybody."""
CLOSED = {"search_waiting", "veils", "views"}
"""The table that nobody reads from whom anything is hidden, and the one that every act writes anew."""

Planted = dict[str, tuple[Any, ...]]
"""Of each table the primary key of the row that was put in."""


def plant(connection: Connection, own: Mapping[str, int], other: Mapping[str, int], mark: str) -> Planted:
    """Put a row into every table: `own` are the ids that it hangs on, by table, `other` those of a second party."""
    made: dict[str, Any] = dict(own)
    planted: Planted = {}
    for table in metadata.sorted_tables:
        if table.name in NOT_PLANTED or table.name in own:
            continue
        row = _row(connection, table, made, other, mark)
        connection.execute(insert(table).values(**row))
        planted[table.name] = tuple(row[column.name] for column in table.primary_key)
        if "id" in row:
            made[table.name] = row["id"]
    return planted


def _row(
    connection: Connection, table: Table, made: Mapping[str, Any], other: Mapping[str, int], mark: str
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    used: set[str] = set()
    for column in table.columns:
        key: ForeignKey | None = next(iter(column.foreign_keys), None)
        if (table.name, column.name) in GIVEN:
            row[column.name] = GIVEN[table.name, column.name]
        elif table.name == "journal" and column.name == "details":
            row[column.name] = f'{{"testimony": {made["testimonies"]}}}'
        elif key is not None and key.column.table is table:
            row[column.name] = None
        elif key is not None:
            home = key.column.table.name
            row[column.name] = other[home] if home in used else made[home]
            used.add(home)
        else:
            row[column.name] = _value(connection, table, column, mark)
    if {"left_id", "right_id"} <= row.keys():
        row["left_id"], row["right_id"] = sorted((row["left_id"], row["right_id"]))
    return row


def _value(connection: Connection, table: Table, column: Column[Any], mark: str) -> Any:
    words = _choices(table).get(column.name)
    if words:
        return words[0]
    if column.type.python_type is int:
        if column.primary_key:
            return (connection.execute(select(func.max(column))).scalar() or 0) + 1_000
        return 1
    return 0.5 if isinstance(column.type, Float) else f"{mark} {table.name} {column.name}"


def _choices(table: Table) -> dict[str, list[str]]:
    said = [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]
    found = [re.match(r"(\w+) in \((.*)\)$", one) for one in said]
    return {one[1]: re.findall(r"'([^']*)'", one[2]) for one in found if one}


def planted(study: Study) -> tuple[Planted, Planted]:
    """One row in every table that hangs on case 1, which everybody sees, and one that hangs on case 7."""
    with study.database.writing() as connection:
        published = {row.id: row.outlet_id for row in connection.execute(select(stories.c.id, stories.c.outlet_id))}
        open_ones, hidden = (
            plant(
                connection,
                {"sheets": 1, "outlets": published[case], **dict.fromkeys(ROOTS, case)},
                dict.fromkeys(ROOTS, 2),
                mark,
            )
            for case, mark in ((1, "open"), (7, "hidden"))
        )
        # A channel that was never gone through is known by what it found alone.
        connection.execute(delete(runs).where(runs.c.id == hidden.pop("runs")[0]))
        veils.renew(connection)
    return open_ones, hidden


def keys(connection: Connection, table: Table) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in connection.execute(select(*table.primary_key))}


def shown(study: Study, actor: Actor) -> dict[str, set[tuple[Any, ...]]]:
    """Return of every table the keys of the rows that an actor sees."""
    with study.read(by=actor) as connection:
        return {table.name: keys(connection, table) for table in metadata.sorted_tables}
