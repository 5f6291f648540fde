"""What an actor may not see does not exist for them, by whichever door they come."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select, text

from outspoken.collect import examine_sheet, import_sheet
from outspoken.errors import NotFound
from outspoken.people import Verdict, exclude, judge, lift, restrict, seal, unseal
from outspoken.people.checked.records import Out
from outspoken.study import Actor, Role, veils
from outspoken.study.journal import entries, verify
from outspoken.study.sight import Level, Restriction, visible
from outspoken.study.tables import (
    doubts,
    facts,
    metadata,
    openings,
    restrictions,
    row_changes,
    sheet_rows,
    testimonies,
    trusted,
)
from tests.conftest import AMAL, BILAL, DARA, LEAVERS, LEAVERS_SHEET
from tests.study.side_doors import ACTS, DOORS

FATIN = Actor("Fatin", frozenset({Role.CUSTODIAN}))


def seen(study, actor):
    with study.read(by=actor) as connection:
        return [number for (number,) in connection.execute(select(testimonies.c.id).order_by(testimonies.c.id))]


def test_every_table_can_be_read_by_somebody_from_whom_something_is_hidden(study, amal, dara):
    restrict(study, "2", ["Bilal"], by=amal)
    with study.read(by=dara) as connection:
        for table in metadata.sorted_tables:
            connection.execute(select(table)).all()


def test_levels(study, amal, bilal, dara):
    restrict(study, "2", ["Bilal"], by=amal)
    assert seen(study, dara) == [1, 3, 4, 5, 6]
    assert seen(study, bilal) == seen(study, amal) == [1, 2, 3, 4, 5, 6]
    seal(study, "2", by=amal)
    assert seen(study, bilal) == seen(study, amal) == seen(study, FATIN) == [1, 3, 4, 5, 6]
    unseal(study, "2", by=FATIN, reason="To check the date.")
    assert seen(study, FATIN) == [1, 2, 3, 4, 5, 6]
    assert seen(study, amal) == [1, 3, 4, 5, 6]
    lift(study, "2", by=FATIN)
    assert seen(study, dara) == [1, 2, 3, 4, 5, 6]


def test_who_is_one_person_with_a_hidden_one_is_hidden(study, amal, bilal, dara):
    restrict(study, "2", ["Bilal"], by=amal)
    judge(study, "2", "6", Verdict.SAME, by=bilal)
    assert seen(study, dara) == [1, 3, 4, 5]


def test_acting_on_what_is_hidden_fails_as_on_what_is_not_there(study, amal, bilal):
    seal(study, "2", by=amal)
    for name in ("2", "99"):
        with pytest.raises(NotFound) as caught:
            judge(study, name, "6", Verdict.SAME, by=bilal)
        assert caught.value.message == f"There is no person {name} in this study."
    judge(study, "1", "6", Verdict.SAME, by=bilal)
    judge(study, "1", "5", Verdict.SAME, by=bilal)


def test_the_journal_tells_nothing_of_what_is_hidden_and_verifies_for_everybody(study, amal, bilal, dara):
    restrict(study, "2", ["Bilal"], by=amal)
    judge(study, "2", "6", Verdict.UNSURE, by=bilal)
    judge(study, "1", "5", Verdict.UNSURE, by=bilal)
    with study.read(by=dara) as connection:
        told = [(entry.act, dict(entry.details)) for entry in entries(connection)]
        assert verify(connection)[0] == 4
    assert told == [
        ("collect.import_sheet", {"sheet": 1}),
        ("people.judge", {"judgement": 3, "left": 1, "right": 5, "verdict": "unsure"}),
    ]
    with study.read(by=amal) as connection:
        assert len(list(entries(connection))) == 4
    seal(study, "3", by=amal)
    with study.read(by=amal) as connection:
        assert [entry.details for entry in entries(connection)][1]["testimonies"] == [2]


HIDDEN_ROW = """\
7,Nia Holt,German,F,09/09/03,Night Owl,2003-08,1,yes
8,Nia Holt,Tunisian,F,10/09/03,Night Owl,2003-08,1,yes
9,Nia Holt,German,F,11/09/03,Night Owl,2003-08,1,yes
"""


@pytest.fixture
def hidden_and_absent(make_folder, opened, database, server):
    """One study in which case 7, of three testimonies, is hidden from all but Fatin, and one in which it never was."""
    studies = []
    for number, sheet in enumerate([LEAVERS_SHEET + HIDDEN_ROW, LEAVERS_SHEET]):
        elsewhere = database.replace('schema = "', f'schema = "z{number}_')
        studies.append(opened(make_folder(LEAVERS + elsewhere, leavers=sheet)))
        import_sheet(studies[-1], "leavers", by=AMAL)
    with_it, _ = studies
    judge(with_it, "7", "2", Verdict.UNSURE, by=AMAL)
    for other in ("8", "9"):
        judge(with_it, "7", other, Verdict.SAME, by=AMAL)
    exclude(with_it, "T9", Out.FAKE, by=AMAL, reason="why")
    restrict(with_it, "7", ["Fatin"], by=AMAL)
    return studies


def test_every_door_answers_as_if_what_is_hidden_had_never_been(hidden_and_absent, dara):
    with_it, without = hidden_and_absent
    different = [name for name, door in DOORS.items() if repr(door(with_it, dara)) != repr(door(without, dara))]
    assert different == []


def test_every_act_on_what_is_hidden_fails_in_the_words_of_what_was_never_there(hidden_and_absent, bilal):
    with_it, without = hidden_and_absent
    for attempt in ACTS.values():
        assert attempt(with_it, bilal) == attempt(without, bilal) != ("done", "", "")


def test_whoever_may_see_it_sees_it_through_the_same_doors(hidden_and_absent, amal):
    with_it, without = hidden_and_absent
    same = {name for name, door in DOORS.items() if repr(door(with_it, amal)) == repr(door(without, amal))}
    assert same <= {"codings", "texts of a story", "outlets", "doubts"}


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


def test_postgresql_refuses_what_is_hidden_even_without_our_views(plain, make_folder, opened, monkeypatch, amal, dara):
    study = opened(make_folder(LEAVERS + plain, leavers=LEAVERS_SHEET + HIDDEN_ROW))
    import_sheet(study, "leavers", by=amal)
    restrict(study, "7", ["Fatin"], by=amal)
    restrict(study, "sex", ["Fatin"], by=amal)
    monkeypatch.setattr(veils, "draw", lambda *_: veils.Hidden((), frozenset()))
    everything = {"testimonies": 7, "stories": 7, "sheet_rows": 7, "persons": 7}
    for actor, missing in ((amal, 0), (dara, 1), (FATIN, 0)):
        with study.read(by=actor) as connection:
            for table, rows in everything.items():
                assert connection.execute(text(f"select count(*) from {table}")).scalar() == rows - missing
            sexes = connection.execute(text("select count(*) from facts where attribute = 'sex'")).scalar()
            assert sexes == (0 if missing else 7)
            facts = connection.execute(text("select count(*) from facts where testimony_id = 7")).scalar()
            assert facts == (0 if missing else 6)
            assert connection.execute(text("select count(*) from story_dates")).scalar() >= 7 - missing
    with study.database.engine().connect() as connection:  # nobody said who reads
        assert connection.execute(text("select count(*) from testimonies")).scalar() == 6


def test_a_restricted_attribute_is_in_no_fact_row_change_or_doubt(study, amal, dara):
    restrict(study, "country", ["Bilal"], by=amal)
    with study.read(by=dara) as connection:
        assert set(connection.execute(select(facts.c.attribute)).scalars()) == {
            *("name", "sex", "left", "children", "recruiter")
        }
        rows = [json.loads(one) for one in connection.execute(select(sheet_rows.c.printed)).scalars()]
        assert list(rows[0]) == ["id", "name", "sex", "printed", "outlet", "left", "children", "recruiter"]
        assert "country" not in set(connection.execute(select(doubts.c.field)).scalars())
    with study.read(by=amal) as connection:
        assert "country" in connection.execute(select(sheet_rows.c.printed)).scalars().first()


def test_whoever_imports_is_told_nothing_of_a_row_they_may_not_see(study, amal, chloe):
    restrict(study, "2", ["Bilal"], by=amal)
    sheet = study.folder / "sources" / "leavers.csv"
    changed = LEAVERS_SHEET.replace("Mina Sol,Tunisian", "Mina Soll,Tunisian").replace("Tam Reed", "Tom Reed")
    sheet.write_text(changed.replace("1,Ivo Marsh", "8,Ivo Marsh"), encoding="utf-8")
    asked = examine_sheet(study, "leavers", by=chloe)
    done = import_sheet(study, "leavers", by=chloe)
    for told in (asked, done):
        assert (told.new, told.gone) == (("8", "2"), ("1",)) or (told.new, told.gone) == (("2", "8"), ("1",))
        assert [change.key for change in told.changed] == ["6"]
    with study.read(by=amal) as connection:
        kept = connection.execute(select(row_changes.c.before).order_by(row_changes.c.id)).scalars().all()
    assert kept == ["Mina Sol", "Tam Reed"]
    sheet.write_text("\n".join(changed.splitlines()[:2]) + "\n", encoding="utf-8")
    assert "2" not in examine_sheet(study, "leavers", by=chloe).gone


def test_a_table_without_a_rule_is_found_out():
    stray = Table("stray", MetaData(), Column("id", Integer, primary_key=True))
    with pytest.raises(KeyError, match="stray"):
        veils.condition(stray, veils.wording("sqlite", "main"))


def test_every_table_has_a_rule():
    for table in metadata.sorted_tables:
        assert veils.condition(table, veils.wording("sqlite", "main"))


NAMES = [actor.name for actor in (AMAL, BILAL, DARA, FATIN)]
LAID = st.lists(st.tuples(st.sampled_from(Level), st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES))))


@given(LAID, st.sampled_from([AMAL, BILAL, DARA, FATIN]))
def test_the_sql_says_what_the_rule_says(laid, actor):
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        for number, (level, names, openers) in enumerate(laid, start=1):
            connection.execute(
                insert(restrictions).values(
                    id=number, attribute="sex", level=level.value, actor="Amal", at="2020", since=1
                )
            )
            for name in sorted(names):
                connection.execute(insert(trusted).values(restriction_id=number, actor=name))
            for place, name in enumerate(sorted(openers)):
                connection.execute(
                    insert(openings).values(
                        id=number * 10 + place, restriction_id=number, actor=name, reason="", at="2020", ends="9999"
                    )
                )
        hidden = veils.hidden_from(connection, actor)
    thing = [Restriction(level, frozenset(names), frozenset(openers)) for level, names, openers in laid]
    assert bool(hidden) is not visible(actor, thing)
    engine.dispose()
