"""The rule of sight in SQL: views of every table that leave out what an actor may not see.

A reading connection is given, for every table, a temporary view of the same name that
stands before the table. So every reader is filtered, those not yet written too, and no
query says anything about it. Where nothing is hidden from an actor there are no views.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, exists, or_, select, text

from outspoken.study.actors import Actor
from outspoken.study.engine import preparing
from outspoken.study.journal import now
from outspoken.study.sight import Level, is_keeper
from outspoken.study.tables import metadata, openings, restrictions, trusted, veils

ROOTS = {"testimonies": "testimony", "persons": "person", "stories": "story", "sheet_rows": "row"}
"""The tables whose rows a restriction hides, and the kind of veil that says so."""

NOT_BOUND = {"doubt_id", "outlet_id", "sheet_id", "restriction_id"}
"""References that hide nothing: what they point at only remarks on, or only holds, the row.

Nor does a reference within a table, such as that of a translation to what it translates:
both hang on the same story."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What an actor may not see: restrictions in force that do not let them pass."""

    restrictions: tuple[int, ...]
    attributes: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.restrictions)


SIGHT = "outspoken_sight"
"""The option of a reading connection that holds what is hidden from whoever reads."""


def sight_of(connection: Connection) -> tuple[int, ...]:
    """Return what tells two sights apart: the restrictions that hide something from whoever reads."""
    hidden: Hidden | None = connection.get_execution_options().get(SIGHT)
    return hidden.restrictions if hidden is not None else ()


def hidden_attributes(connection: Connection) -> frozenset[str]:
    """Return the attributes that are hidden from whoever reads."""
    hidden: Hidden | None = connection.get_execution_options().get(SIGHT)
    return hidden.attributes if hidden is not None else frozenset()


def _not_passed(*, keepers: bool) -> Select[tuple[int, str | None]]:
    """Ask for the restrictions in force that do not let an actor pass; made once, for every reading asks it."""
    own = restrictions.alias("own")
    named = exists().where(trusted.c.restriction_id == own.c.id, trusted.c.actor == bindparam("actor"))
    opened = exists().where(
        openings.c.restriction_id == own.c.id,
        openings.c.actor == bindparam("actor"),
        openings.c.ends > bindparam("now"),
    )
    restricted = own.c.level == Level.RESTRICTED.value
    passes = or_(restricted, opened) if keepers else and_(restricted, named)
    return select(own.c.id, own.c.attribute).where(own.c.until.is_(None), ~passes).order_by(own.c.id)


_NOT_PASSED_BY_KEEPERS, _NOT_PASSED_BY_OTHERS = _not_passed(keepers=True), _not_passed(keepers=False)


def hidden_from(connection: Connection, actor: Actor) -> Hidden:
    """Work out which restrictions do not let an actor pass at this moment."""
    query = _NOT_PASSED_BY_KEEPERS if is_keeper(actor) else _NOT_PASSED_BY_OTHERS
    rows = connection.execute(query, {"actor": actor.name, "now": now()}).all()
    return Hidden(tuple(row.id for row in rows), frozenset(row.attribute for row in rows if row.attribute))


def renew(connection: Connection) -> None:
    """Work out anew what the restrictions in force hide; called at the end of every act."""
    if connection.execute(select(restrictions.c.id).limit(1)).first() is None:
        return
    connection.execute(delete(veils))
    connection.execute(text(_REACH))
    connection.execute(text(_FROM_TESTIMONIES))


_REACH = """
insert into veils (restriction_id, kind, number)
with recursive reach (restriction, testimony) as (
    select id, testimony_id from restrictions where until is null and testimony_id is not null
    union
    select reach.restriction, other.id from reach
    join testimonies one on one.id = reach.testimony
    join testimonies other on other.person_id = one.person_id or other.story_id = one.story_id
)
select restriction, 'testimony', testimony from reach
"""

_FROM_TESTIMONIES = """
insert into veils (restriction_id, kind, number)
select v.restriction_id, 'person', t.person_id from veils v join testimonies t on t.id = v.number
where v.kind = 'testimony'
union
select v.restriction_id, 'person', t.born_as from veils v join testimonies t on t.id = v.number
where v.kind = 'testimony'
union
select v.restriction_id, 'story', t.story_id from veils v join testimonies t on t.id = v.number
where v.kind = 'testimony'
union
select v.restriction_id, 'row', t.row_id from veils v join testimonies t on t.id = v.number
where v.kind = 'testimony' and t.row_id is not null
union
select v.restriction_id, 'row', s.row_id from veils v join testimonies t on t.id = v.number
join stories s on s.id = t.story_id where v.kind = 'testimony' and s.row_id is not null
"""


# ---- what is hidden, as lists ------------------------------------------------------------

Columns = Mapping[str, Iterable[tuple[str, str]]]
"""By sheet: each column that study.toml maps, and what it goes to."""

LISTS = {
    **{
        f"veiled_{kind}": (
            "number bigint",
            (
                f"select distinct v.number from {{whole}}.veils v where v.kind = '{kind}' "
                "and v.restriction_id in ({restrictions})"
            ),
        )
        for kind in ROOTS.values()
    },
    "veiled_restriction": (
        "number bigint",
        ("select r.id from {whole}.restrictions r where r.id in ({restrictions})"),
    ),
    "veiled_attribute": (
        "name text",
        (
            "select distinct r.attribute from {whole}.restrictions r "
            "where r.attribute is not null and r.id in ({restrictions})"
        ),
    ),
    "veiled_key": (
        "sheet bigint, key text",
        ("select r.sheet_id, r.key from {whole}.sheet_rows r where r.id in (select number from {own}veiled_row{call})"),
    ),
    "veiled_outlet": (
        "number bigint",
        (
            "select distinct s.outlet_id from {whole}.stories s "
            "where s.outlet_id is not null and s.id in (select number from {own}veiled_story{call}) "
            "and not exists (select 1 from {whole}.stories o where o.outlet_id = s.outlet_id "
            "and o.id not in (select number from {own}veiled_story{call}))"
        ),
    ),
    "veiled_channel": (
        "number bigint",
        (
            "select distinct f.channel_id from {whole}.finds f "
            "where f.story_id in (select number from {own}veiled_story{call}) "
            "and not exists (select 1 from {whole}.finds o where o.channel_id = f.channel_id "
            "and o.story_id not in (select number from {own}veiled_story{call})) "
            "and not exists (select 1 from {whole}.runs o where o.channel_id = f.channel_id)"
        ),
    ),
    "veiled_in_round": (
        "round bigint, hidden bigint",
        (
            "select r.id, (select count(*) from {own}veiled_testimony{call} v where v.number <= "
            "(select max(a.testimony_id) from {whole}.assignments a where a.round_id = r.id)) from {whole}.rounds r"
        ),
    ),
    "open_columns": (
        "sheet bigint, name text",
        (
            "select h.id, {column_of_mapped} from {mapped} join {whole}.sheets h on h.name = {sheet_of_mapped} "
            "where {target_of_mapped} not in (select name from {own}veiled_attribute{call})"
        ),
    ),
}
"""All that a condition asks of what is hidden, each by those before it: temporary tables of a reading connection,
and functions of PostgreSQL by which its policies go. Both are made of these words."""


# ---- the conditions ----------------------------------------------------------------------

OF_AN_ATTRIBUTE = ("facts", "settlements", "value_suggestions")
"""Tables whose rows each speak of one attribute, which may be hidden."""

WITH_RESTRICTION = '{keeper} or exists (select 1 from "{prefix}restrictions" r where r.id = this.restriction_id)'

CONDITIONS = {
    "counters": "1 = 0",
    "actors": "1 = 1",
    "journal": "{keeper} or (this.act not in ({kept}) "
    "and not exists (select 1 from {parts_of_details} where {speaks}))",
    "jobs": "1 = 1",
    "outlets": "this.id not in (select number from {own}veiled_outlet{call})",
    "sheets": "1 = 1",
    "row_changes": "{bound} and exists (select 1 from {prefix}sheet_rows r join {own}open_columns{call} o "
    "on o.sheet = r.sheet_id and o.name = this.field where r.id = this.row_id)",
    "doubts": "{bound} and (this.field = '' or this.sheet_id is null or exists (select 1 from "
    "{own}open_columns{call} o where o.sheet = this.sheet_id and o.name = this.field)) "
    "and (this.sheet_id is null or not exists (select 1 from {texts_of_rows} join {own}veiled_key{call} k "
    "on k.sheet = this.sheet_id and k.key = cell.value)) "
    "and not exists (select 1 from {texts_of_rows} where this.sheet_id is null "
    "and ltrim(cell.value, 'S') in (select cast(number as text) from {own}veiled_story{call}))",
    **dict.fromkeys(
        OF_AN_ATTRIBUTE, "{bound} and this.attribute not in (select name from {own}veiled_attribute{call})"
    ),
    "restrictions": "{keeper} or ({bound} and this.id not in (select number from {own}veiled_restriction{call}))",
    "trusted": WITH_RESTRICTION,
    "openings": WITH_RESTRICTION,
    "search_waiting": "1 = 0",
    "channels": "this.id not in (select number from {own}veiled_channel{call})",
    "codebooks": "1 = 1",
    "rounds": "1 = 1",
    "suggestion_runs": "1 = 1",
    "veils": "this.restriction_id not in (select number from {own}veiled_restriction{call})",
    # Safety: a view's name and filter may tell all that its maker saw, so it is shown to nobody who sees less.
    "views": "this.actor = {me} or (this.shared = 1 and not exists (select 1 from {own}veiled_restriction{call} v "
    "where v.number not in ({blind})))",
}
"""What decides whether a row of a table is seen, where its references alone do not.

`{bound}` stands for what the references say: the row is seen if all it points at is seen.
"""

SPOKEN_OF = {
    ("left", "right", "testimony"): "in (select cast(number as text) from {own}veiled_testimony{call})",
    ("testimonies*",): "in (select cast(number as text) from {own}veiled_testimony{call})",
    ("story", "copy", "original"): "in (select cast(number as text) from {own}veiled_story{call})",
    ("stories*", "new*", "again*"): "in (select cast(number as text) from {own}veiled_story{call})",
    ("row",): "in (select cast(number as text) from {own}veiled_row{call})",
    ("rows*",): "in (select cast(number as text) from {own}veiled_row{call})",
    ("case", "person"): "in (select cast(number as text) from {own}veiled_person{call})",
    ("cases*", "persons*"): "in (select cast(number as text) from {own}veiled_person{call})",
    ("text",): "not in (select cast(id as text) from {prefix}texts)",
    ("texts*",): "not in (select cast(id as text) from {prefix}texts)",
    ("capture",): "not in (select cast(id as text) from {prefix}captures)",
    ("captures*",): "not in (select cast(id as text) from {prefix}captures)",
    ("view",): "not in (select cast(id as text) from {prefix}views)",
    ("coding",): "not in (select cast(id as text) from {prefix}codings)",
    ("codings*",): "not in (select cast(id as text) from {prefix}codings)",
    ("suggestion",): "not in (select cast(id as text) from {prefix}suggestions)",
    ("decision",): "not in (select cast(id as text) from {prefix}decisions)",
    ("memo",): "not in (select cast(id as text) from {prefix}memos)",
    ("doubt",): "not in (select cast(id as text) from {prefix}doubts)",
}
"""The details of the journal that name something, and when what they name is hidden; with a star where only a list
names things, and a number counts them."""

KEPT = ("people.restrict", "people.seal", "people.unseal", "people.lift")
"""Acts of which the journal tells nobody but the keepers, for that they were done tells that something is hidden."""

TOLD = (
    *("left", "right", "testimony", "testimonies", "story", "stories", "row", "rows", "case", "cases"),
    *("person", "persons", "text", "texts", "doubt", "view", "judgement", "sheet", "verdict", "undone", "settled"),
    *("copy", "original", "decision", "coding", "memo", "round"),
)
"""What the journal still tells of an act to somebody from whom something is hidden; no count is among it."""

COLUMNS = {
    ("journal", "details"): "case when {keeper} then this.details else "
    "(select {object_of_parts} from {details} where part.key in ({told})) end",
    ("jobs", "done"): "0",
    ("jobs", "total"): "null",
    ("jobs", "cursor"): "''",
    ("jobs", "message"): "''",
    ("jobs", "subject"): "case when this.kind in ('import', 'gather') then this.subject else '' end",
    ("runs", "seen"): "0",
    ("runs", "new"): "0",
    ("rounds", "population"): "this.population - (select hidden from {own}veiled_in_round{call} where round = this.id)",
    ("suggestion_runs", "honesty"): "'{{}}'",
    ("sheets", "rows"): "(select count(*) from {whole}.sheet_rows r where r.sheet_id = this.id "
    "and r.id not in (select number from {own}veiled_row{call}))",
    ("doubts", "readings"): "case when exists (select 1 from {own}veiled_key{call} k "
    "where k.sheet = this.sheet_id and this.readings <> replace(this.readings, k.key, '')) "
    "then {readings_bare} else this.readings end",
    ("sheet_rows", "printed"): "(select {object} from {cells_of_printed} where exists (select 1 from "
    "{own}open_columns{call} o where o.sheet = this.sheet_id and o.name = cell.key))",
}
"""Columns of which an actor from whom something is hidden sees something else."""

_WORDS = {
    "told": ", ".join(f"'{key}'" for key in TOLD),
    "kept": ", ".join(f"'{act}'" for act in KEPT),
    "keeper": "(select keeper from reader) = 1",
    "me": "(select name from reader)",
    "own": "",
    "call": "",
}
_SQLITE = {
    "readings_bare": "(select json_group_array(json_array(json_extract(reading.value, '$[0]'), '')) "
    "from json_each(this.readings) reading)",
    "details": "json_each(this.details) part",
    "parts_of_details": "json_each(this.details) part join json_each("
    "case part.type when 'array' then part.value else json_array(part.value) end) item",
    "object_of_parts": "coalesce(json_group_object(part.key, case part.type when 'array' then json(part.value) "
    "when 'true' then json('true') when 'false' then json('false') else part.value end), '{}')",
    "object": "coalesce(json_group_object(cell.key, cell.value), '{}')",
    "cells_of_printed": "json_each(this.printed) cell",
    "texts_of_rows": "json_each(this.rows) cell",
    "blind": "select one.value from json_each(this.blind) one",
    "is_list": "part.type = 'array'",
    "mapped": "json_each(:columns) mapped",
    "sheet_of_mapped": "json_extract(mapped.value, '$[0]')",
    "column_of_mapped": "json_extract(mapped.value, '$[1]')",
    "target_of_mapped": "json_extract(mapped.value, '$[2]')",
}
_POSTGRESQL = {
    "readings_bare": "(select json_agg(json_build_array(reading.value ->> 0, ''))::text "
    "from json_array_elements(this.readings::json) reading(value))",
    "details": "json_each(this.details::json) part",
    "parts_of_details": "jsonb_each(this.details::jsonb) part cross join jsonb_array_elements_text("
    "case jsonb_typeof(part.value) when 'array' then part.value else jsonb_build_array(part.value) end) item(value)",
    "object_of_parts": "coalesce(json_object_agg(part.key, part.value)::text, '{}')",
    "object": "coalesce(json_object_agg(cell.key, cell.value)::text, '{}')",
    "cells_of_printed": "json_each_text(this.printed::json) cell",
    "texts_of_rows": "json_array_elements_text(this.rows::json) cell(value)",
    "blind": "select cast(one.value as bigint) from json_array_elements_text(this.blind::json) one(value)",
    "is_list": "jsonb_typeof(part.value) = 'array'",
    "mapped": "json_array_elements(cast(:columns as json)) mapped(value)",
    "sheet_of_mapped": "(mapped.value ->> 0)",
    "column_of_mapped": "(mapped.value ->> 1)",
    "target_of_mapped": "(mapped.value ->> 2)",
}


def draw(connection: Connection, actor: Actor, columns: Columns, whole: str, prefix: str = "") -> Hidden:
    """Stand a view before every table of a connection, if anything is hidden from the actor.

    `whole` is the schema that holds the tables themselves. With a prefix the views stand
    beside the tables and not before them.
    """
    hidden = hidden_from(connection, actor)
    if not hidden:
        return hidden
    with preparing(connection):
        words = wording(connection.dialect.name, whole, prefix)
        _list_hidden(connection, hidden, actor, columns, words)
        for table in in_order():
            names = [column.name for column in table.columns]
            chosen = ", ".join(_column(table, name, words) for name in names)
            connection.exec_driver_sql(
                f'create temp view "{prefix}{table.name}" as select {chosen} from "{whole}"."{table.name}" this '
                f"where {condition(table, words)}"
            )
    return hidden


def wording(dialect: str, whole: str, prefix: str = "", **other: str) -> dict[str, str]:
    """Return what stands for each {word} of the conditions on one kind of database."""
    words = {**_WORDS, **(_SQLITE if dialect == "sqlite" else _POSTGRESQL), "whole": f'"{whole}"', "prefix": prefix}
    words |= other
    spoken = (
        f"(part.key in ({', '.join(repr(key.rstrip('*')) for key in keys)})"
        f"{' and ' + words['is_list'] if keys[0].endswith('*') else ''} and {_ITEM} {when.format(**words)})"
        for keys, when in SPOKEN_OF.items()
    )
    return words | {"speaks": " or ".join(spoken)}


_ITEM = "ltrim(cast(item.value as text), 'SXD')"
"""What a detail names, as a number: some acts write it as it is spoken, S12."""


def seen_among(connection: Connection, table: str, numbers: Collection[int]) -> set[int]:
    """Return those rows of a table that the views drawn beside the tables show."""
    wanted = list(numbers)
    found: set[int] = set()
    for start in range(0, len(wanted), _BATCH):
        query = text(f'select id from "{BESIDE}{table}" where id in :wanted').bindparams(
            bindparam("wanted", wanted[start : start + _BATCH], expanding=True)
        )
        found.update(number for (number,) in connection.execute(query))
    return found


def veiled(connection: Connection, kind: str) -> set[int]:
    """Return what is hidden of one kind from the actor for whom the views were drawn."""
    return set(connection.execute(text(f"select number from veiled_{kind}")).scalars())


def clear(connection: Connection) -> None:
    """Take away what was drawn beside the tables."""
    for table in reversed(in_order()):
        connection.exec_driver_sql(f'drop view "{BESIDE}{table.name}"')
    for name in (*LISTS, "reader"):
        connection.exec_driver_sql(f"drop table {name}")


BESIDE = "seen_"
"""Prefix of the views that an act looks through."""

_BATCH = 2_000


def in_order() -> list[Table]:
    """List the tables, each after those that it speaks of; the journal speaks of all."""
    return sorted(metadata.sorted_tables, key=lambda table: table.name == "journal")


def condition(table: Table, words: Mapping[str, str]) -> str:
    """Return the condition under which a row of a table, called `this`, is seen.

    Raises:
        KeyError: if nothing says when a row of the table is seen.
    """
    bound = list(_bonds(table, words))
    if table.name in CONDITIONS:
        return CONDITIONS[table.name].format(bound=" and ".join(bound) or "1 = 1", **words)
    if not bound:
        raise KeyError(f"nobody says who may see the table {table.name}")
    return " and ".join(bound)


def _bonds(table: Table, words: Mapping[str, str]) -> Iterator[str]:
    if table.name in ROOTS:
        yield f"this.id not in {_veiled(ROOTS[table.name], words)}"
    for column in table.columns:
        for key in column.foreign_keys:
            home = key.column.table.name
            if column.name in NOT_BOUND or home == table.name:
                continue
            seen = (
                f'this."{column.name}" not in {_veiled(ROOTS[home], words)}'
                if home in ROOTS
                else f'exists (select 1 from "{words["prefix"]}{home}" home where home.id = this."{column.name}")'
            )
            yield f'(this."{column.name}" is null or {seen})' if column.nullable else seen


def _veiled(kind: str, words: Mapping[str, str]) -> str:
    return "(select number from {own}veiled_{kind}{call})".format(kind=kind, **words)


def _column(table: Table, name: str, words: Mapping[str, str]) -> str:
    other = COLUMNS.get((table.name, name))
    return f'this."{name}"' if other is None else f'{other.format(**words)} as "{name}"'


def _list_hidden(
    connection: Connection, hidden: Hidden, actor: Actor, columns: Columns, words: Mapping[str, str]
) -> None:
    drop = "" if connection.dialect.name == "sqlite" else " on commit drop"
    given = {**words, "restrictions": ", ".join(map(str, hidden.restrictions))}
    for name, (shape, query) in LISTS.items():
        key = ", ".join(part.split()[0] for part in shape.split(", "))
        connection.exec_driver_sql(f"create temp table {name} ({shape}, primary key ({key})){drop}")
        asked = text(f"insert into {name} {query.format(**given)}")
        connection.execute(asked, {"columns": as_json(columns)} if ":columns" in asked.text else {})
    connection.exec_driver_sql(f"create temp table reader (name text, keeper integer){drop}")
    me = {"name": actor.name, "keeper": int(is_keeper(actor))}
    connection.execute(text("insert into reader values (:name, :keeper)"), me)


def as_json(columns: Columns) -> str:
    """Write down every column that study.toml maps, as lists of sheet, column and what it goes to."""
    return json.dumps([[sheet, name, to] for sheet, pairs in columns.items() for name, to in pairs])
