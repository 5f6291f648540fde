import pytest
from sqlalchemy import select

from outspoken.errors import NotFound
from outspoken.people import Verdict, judge, lift, restrict, seal, unseal
from outspoken.study import Actor, Role
from outspoken.study.journal import entries, verify
from outspoken.study.tables import metadata, testimonies

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
