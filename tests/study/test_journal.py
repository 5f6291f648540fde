import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from outspoken import people
from outspoken.errors import SealBroken
from outspoken.people import Verdict
from outspoken.study import journal
from outspoken.study.tables import journal as table
from tests.dumps import dump

ACTS = 6


@pytest.fixture
def acted(study, amal, bilal):
    """A study with some acts in its journal."""
    people.judge(study, "1", "2", Verdict.DIFFERENT, by=amal, reason="they met")
    people.judge(study, "1", "5", Verdict.UNSURE, by=bilal)
    people.judge(study, "1", "5", Verdict.SAME, by=bilal, reason="same scar")
    people.undo(study, "1", "5", by=amal)
    people.judge(study, "2", "6", Verdict.DIFFERENT, by=amal)
    with study.database.reading() as connection:
        assert journal.verify(connection)[0] == ACTS
    return study


def verify(study):
    with study.database.reading() as connection:
        return journal.verify(connection)


def forge(study, statement):
    """Change the database as somebody would who does not ask the program."""
    with study.database.writing() as connection:
        connection.execute(statement)


def restore(study, rows):
    with study.database.writing() as connection:
        connection.execute(delete(table))
        connection.execute(table.insert(), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])


COLUMNS = st.sampled_from(["at", "actor", "act", "details", "previous", "seal"])


@settings(max_examples=60)
@given(seq=st.integers(1, ACTS), column=COLUMNS, text=st.text(st.characters(exclude_characters="\0"), max_size=20))
def test_any_change_of_any_entry_is_found_and_the_entry_named(acted, seq, column, text):
    rows = dump(acted)["journal"]
    old = dict(zip(table.c.keys(), rows[seq - 1], strict=True))[column]
    if text == old:
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    forge(acted, update(table).where(table.c.seq == seq).values({column: text}))
    try:
        with pytest.raises(SealBroken, match=rf"at entry {seq}:"):
            verify(acted)
    finally:
        restore(acted, rows)
    assert verify(acted)[0] == ACTS


def test_details_that_are_no_details_break_the_seal(acted):
    for details in ("null", "[]", "{", "[" * 5_000, '{"a": 1}', '{"a":1,"a":1}', '{"a":NaN}'):
        forge(acted, update(table).where(table.c.seq == 3).values(details=details))
        with pytest.raises(SealBroken, match="at entry 3:"):
            verify(acted)


def test_an_entry_taken_out_of_the_middle_is_missed(acted):
    rows = dump(acted)["journal"]
    for seq in range(1, ACTS):
        forge(acted, delete(table).where(table.c.seq == seq))
        with pytest.raises(SealBroken, match=rf"at entry {seq}:"):
            verify(acted)
        restore(acted, rows)


def test_a_gap_that_is_closed_by_counting_anew_is_found(acted):
    forge(acted, delete(table).where(table.c.seq == 3))
    for seq in range(4, ACTS + 1):
        forge(acted, update(table).where(table.c.seq == seq).values(seq=seq - 1))
    with pytest.raises(SealBroken, match="at entry 3:"):
        verify(acted)


@given(pair=st.sets(st.integers(1, ACTS), min_size=2, max_size=2))
@settings(max_examples=20)
def test_two_entries_that_change_places_are_found(acted, pair):
    rows = dump(acted)["journal"]
    one, other = sorted(pair)
    swapped = list(rows)
    swapped[one - 1], swapped[other - 1] = (one, *rows[other - 1][1:]), (other, *rows[one - 1][1:])
    restore(acted, swapped)
    try:
        with pytest.raises(SealBroken, match=rf"at entry {one}:"):
            verify(acted)
    finally:
        restore(acted, rows)


def test_an_entry_rewritten_with_a_seal_of_its_own_breaks_the_next(acted):
    rows = dump(acted)["journal"]
    seq, at, _, act, details, previous, _ = rows[2]
    seal = journal._seal(seq, at, "Eve", act, json.loads(details), previous)
    forge(acted, update(table).where(table.c.seq == seq).values(actor="Eve", seal=seal))
    with pytest.raises(SealBroken, match="at entry 4:"):
        verify(acted)


def test_the_error_says_what_to_do(acted):
    forge(acted, update(table).where(table.c.seq == 2).values(actor="Eve"))
    with pytest.raises(SealBroken) as caught:
        verify(acted)
    assert "backup" in caught.value.hint


def test_the_head_changes_with_every_act(acted, amal):
    count, head = verify(acted)
    people.judge(acted, "5", "6", Verdict.UNSURE, by=amal)
    assert verify(acted)[0] == count + 1
    assert verify(acted)[1] != head


def test_it_reads_all_entries_or_the_newest(acted):
    with acted.database.reading() as connection:
        everything = list(journal.entries(connection))
        assert [entry.seq for entry in everything] == list(range(1, ACTS + 1))
        assert list(journal.entries(connection, newest=2)) == everything[-2:]
        assert list(journal.entries(connection, newest=50)) == everything
    first = everything[0]
    assert (first.actor, first.act) == ("Amal", "collect.import_sheet")
    assert first.details["new"] == 6


def test_it_holds_no_names_and_no_words(acted):
    text = json.dumps(dump(acted)["journal"])
    for word in ("Marsh", "Oda", "Lantern", "Harbour", "scar", "they met"):
        assert word not in text


def test_an_act_that_fails_leaves_no_entry(acted, amal):
    with pytest.raises(ZeroDivisionError), acted.act("people.judge", by=amal) as act:
        act.connection.execute(update(table).values(actor="Eve"))
        raise ZeroDivisionError
    assert verify(acted)[0] == ACTS


def test_an_act_knows_the_number_of_its_entry(acted, amal):
    with acted.act("people.judge", by=amal) as act:
        act.note(left=1, right=2)
    with acted.database.reading() as connection:
        assert act.seq == connection.execute(select(func.max(table.c.seq))).scalar() == ACTS + 1
