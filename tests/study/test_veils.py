"""What an actor may not see does not exist for them, by whichever door they come."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select

import outspoken
from outspoken.coding.readers import open_suggestions_for
from outspoken.collect import examine_sheet, import_sheet
from outspoken.errors import NotFound
from outspoken.people import Verdict, exclude, judge, lift, restrict, seal, unseal
from outspoken.people.checked.records import Out
from outspoken.study import Actor, Role, veils
from outspoken.study.actors import PRIVILEGES
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
from tests.conftest import AMAL, BILAL, CHLOE, DARA, LEAVERS, LEAVERS_SHEET
from tests.study import side_doors
from tests.study.filling import CRITERIA, RANA, fill, fill_hidden, suggest
from tests.study.planting import CLOSED, OPEN, planted, shown
from tests.study.side_doors import ACTS, DOORS, NAMES_NOTHING, refused

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


HIDDEN_ROW = "7,Nia Holt,German,F,09/09/03,Night Owl,2003-08,1,yes\n"
HIDDEN_ROWS = """\
7,Nia Holt,German,F,09/09/03,Night Owl,2003-08,1,yes
8,Nia Holt,Tunisian,F,10/09/03,Night Owl,2003-08,1,yes
9,Nia Holt,German,F,11/09/03,Night Owl,2003-08,1,yes
"""


@pytest.fixture
def hidden_and_absent(make_folder, opened, database, server):
    """One study in which case 7, of three testimonies, is hidden from all but Fatin, and one in which it never was."""
    studies = []
    for number in range(2):
        elsewhere = database.replace('schema = "', f'schema = "z{number}_')
        made = opened(make_folder(LEAVERS + CRITERIA + elsewhere, leavers=LEAVERS_SHEET))
        import_sheet(made, "leavers", by=AMAL)
        fill(made)
        if not number:
            (made.folder / "sources" / "leavers.csv").write_text(LEAVERS_SHEET + HIDDEN_ROWS, encoding="utf-8")
        import_sheet(made, "leavers", by=AMAL)
        studies.append(made)
    with_it, without = studies
    fill_hidden(with_it, 7)
    for other in ("8", "9"):
        judge(with_it, "7", other, Verdict.SAME, by=AMAL)
    exclude(with_it, "T9", Out.FAKE, by=AMAL, reason="why")
    restrict(with_it, "7", ["Fatin"], by=AMAL)
    suggest(with_it)
    suggest(without)
    return studies


def answer(door, study, actor):
    """Return what a door says, without the time."""
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)?", "then", repr(door(study, actor)))


def test_every_door_answers_as_if_what_is_hidden_had_never_been(hidden_and_absent):
    with_it, without = hidden_and_absent
    different = [
        (actor.name, name)
        for actor in (DARA, BILAL, CHLOE, RANA)
        for name, door in DOORS.items()
        if answer(door, with_it, actor) != answer(door, without, actor)
    ]
    assert different == []
    assert len(DOORS) >= 75


def test_every_act_on_what_is_hidden_fails_in_the_words_of_what_was_never_there(hidden_and_absent, monkeypatch):
    with_it, without = hidden_and_absent
    everything = Actor("Rana", frozenset({Role.REVIEWER, Role.SCREENER, Role.CODER}))
    hidden = open_suggestions_for(with_it, by=FATIN, testimony=7)
    monkeypatch.setattr(side_doors, "LATEST", hidden[0].id)
    for name, attempt in ACTS.items():
        told = [refused(lambda study=study: attempt(study, everything)) for study in (with_it, without)]  # noqa: B023
        assert told[0] == told[1], name
        assert told[0][0] == "NotFound" or name in {"coding.memo, reworded", "people.import_judgements"}, name


def test_every_act_is_tried_or_names_nothing():
    assert {name.partition(",")[0] for name in ACTS} | NAMES_NOTHING == set(PRIVILEGES)


def test_every_reader_is_a_door():
    """A reader that nobody tried is found out: whatever reads for an actor stands in the list of doors."""
    said = Path(side_doors.__file__).read_text(encoding="utf-8")
    for file in Path(outspoken.__file__).parent.rglob("*.py"):
        step = file.relative_to(Path(outspoken.__file__).parent).parts[0]
        if file.name in {"readers.py", "cases.py", "findings.py", "drawings.py", "overview.py"} and step != "web":
            words = file.read_text(encoding="utf-8")
            for name in re.findall(r"^def ([a-z]\w*)\((?:[^)]|\n)*by: Actor", words, re.MULTILINE):
                assert re.search(rf"\b{name}\(", said) or name in NO_DOORS, f"{file}: {name}"


NO_DOORS = {"to_send", "verify", "wacz", "latest_suggestions", "view_called"}
"""One view of those that `views_of` lists; and what tells of the archive as it lies on the disk,
and of a machine when it ran: each has a test of its own."""


def test_whoever_may_see_it_sees_it_through_the_same_doors(hidden_and_absent, amal):
    with_it, without = hidden_and_absent
    same = {name for name, door in DOORS.items() if answer(door, with_it, amal) == answer(door, without, amal)}
    assert same <= SAME_FOR_ALL


SAME_FOR_ALL = {
    "answers to suggested values",
    *("texts of a story", "outlets", "doubts", "views", "watch lists", "one story", "lost passages", "copies"),
    *(
        "decisions before",
        "next story",
        "criteria",
        "what a story seems to say",
        "one case",
        "versions of the codebook",
    ),
    *("codebooks compared", "a code", "marks on a text", "recode queue", "a dry run of adding", "claims"),
    *(
        "search: bread -beat",
        "stories nobody speaks in",
        "jobs",
        "next task",
        "likeness and rarity",
        "methods of coding",
    ),
}
"""The doors behind which case 7 changes nothing."""


@pytest.fixture
def full(make_study, amal):
    study = make_study(LEAVERS, leavers=LEAVERS_SHEET + HIDDEN_ROW)
    import_sheet(study, "leavers", by=amal)
    restrict(study, "7", ["Fatin"], by=amal)
    return study


def test_no_table_shows_a_row_that_hangs_on_what_is_hidden(full, amal, dara):
    open_ones, hidden = planted(full)
    seen, whole = shown(full, dara), shown(full, amal)
    assert {name for name, key in hidden.items() if key in seen[name]} == OPEN
    assert {name for name, key in open_ones.items() if key not in seen[name]} == CLOSED
    assert {name for name, key in hidden.items() if key not in whole[name]} <= {"veils"}  # renewed by every act


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
    assert kept == ["Tam Reed"]  # what a sheet prints of a hidden row is not taken over but becomes a doubt
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
