"""PostgreSQL's own refusal: policies of the server, made of the words of which the views are made.

A policy is asked for every row whoever asks, so a program without our views is refused too.
It hides rows, not cells: of a table in which cells have to be hidden, the server shows
nothing unless our view stands before it. SQLite has no such thing.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, Table, text

from outspoken.study.actors import Actor
from outspoken.study.journal import now
from outspoken.study.sight import is_keeper
from outspoken.study.veils import COLUMNS, LISTS, Columns, as_json, condition, in_order, wording

_PASSES = """
(r.level = 'restricted' and (current_setting('outspoken.keeper', true) = 'yes' or exists (
    select 1 from {whole}.trusted t
    where t.restriction_id = r.id and t.actor = current_setting('outspoken.actor', true))))
or (current_setting('outspoken.keeper', true) = 'yes' and exists (
    select 1 from {whole}.openings o where o.restriction_id = r.id
    and o.actor = current_setting('outspoken.actor', true) and o.ends > current_setting('outspoken.now', true)))
"""
_HIDING = f"select r.id from {{whole}}.restrictions r where r.until is null and ({_PASSES}) is not true"
"""The restrictions that do not let pass whom `say_who` named; whoever named nobody is let pass by none."""

_WHOLE = "current_setting('outspoken.whole', true)"
_FUNCTION = """
create function {name}() returns {shape} language plpgsql stable as $$
#variable_conflict use_column
declare before text := {asked};
begin
  perform set_config('outspoken.whole', 'yes', true);
  return query {query};
  perform set_config('outspoken.whole', coalesce(before, ''), true);
end $$
"""
"""A list of what is hidden has to look at all; for so long it asks for the whole."""

HIDES_NOTHING = "nothing_veiled"


def protect(connection: Connection, home: str) -> None:
    """Have PostgreSQL itself refuse hidden rows, whoever asks; SQLite has no such thing.

    A row is shown if it is not hidden from the actor that `say_who` named, or if the whole
    was asked for. A superuser is not refused, so a study should not be opened as one.
    """
    if connection.dialect.name == "sqlite":
        return
    schema = f'"{home}"'
    own = {"own": f"{schema}.", "call": "()", "keeper": "current_setting('outspoken.keeper', true) = 'yes'"}
    own |= {"me": "current_setting('outspoken.actor', true)"}
    words = wording("postgresql", home, **own)
    for table in in_order():
        connection.exec_driver_sql(f'drop policy if exists sight on {schema}."{table.name}"')
    for name, shape, query in _functions():
        connection.exec_driver_sql(f"drop function if exists {schema}.{name}()")
        asked = query.format(**words, restrictions=_HIDING.format(**words))
        asked = asked.replace(":columns", "nullif(current_setting('outspoken.columns', true), '')")
        made = _FUNCTION.format(name=f"{schema}.{name}", shape=shape, asked=_WHOLE, query=asked)
        connection.exec_driver_sql(made)
    for table in in_order():
        named = f'{schema}."{table.name}"'
        connection.exec_driver_sql(f"alter table {named} enable row level security")
        connection.exec_driver_sql(f"alter table {named} force row level security")
        connection.exec_driver_sql(
            f"create policy sight on {named} using ((select {_WHOLE}) = 'yes' "
            f"or (select * from {schema}.{HIDES_NOTHING}()) or ({_seen(table, words)})) with check (true)"
        )


def _functions() -> list[tuple[str, str, str]]:
    lists = [(name, f"table ({shape})", query) for name, (shape, query) in LISTS.items()]
    return [*lists, (HIDES_NOTHING, "setof boolean", "select not exists ({restrictions})")]


def _seen(table: Table, words: dict[str, str]) -> str:
    """Return the condition of a table, in which a policy calls the row by the table's name."""
    found = re.sub(r"\bthis\.", f'"{table.name}".', condition(table, words))
    if any(name == table.name for name, _ in COLUMNS):
        found = f"to_regclass('pg_temp.\"{table.name}\"') is not null and ({found})"
    return found


def say_who(connection: Connection, actor: Actor, columns: Columns) -> None:
    """Tell PostgreSQL for whom this transaction reads, and that it is not to show the whole any more."""
    if connection.dialect.name == "sqlite":
        return
    keeper = "yes" if is_keeper(actor) else "no"
    told = {"actor": actor.name, "keeper": keeper, "now": now(), "columns": as_json(columns), "whole": "no"}
    for name, value in told.items():
        connection.execute(
            text("select set_config(:name, :value, true)"), {"name": f"outspoken.{name}", "value": value}
        )


def passed_over(connection: Connection) -> str:
    """Say by which right whoever is connected is refused nothing: "superuser", "bypassrls", or "" if it is refused."""
    if connection.dialect.name == "sqlite":
        return ""
    query = text("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
    superuser, bypassing = connection.execute(query).one()
    return "superuser" if superuser else "bypassrls" if bypassing else ""
