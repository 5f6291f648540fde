"""PostgreSQL itself refuses what is hidden, in every table, though our views are switched off."""

import pytest
from sqlalchemy import create_engine, text

from outspoken.collect import import_sheet
from outspoken.people import restrict
from outspoken.study import Actor, Role, policies, veils
from outspoken.study.tables import metadata
from tests.conftest import LEAVERS, LEAVERS_SHEET
from tests.study.planting import OPEN, planted, shown

FATIN = Actor("Fatin", frozenset({Role.CUSTODIAN}))
HIDDEN_ROW = "7,Nia Holt,German,F,09/09/03,Night Owl,2003-08,1,yes\n"


@pytest.fixture
def plain(server, schema):
    """A [database] section by which somebody who is no superuser opens a schema of their own."""
    name = f"plain_{schema}"
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create role {name} login nosuperuser"))
        connection.execute(text(f'create schema "{schema}" authorization {name}'))
    yield f'\n[database]\nurl = "{server.replace("postgres:@", f"{name}:@", 1)}"\nschema = "{schema}"\n'
    with engine.connect() as connection:
        connection.execute(text(f'drop schema "{schema}" cascade'))
        connection.execute(text(f"drop owned by {name}"))
        connection.execute(text(f"drop role {name}"))
    engine.dispose()


def test_postgresql_refuses_in_every_table_what_is_hidden_even_without_our_views(
    plain, make_folder, opened, monkeypatch, amal, dara
):
    study = opened(make_folder(LEAVERS + plain, leavers=LEAVERS_SHEET + HIDDEN_ROW))
    import_sheet(study, "leavers", by=amal)
    restrict(study, "7", ["Fatin"], by=amal)
    restrict(study, "sex", ["Fatin"], by=amal)
    open_ones, hidden = planted(study)
    with_views = shown(study, dara)
    monkeypatch.setattr(veils, "draw", lambda *_: veils.Hidden((), frozenset()))
    without_views = shown(study, dara)
    # Whose cells would have to be hidden is refused whole, and with it what hangs on its rows alone.
    altered = {name for name, _ in veils.COLUMNS} | {"row_changes", "assignments", "codings", "suggestions", "chances"}
    for name, rows in with_views.items():
        assert without_views[name] == (set() if name in altered else rows), name
    assert not {name for name, key in hidden.items() if key in without_views[name]} - OPEN
    assert len([name for name, key in open_ones.items() if key in without_views[name]]) >= 20
    for actor in (amal, FATIN):
        assert {name for name, key in hidden.items() if key not in shown(study, actor)[name]} <= {"veils"}
    with study.read(by=dara) as connection:
        assert connection.execute(text("select count(*) from facts where attribute = 'sex'")).scalar() == 0
    with study.database.engine().connect() as connection:  # nobody said who reads
        assert connection.execute(text("select count(*) from testimonies")).scalar() == 6
        assert connection.execute(text("select count(*) from sheet_rows")).scalar() == 0


def test_the_server_has_a_policy_on_every_table(plain, make_folder, opened):
    study = opened(make_folder(LEAVERS + plain, leavers=LEAVERS_SHEET))
    query = "select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid where c.relforcerowsecurity"
    with study.database.reading() as connection:
        assert {*metadata.tables} <= set(connection.execute(text(query)).scalars())
        assert policies.passed_over(connection) == ""


def test_whoever_the_server_does_not_refuse_is_found_out(study):
    with study.database.reading() as connection:
        assert policies.passed_over(connection) == ("" if study.database.is_sqlite else "superuser")
