import pytest
from sqlalchemy import select

from outspoken.errors import NotFound
from outspoken.people import Verdict, judge, lift, restrict, seal, unseal
from outspoken.study import Actor, Role
from outspoken.study.journal import entries, verify
from outspoken.study.tables import metadata, testimonies
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


HIDDEN_ROW = "7,Nia Holt,German,F,09/09/03,Night Owl,2003-08,1,yes\n"


@pytest.fixture
def hidden_and_absent(make_folder, opened, database, server):
    """One study in which case 7 is hidden from everybody but Fatin, and one in which it never was."""
    from outspoken.collect import import_sheet
    from tests.conftest import AMAL, LEAVERS, LEAVERS_SHEET

    studies = []
    for number, sheet in enumerate([LEAVERS_SHEET + HIDDEN_ROW, LEAVERS_SHEET]):
        elsewhere = database.replace('schema = "', f'schema = "z{number}_')
        studies.append(opened(make_folder(LEAVERS + elsewhere, leavers=sheet)))
        import_sheet(studies[-1], "leavers", by=AMAL)
    with_it, _ = studies
    judge(with_it, "7", "2", Verdict.UNSURE, by=AMAL)
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
