"""Each row is one testimony of one person; what it says is kept with what it said before; marks make two unsure."""

from __future__ import annotations

import pytest

from outspoken.collect import import_sheet
from outspoken.collect.records import Missing
from outspoken.people import Verdict, judge, undo
from outspoken.people.intake import PeopleIntake
from outspoken.people.readers import judgements_made
from outspoken.study import Actor, Study
from outspoken.study.settings import Target
from outspoken.study.tables import facts as table
from tests.conftest import AMAL, LEAVERS, LEAVERS_SHEET, MakeStudy
from tests.dumps import dump

Fact = tuple[str, str | None, str, bool]


def facts(study: Study, testimony: int) -> list[Fact]:
    """Attribute, value or kind of missing, what was printed, and whether it is in force."""
    rows = [dict(zip(table.columns.keys(), row, strict=True)) for row in dump(study)["facts"]]
    return [
        (row["attribute"], row["missing"] or row["value"], row["printed"], row["until"] is None)
        for row in rows
        if row["testimony_id"] == testimony
    ]


def again(study: Study, old: str, new: str) -> None:
    path = study.folder / "sources" / "leavers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    import_sheet(study, "leavers", by=AMAL)


def test_every_row_is_a_testimony_of_a_person_of_its_own(study: Study) -> None:
    held = dump(study)
    assert len(held["testimonies"]) == len(held["persons"]) == 6
    assert len({row[1] for row in held["testimonies"]}) == 6


def test_what_is_missing_is_stored_by_its_kind(study: Study) -> None:
    assert ("children", Missing.UNKNOWN, "unknown", True) in facts(study, 3)
    assert ("children", Missing.WITHHELD, "withheld", True) in facts(study, 5)
    assert ("recruiter", Missing.NOT_APPLICABLE, "n/a", True) in facts(study, 4)
    assert ("left", Missing.NOT_STATED, "", True) in facts(study, 4)


def test_a_changed_cell_replaces_one_fact_and_keeps_the_old(study: Study) -> None:
    before = facts(study, 1)
    again(study, "1,Ivo Marsh,German", "1,Ivo Marsh,Tunisian")
    after = facts(study, 1)
    assert ("country", "DE", "German", False) in after
    assert ("country", "TN", "Tunisian", True) in after
    assert len(after) == len(before) + 1
    assert facts(study, 2) == [fact for fact in facts(study, 2) if fact[3]]


def test_a_new_row_is_a_new_testimony_and_no_other_changes(study: Study) -> None:
    others = [facts(study, number) for number in range(1, 7)]
    again(study, "6,Tam Reed", "7,Una Vale,German,F,01/01/03,Harbour Post,2002,1,no\n6,Tam Reed")
    assert [facts(study, number) for number in range(1, 7)] == others
    assert ("name", "Una Vale", "Una Vale", True) in facts(study, 7)


def test_a_footnote_judges_its_rows_unsure_once_and_never_over_a_person(study: Study, amal: Actor) -> None:
    (made,) = judgements_made(study, by=amal)[0]
    assert (made.pair, made.verdict, made.actor) == ((3, 4), Verdict.UNSURE, "Amal")
    assert made.reason == "The source marks both with *."
    judge(study, "3", "4", Verdict.DIFFERENT, by=amal, reason="Two voices.")
    again(study, "Tam Reed", "Tam Read")
    assert judgements_made(study, by=amal)[0][-1].verdict is Verdict.DIFFERENT
    undo(study, "3", "4", by=amal)
    held = judgements_made(study, by=amal)[0]
    again(study, "Tam Read", "Tam Reade")
    assert judgements_made(study, by=amal)[0] == held


def test_a_footnote_that_is_a_remark_judges_nobody(make_study: MakeStudy, amal: Actor) -> None:
    study = make_study(LEAVERS.replace('mark = "*"', 'mark = "*"\nmeans = "remark"'), leavers=LEAVERS_SHEET)
    import_sheet(study, "leavers", by=amal)
    assert judgements_made(study, by=amal)[0] == []


@pytest.mark.parametrize(("name", "answer"), [("country", ""), ("story.outlet", "?"), ("colour", "?")])
def test_it_understands_the_attributes_of_this_study(study_on_sqlite: Study, name: str, answer: str) -> None:
    assert PeopleIntake(study_on_sqlite).understands(Target(to=name)) == answer
