"""The rule of sight in SQL: views of every table that leave out what an actor may not see.

A reading connection is given, for every table, a temporary view of the same name that
stands before the table. So every reader is filtered, those not yet written too, and no
query says anything about it. Where nothing is hidden from an actor there are no views.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, bindparam, delete, exists, or_, select, text

from outspoken.study.actors import Actor
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


def hidden_from(connection: Connection, actor: Actor) -> Hidden:
    """Work out which restrictions do not let an actor pass at this moment."""
    own = restrictions.alias("own")
    named = exists().where(trusted.c.restriction_id == own.c.id, trusted.c.actor == actor.name)
    opened = exists().where(
        openings.c.restriction_id == own.c.id, openings.c.actor == actor.name, openings.c.ends > now()
    )
    restricted = own.c.level == Level.RESTRICTED.value
    passes = or_(restricted, opened) if is_keeper(actor) else and_(restricted, named)
    query = select(own.c.id, own.c.attribute).where(own.c.until.is_(None), ~passes).order_by(own.c.id)
    rows = connection.execute(query).all()
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


# ---- the views -------------------------------------------------------------------------

Columns = Mapping[str, Iterable[tuple[str, str]]]
"""By sheet: each column that study.toml maps, and what it goes to."""

KEEPERS_TOO = "(select keeper from reader) = 1 or this.{0} not in (select number from veiled_restriction)"

CONDITIONS = {
    "counters": "1 = 0",
    "actors": "1 = 1",
    "journal": "(select keeper from reader) = 1 or (this.act not in ({kept}) "
    "and not exists (select 1 from {parts_of_details} where "
    "(part.key in ('left', 'right', 'testimony', 'testimonies') and {item} in "
    "(select cast(number as text) from veiled_testimony)) "
    "or (part.key in ('story', 'stories') and {item} in (select cast(number as text) from veiled_story)) "
    "or (part.key in ('row', 'rows') and {item} in (select cast(number as text) from veiled_row)) "
    "or (part.key in ('case', 'cases', 'person', 'persons') and {item} in "
    "(select cast(number as text) from veiled_person)) "
    "or (part.key in ('text', 'texts') and {item} not in (select cast(id as text) from {prefix}texts)) "
    "or (part.key in ('capture', 'captures') and {item} not in (select cast(id as text) from {prefix}captures)) "
    "or (part.key = 'coding' and {item} not in (select cast(id as text) from {prefix}codings)) "
    "or (part.key = 'view' and {item} not in (select cast(id as text) from {prefix}views)) "
    "or (part.key = 'doubt' and {item} not in (select 'D' || id from {prefix}doubts))))",
    "jobs": "1 = 1",
    "outlets": "exists (select 1 from {whole}.stories s where s.outlet_id = this.id "
    "and s.id not in (select number from veiled_story)) "
    "or not exists (select 1 from {whole}.stories s where s.outlet_id = this.id)",
    "sheets": "1 = 1",
    "row_changes": "{bound} and exists (select 1 from {whole}.sheet_rows r join {whole}.sheets h on h.id = r.sheet_id "
    "join open_columns o on o.sheet = h.name and o.name = this.field where r.id = this.row_id)",
    "doubts": "{bound} and (this.field = '' or this.sheet_id is null or exists (select 1 from {whole}.sheets h "
    "join open_columns o on o.sheet = h.name and o.name = this.field where h.id = this.sheet_id)) "
    "and (this.sheet_id is null or not exists (select 1 from {texts_of_rows} join {whole}.sheet_rows r "
    "on r.sheet_id = this.sheet_id and r.key = cell.value join veiled_row v on v.number = r.id))",
    "facts": "{bound} and this.attribute not in (select name from veiled_attribute)",
    "restrictions": KEEPERS_TOO.format("id"),
    "trusted": KEEPERS_TOO.format("restriction_id"),
    "openings": KEEPERS_TOO.format("restriction_id"),
    "search_waiting": "1 = 0",
    "channels": "1 = 1",
    "codebooks": "1 = 1",
    "rounds": "1 = 1",
    "suggestion_runs": "1 = 1",
    "veils": "1 = 0",
    # Safety: a view's name and filter may tell all that its maker saw, so it is shown to nobody who sees less.
    "views": "this.actor = (select name from reader) or (this.shared = 1 and not exists "
    "(select 1 from veiled_restriction v where v.number not in ({blind})))",
}
"""What decides whether a row of a table is seen, where its references alone do not.

`{bound}` stands for what the references say: the row is seen if all it points at is seen.
"""

KEPT = ("people.restrict", "people.seal", "people.unseal", "people.lift")
"""Acts of which the journal tells nobody but the keepers, for that they were done tells that something is hidden."""

TOLD = (
    *("left", "right", "testimony", "testimonies", "story", "stories", "row", "rows", "case", "cases"),
    *("person", "persons", "text", "texts", "doubt", "judgement", "sheet", "verdict", "undone", "settled"),
)
"""What the journal still tells of an act to somebody from whom something is hidden; no count is among it."""

COLUMNS = {
    ("journal", "details"): "case (select keeper from reader) when 1 then this.details else "
    "(select {object_of_parts} from {details} where part.key in ({told})) end",
    (
        "jobs",
        "done",
    ): "case when this.kind = 'import' and this.done > 0 then this.done - {hidden_of_subject} else 0 end",
    ("jobs", "total"): "case this.kind when 'import' then this.total - {hidden_of_subject} end",
    ("jobs", "cursor"): "''",
    ("runs", "seen"): "0",
    ("runs", "new"): "0",
    ("rounds", "population"): "this.population - (select count(*) from veiled_testimony)",
    ("suggestion_runs", "honesty"): "'{{}}'",
    ("sheets", "rows"): "(select count(*) from {whole}.sheet_rows r where r.sheet_id = this.id "
    "and r.id not in (select number from veiled_row))",
    ("doubts", "readings"): "case when exists (select 1 from {whole}.sheet_rows r join veiled_row v on v.number = r.id "
    "where r.sheet_id = this.sheet_id and this.readings <> replace(this.readings, r.key, '')) "
    "then {readings_bare} else this.readings end",
    ("sheet_rows", "printed"): "(select {object} from {cells_of_printed} where exists (select 1 from {whole}.sheets h "
    "join open_columns o on o.sheet = h.name and o.name = cell.key where h.id = this.sheet_id))",
}
"""Columns of which an actor from whom something is hidden sees something else."""

_WORDS = {
    "hidden_of_subject": "(select count(*) from {whole}.sheet_rows r join {whole}.sheets h on h.id = r.sheet_id "
    "where h.name = this.subject and r.id in (select number from veiled_row))",
    "item": "cast(item.value as text)",
    "told": ", ".join(f"'{key}'" for key in TOLD),
    "kept": ", ".join(f"'{act}'" for act in KEPT),
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
}


def draw(connection: Connection, actor: Actor, columns: Columns, whole: str, prefix: str = "") -> Hidden:
    """Stand a view before every table of a connection, if anything is hidden from the actor.

    `whole` is the schema that holds the tables themselves. With a prefix the views stand
    beside the tables and not before them.
    """
    hidden = hidden_from(connection, actor)
    if not hidden:
        return hidden
    _list_hidden(connection, hidden, actor, columns)
    words = wording(connection.dialect.name, whole, prefix)
    for table in _in_order():
        names = [column.name for column in table.columns]
        chosen = ", ".join(_column(table, name, words) for name in names)
        connection.exec_driver_sql(
            f'create temp view "{prefix}{table.name}" as select {chosen} from "{whole}"."{table.name}" this '
            f"where {condition(table, words)}"
        )
    return hidden


def wording(dialect: str, whole: str, prefix: str = "") -> dict[str, str]:
    """Return what stands for each {word} of the conditions on one kind of database."""
    words = {**_WORDS, **(_SQLITE if dialect == "sqlite" else _POSTGRESQL), "whole": f'"{whole}"', "prefix": prefix}
    return words | {"hidden_of_subject": words["hidden_of_subject"].format(**words)}


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


def clear(connection: Connection) -> None:
    """Take away what was drawn beside the tables."""
    for table in reversed(_in_order()):
        connection.exec_driver_sql(f'drop view "{BESIDE}{table.name}"')
    for name in _LISTS:
        connection.exec_driver_sql(f"drop table {name}")


BESIDE = "seen_"
"""Prefix of the views that an act looks through."""

_BATCH = 2_000
_LISTS = (*(f"veiled_{kind}" for kind in (*ROOTS.values(), "restriction", "attribute")), "open_columns", "reader")


def _in_order() -> list[Table]:
    """List the tables, each after those that it speaks of; the journal speaks of all."""
    return sorted(metadata.sorted_tables, key=lambda table: table.name == "journal")


def condition(table: Table, words: Mapping[str, str]) -> str:
    """Return the condition under which a row of a table, called `this`, is seen.

    Raises:
        KeyError: if nothing says when a row of the table is seen.
    """
    bound = list(_bonds(table, words["prefix"]))
    if table.name in CONDITIONS:
        return CONDITIONS[table.name].format(bound=" and ".join(bound) or "1 = 1", **words)
    if not bound:
        raise KeyError(f"nobody says who may see the table {table.name}")
    return " and ".join(bound)


def _bonds(table: Table, prefix: str) -> Iterator[str]:
    if table.name in ROOTS:
        yield f"this.id not in (select number from veiled_{ROOTS[table.name]})"
    for column in table.columns:
        for key in column.foreign_keys:
            home = key.column.table.name
            if column.name in NOT_BOUND or home == table.name:
                continue
            seen = (
                f'this."{column.name}" not in (select number from veiled_{ROOTS[home]})'
                if home in ROOTS
                else f'exists (select 1 from "{prefix}{home}" home where home.id = this."{column.name}")'
            )
            yield f'(this."{column.name}" is null or {seen})' if column.nullable else seen


def _column(table: Table, name: str, words: Mapping[str, str]) -> str:
    other = COLUMNS.get((table.name, name))
    return f'this."{name}"' if other is None else f'{other.format(**words)} as "{name}"'


def _list_hidden(connection: Connection, hidden: Hidden, actor: Actor, columns: Columns) -> None:
    drop = "" if connection.dialect.name == "sqlite" else " on commit drop"
    for kind in (*ROOTS.values(), "restriction"):
        connection.exec_driver_sql(f"create temp table veiled_{kind} (number bigint primary key){drop}")
    numbers = ", ".join(map(str, hidden.restrictions))
    for kind in ROOTS.values():
        connection.exec_driver_sql(
            f"insert into veiled_{kind} select distinct number from veils "
            f"where kind = '{kind}' and restriction_id in ({numbers})"
        )
    connection.execute(text("insert into veiled_restriction values (:n)"), [{"n": one} for one in hidden.restrictions])
    connection.exec_driver_sql(f"create temp table veiled_attribute (name text){drop}")
    connection.exec_driver_sql(f"create temp table open_columns (sheet text, name text){drop}")
    connection.exec_driver_sql(f"create temp table reader (name text, keeper integer){drop}")
    me = {"name": actor.name, "keeper": int(is_keeper(actor))}
    connection.execute(text("insert into reader values (:name, :keeper)"), me)
    for name in sorted(hidden.attributes):
        connection.execute(text("insert into veiled_attribute values (:name)"), {"name": name})
    shown = [
        {"sheet": sheet, "name": name}
        for sheet, pairs in columns.items()
        for name, to in pairs
        if to not in hidden.attributes
    ]
    if shown:
        connection.execute(text("insert into open_columns values (:sheet, :name)"), shown)


# ---- PostgreSQL's own refusal ----------------------------------------------------------

_PASSES = """
(r.level = 'restricted' and (current_setting('outspoken.keeper', true) = 'yes' or exists (
    select 1 from trusted t where t.restriction_id = r.id and t.actor = current_setting('outspoken.actor', true))))
or (current_setting('outspoken.keeper', true) = 'yes' and exists (
    select 1 from openings o where o.restriction_id = r.id and o.actor = current_setting('outspoken.actor', true)
    and o.ends > current_setting('outspoken.now', true)))
"""
_VEILED = f"""select v.number from veils v join restrictions r on r.id = v.restriction_id
where v.kind = '{{kind}}' and r.until is null and ({_PASSES}) is not true"""
_ATTRIBUTES = f"""select r.attribute from restrictions r
where r.until is null and r.attribute is not null and ({_PASSES}) is not true"""
_UNKNOWN_TO_MAKER = f"""select 1 from restrictions r where r.until is null and ({_PASSES}) is not true
and r.id not in (select cast(one.value as bigint) from json_array_elements_text(blind::json) one(value))"""


def protect(connection: Connection) -> None:
    """Have PostgreSQL itself refuse hidden rows, whoever asks; SQLite has no such thing.

    A row is shown if it is not hidden from the actor that `say_who` named, or if the whole
    was asked for. A superuser is not refused, so a study should not be opened as one.
    """
    if connection.dialect.name == "sqlite":
        return
    for table in _in_order():
        conditions = list(_refusals(table))
        if not conditions:
            continue
        connection.exec_driver_sql(f'alter table "{table.name}" enable row level security')
        connection.exec_driver_sql(f'alter table "{table.name}" force row level security')
        connection.exec_driver_sql(f'drop policy if exists sight on "{table.name}"')
        connection.exec_driver_sql(
            f'create policy sight on "{table.name}" using '
            f"(current_setting('outspoken.whole', true) = 'yes' or ({' and '.join(conditions)})) with check (true)"
        )


def _refusals(table: Table) -> Iterator[str]:
    if table.name in {"restrictions", "trusted", "openings", "veils"}:
        return
    if table.name in ROOTS:
        yield f"id not in ({_VEILED.format(kind=ROOTS[table.name])})"
    if table.name == "views":
        yield f"(actor = current_setting('outspoken.actor', true) or (shared = 1 and not exists ({_UNKNOWN_TO_MAKER})))"
    if table.name == "facts":
        yield f"attribute not in ({_ATTRIBUTES})"
    for column in table.columns:
        for key in column.foreign_keys:
            home = key.column.table.name
            if column.name in NOT_BOUND or home == table.name:
                continue
            own = f'"{table.name}"."{column.name}"'
            seen = (
                f"{own} not in ({_VEILED.format(kind=ROOTS[home])})"
                if home in ROOTS
                else f'exists (select 1 from "{home}" home where home.id = {own})'
            )
            yield f"({own} is null or {seen})" if column.nullable else seen


def say_who(connection: Connection, actor: Actor) -> None:
    """Tell PostgreSQL for whom this transaction reads."""
    if connection.dialect.name == "sqlite":
        return
    told = {"actor": actor.name, "keeper": "yes" if is_keeper(actor) else "no", "now": now()}
    for name, value in told.items():
        connection.execute(
            text("select set_config(:name, :value, true)"), {"name": f"outspoken.{name}", "value": value}
        )
