"""What collecting stores is found again: rows as printed, outlets once each, doubts as long as they arise."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from outspoken.collect import store
from outspoken.collect.records import Certainty, Doubt, DoubtKind, DoubtState, Fact
from outspoken.study import Study
from outspoken.text.dates import Reading
from tests.conftest import AMAL

READINGS = (Reading("IN", "if it is taken at its word"), Reading("unknown", "if it is not"))


def sheet_of(study: Study) -> int:
    with study.read(by=AMAL) as connection:
        found = store.sheet_id(connection, "leavers")
    assert found is not None
    return found


def test_more_items_than_one_statement_carries_are_cut_without_loss() -> None:
    items = list(range(2 * store.BATCH + 1))
    batches = list(store.in_batches(items))
    assert [item for batch in batches for item in batch] == items
    assert max(map(len, batches)) <= store.BATCH
    assert list(store.in_batches([])) == []


def test_rows_are_kept_as_printed_marks_and_all(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        before = store.rows_before(connection, store.sheet_id(connection, "leavers"))
        assert store.sheet_id(connection, "nothing") is None
        assert store.rows_before(connection, None) == {}
        assert store.reading_before(connection, None) == {}
    assert before["3"]["name"] == "Oda Wren*"
    assert before["5"]["country"] == "Likely Indian"
    assert list(before) == ["1", "2", "3", "4", "5", "6"]


def test_each_row_has_a_story_of_its_own(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        places = store.stories_of(connection, 1)
        assert store.row_ids(connection, 1) == {key: row for key, (row, _) in places.items()}
    assert len({story for _, story in places.values()}) == 6


def test_an_outlet_is_one_however_its_letters_are_written(study: Study) -> None:
    with study.act("collect.import_sheet", by=AMAL) as act:
        first = store.outlet_ids(act.connection, ["Lantern Watch", "Évening News"])
        again = store.outlet_ids(act.connection, ["LANTERN  WATCH", "evening news", "Évening News"])
        act.note(sheet=1)
    assert first == again
    assert len(first) == 2
    with study.read(by=AMAL) as connection:
        names = list(connection.execute(text("select name from outlets order by id")).scalars())
    assert sorted(names) == ["Harbour Post", "Lantern Watch", "Évening News"]


def test_a_date_that_is_replaced_is_kept_and_no_longer_in_force(study: Study) -> None:
    with study.act("collect.import_sheet", by=AMAL) as act:
        story = store.stories_of(act.connection, 1)["1"][1]
        store.end_dates(act.connection, act.seq, [story])
        fact = Fact("story.published", "2002-02-09", certainty=Certainty.CERTAIN)
        store.add_dates(act.connection, act.seq, [(story, fact, "09/02/02", None)])
        act.note(sheet=1)
    with study.read(by=AMAL) as connection:
        query = text("select value, printed, until is null from story_dates where story_id = :story order by id")
        found = [(value, printed, bool(now)) for value, printed, now in connection.execute(query, {"story": story})]
    assert found == [("2002-02-03", "03/02/02", False), ("2002-02-09", "09/02/02", True)]


def test_a_doubt_is_stored_once_and_gone_when_it_no_longer_arises(study: Study) -> None:
    sheet = sheet_of(study)
    one = Doubt("", DoubtKind.HEDGED_VALUE, "country", "Perhaps Indian", "Perhaps.", READINGS, ("6",))
    with study.act("collect.import_sheet", by=AMAL) as act:
        rows, known = store.row_ids(act.connection, sheet), store.read_doubts(act.connection)
        made, moved = store.add_doubts(act.connection, sheet, rows, [one, one])
        assert (len(made), moved) == (1, set())
        again, moved = store.add_doubts(act.connection, sheet, rows, [one])
        assert (again, moved) == (made, set())
        assert len(store.read_doubts(act.connection)) == len(known) + 1
        (number,) = made.values()
        store.settle_doubt(act.connection, number, "IN", "Amal", "She says so.")
        fewer = replace(one, readings=READINGS[1:])
        assert store.add_doubts(act.connection, sheet, rows, [fewer])[1] == {("6", "country", DoubtKind.HEDGED_VALUE)}
        (stored,) = [doubt for doubt in store.read_doubts(act.connection) if doubt.printed == "Perhaps Indian"]
        assert (stored.state, stored.choice, stored.readings) == (DoubtState.OPEN, "", READINGS[1:])
        store.close_gone(act.connection, sheet, {"1"}, known)
        assert stored in store.read_doubts(act.connection)
        store.close_gone(act.connection, sheet, {"6"}, known)
        assert store.read_doubts(act.connection) == known
        act.note(sheet=sheet)


def test_what_was_imported_is_listed_with_its_hash(study: Study) -> None:
    with study.read(by=AMAL) as connection:
        ((name, file, sha256, rows, _),) = store.sheets_read(connection)
    assert (name, file, rows) == ("leavers", "sources/leavers.csv", 6)
    assert len(sha256) == 64
