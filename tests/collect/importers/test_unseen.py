"""Whoever imports is told nothing of what they may not see, and overwrites nothing of it; nothing is lost either."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from outspoken.analyse.readers import crossed, doubts_of
from outspoken.collect import examine_sheet, import_sheet
from outspoken.collect.importers.unseen import Unseen, as_seen
from outspoken.collect.records import DoubtKind, Examined
from outspoken.errors import Conflict
from outspoken.people import lift, restrict
from outspoken.study import Actor, Study, open_study
from outspoken.study.journal import entries
from outspoken.study.tables import facts, row_changes, sheet_rows
from tests.conftest import AMAL, LEAVERS_SHEET
from tests.dumps import dump

CHANGED = LEAVERS_SHEET.replace("Tam Reed,unknown", "Tom Reed,French").replace("Ivo Marsh,German", "Ivo Marsh,Danish")
"""One change in a column that anybody may see, two in the column `country`."""
NEW = "9,Nia Holt,Likely Belgian,F,09/09/03,Harbour Post,2003-08,1,yes\n"


def rewrite(study: Study, text: str) -> None:
    (study.folder / "sources" / "leavers.csv").write_text(text, encoding="utf-8")


def countries(study: Study) -> dict[int, str]:
    with study.read(by=AMAL) as connection:
        query = select(facts.c.testimony_id, facts.c.value).where(
            facts.c.attribute == "country", facts.c.until.is_(None)
        )
        return {row.testimony_id: row.value for row in connection.execute(query)}


def left(study: Study, actor: Actor) -> list[tuple[tuple[str, ...], str, str]]:
    found = doubts_of(study, by=actor)
    return [(one.rows, one.field, one.printed) for one in found if one.kind is DoubtKind.NOT_TAKEN]


def words(told: Examined) -> str:
    return json.dumps([repr(told.changed), repr(told.doubts), told.reread, repr(told.problems)])


def test_no_old_value_of_a_restricted_column_is_told_and_none_overwritten(study: Study, chloe: Actor) -> None:
    restrict(study, "country", ["Bilal"], by=AMAL)
    before = countries(study)
    rewrite(study, CHANGED + NEW)
    foreseen = examine_sheet(study, "leavers", by=chloe)
    done = import_sheet(study, "leavers", by=chloe)
    for told in (foreseen, done):
        assert [(one.key, one.column) for one in told.changed] == [("6", "name")]
        assert (told.new, told.unchanged, told.untouched) == (("9",), 5, ("country",))
        assert "German" not in words(told)
        assert "country" not in words(told)
    assert {number: value for number, value in countries(study).items() if number <= 6} == before
    assert countries(study)[7] == "BE"  # a new row overwrites nothing
    with study.read(by=AMAL) as connection:
        assert connection.execute(select(row_changes.c.field)).scalars().all() == ["name"]
        printed = connection.execute(select(sheet_rows.c.printed).order_by(sheet_rows.c.id)).scalars().all()
        assert [json.loads(one)["country"] for one in printed][:2] == ["German", "Tunisian"]


def test_what_was_not_taken_is_a_doubt_for_those_who_see_the_column(
    study: Study, chloe: Actor, bilal: Actor, dara: Actor
) -> None:
    restrict(study, "country", ["Bilal"], by=AMAL)
    rewrite(study, CHANGED)
    for _ in range(2):
        import_sheet(study, "leavers", by=chloe)
    wanted = [(("1",), "country", "Danish"), (("6",), "country", "French")]
    assert left(study, AMAL) == left(study, bilal) == wanted
    assert left(study, chloe) == left(study, dara) == []
    total = crossed(study, "country", "sex", by=AMAL).total
    assert (total.value, total.low, total.high) == (6, 5, 6)  # such a doubt moves no number
    assert [(one.key, one.after) for one in import_sheet(study, "leavers", by=AMAL).changed] == [
        ("1", "Danish"),
        ("6", "French"),
    ]
    assert left(study, AMAL) == []


def test_a_hidden_row_stays_as_it_is(study: Study, chloe: Actor) -> None:
    restrict(study, "1", ["Bilal"], by=AMAL)
    before = dump(study)
    rewrite(study, CHANGED.replace("1,Ivo Marsh,Danish", "1,Ivo Marsch,Danish"))
    foreseen = examine_sheet(study, "leavers", by=chloe)
    done = import_sheet(study, "leavers", by=chloe)
    assert foreseen.new == done.new == ("1",)
    assert [one.key for one in done.changed] == ["6", "6"]
    after = dump(study)
    assert [row for row in after["facts"] if row in before["facts"]] == [
        row for row in before["facts"] if row in after["facts"]
    ]
    assert countries(study)[1] == "DE"
    assert {(field, printed) for _, field, printed in left(study, AMAL)} == {
        ("name", "Ivo Marsch"),
        ("country", "Danish"),
    }
    assert left(study, chloe) == []


def test_a_blank_says_nothing_about_what_is_hidden(study: Study, chloe: Actor) -> None:
    restrict(study, "country", ["Bilal"], by=AMAL)
    before = countries(study)
    rewrite(study, LEAVERS_SHEET.replace("Tunisian", ""))
    assert import_sheet(study, "leavers", by=chloe).changed == ()
    assert countries(study) == before
    assert left(study, AMAL) == []


def test_doubts_of_hidden_cells_stay_as_they_are(study: Study, chloe: Actor) -> None:
    restrict(study, "country", ["Bilal"], by=AMAL)
    before = {one.id for one in doubts_of(study, by=AMAL)}
    rewrite(study, LEAVERS_SHEET.replace("Likely Indian", "Indian").replace("France", "French"))
    import_sheet(study, "leavers", by=chloe)
    assert before < {one.id for one in doubts_of(study, by=AMAL)}


def test_the_journal_counts_what_was_done_for_keepers_alone(study: Study, chloe: Actor, dara: Actor) -> None:
    restrict(study, "country", ["Bilal"], by=AMAL)
    rewrite(study, CHANGED)
    import_sheet(study, "leavers", by=chloe)
    with study.read(by=AMAL) as connection:
        assert list(entries(connection))[-1].details["changed"] == 1
    with study.read(by=dara) as connection:
        assert list(entries(connection))[-1].details == {"sheet": 1}


def test_a_hidden_value_that_can_be_read_no_more_stops_the_import(study: Study, chloe: Actor) -> None:
    restrict(study, "children", ["Bilal"], by=AMAL)
    toml = study.folder / "study.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("minimum = 0", "minimum = 1"), encoding="utf-8")
    rewrite(study, LEAVERS_SHEET.replace("2001-11,0", "2001-11,4"))
    with open_study(study.folder) as changed, pytest.raises(Conflict, match="cannot be imported by Chloe now"):
        import_sheet(changed, "leavers", by=chloe)


def test_whoever_sees_all_again_is_told_all_again(study: Study, chloe: Actor) -> None:
    restrict(study, "country", ["Bilal"], by=AMAL)
    lift(study, "country", by=AMAL)
    rewrite(study, CHANGED)
    told = import_sheet(study, "leavers", by=chloe)
    assert [(one.before, one.column) for one in told.changed if one.key == "1"] == [("German", "country")]
    assert told.untouched == ()


def test_an_earlier_reading_as_somebody_may_see_it() -> None:
    before = {"1": {"name": "Ivo", "country": "German"}, "2": {"name": "Mina", "country": "Tunisian"}}
    assert as_seen(before, Unseen(frozenset({"2"}), frozenset({"country"}))) == {"1": {"name": "Ivo"}}
    assert not Unseen()
