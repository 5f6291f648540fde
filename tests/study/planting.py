"""Put a row into every table that there is, hanging on one case: a table that comes later is in it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Float, ForeignKey, Table, func, insert, select

from outspoken.study.tables import metadata

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
}
"""What a column holds whose words mean something to the rule of sight, or to a check of the database."""

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
