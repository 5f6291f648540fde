"""A sheet is imported once, wholly, by whoever may; a doubt is settled by a named person, and can be opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outspoken.analyse.readers import crossed, doubts_of
from outspoken.collect import examine_sheet, import_sheet, settle
from outspoken.collect.records import Doubt, DoubtState
from outspoken.errors import Conflict, ImportRefused, NotAllowed, NotFound
from outspoken.study import Actor, Study, journal
from tests.conftest import AMAL, LEAVERS, LEAVERS_SHEET, MakeStudy
from tests.dumps import dump

DATE = "printed"


def rewrite(study: Study, old: str, new: str) -> None:
    """Change the sheet as somebody would in a spreadsheet program."""
    assert old in LEAVERS_SHEET
    (study.folder / "sources" / "leavers.csv").write_text(LEAVERS_SHEET.replace(old, new), encoding="utf-8")


def doubt(study: Study, field: str, *, settled: bool = False) -> Doubt:
    return next(one for one in doubts_of(study, by=AMAL, settled=settled) if one.field == field)


def test_examining_says_what_importing_does_and_changes_nothing(make_study: MakeStudy, chloe: Actor) -> None:
    study = make_study(LEAVERS, leavers=LEAVERS_SHEET)
    before = dump(study, with_jobs=True)
    foreseen = examine_sheet(study, "leavers", by=chloe)
    assert dump(study, with_jobs=True) == before
    done = import_sheet(study, "leavers", by=chloe)
    assert (foreseen.new, foreseen.doubts, foreseen.written) == (done.new, done.doubts, False)
    assert done.new == ("1", "2", "3", "4", "5", "6")
    assert done.written


def test_the_same_sheet_again_creates_nothing(study: Study, amal: Actor) -> None:
    before = dump(study)
    again = import_sheet(study, "leavers", by=amal)
    assert (again.new, again.changed, again.unchanged, again.gone) == ((), (), 6, ())
    after = dump(study)
    assert {name for name in before if before[name] != after[name]} <= {"journal", "sheets", "counters"}


def test_a_changed_cell_is_shown_and_taken_over_and_the_old_one_kept(study: Study, amal: Actor) -> None:
    rewrite(study, "1,Ivo Marsh,German", "1,Ivo Marsh,Tunisian")
    told = import_sheet(study, "leavers", by=amal)
    assert [(one.key, one.column, one.before, one.after) for one in told.changed] == [
        ("1", "country", "German", "Tunisian")
    ]
    assert len(dump(study)["testimonies"]) == 6
    assert [row[-2:] for row in dump(study)["row_changes"]] == [("German", "Tunisian")]
    table = crossed(study, "country", "sex", by=amal)
    assert dict(zip(table.rows, [one.value for one in table.row_totals], strict=True))["Tunisia"] == 2


def test_a_row_that_left_the_sheet_stays_in_the_study_and_is_told(study: Study, amal: Actor) -> None:
    rewrite(study, "2,Mina Sol,Tunisian,F,14/02/02,Harbour Post,2001-11,0,yes\n", "")
    assert import_sheet(study, "leavers", by=amal).gone == ("2",)
    assert len(dump(study)["testimonies"]) == 6


def test_keeping_the_good_rows_takes_all_but_the_bad(make_study: MakeStudy, amal: Actor) -> None:
    study = make_study(LEAVERS, leavers=LEAVERS_SHEET.replace("German", "Atlantis"))
    with pytest.raises(ImportRefused):
        import_sheet(study, "leavers", by=amal)
    assert not dump(study)["sheet_rows"]
    told = import_sheet(study, "leavers", by=amal, keep_good=True)
    assert (told.refused, len(told.new)) == (1, 5)
    assert len(dump(study)["testimonies"]) == 5


def test_progress_counts_to_the_end(make_study: MakeStudy, amal: Actor) -> None:
    study, seen = make_study(LEAVERS, leavers=LEAVERS_SHEET), []
    import_sheet(study, "leavers", by=amal, report=lambda done, total, what: seen.append((done, total)))
    assert seen[-1] == (6, 6)


def test_a_settled_doubt_is_named_kept_and_can_be_opened_again(study: Study, amal: Actor) -> None:
    found = doubt(study, DATE)
    settled = settle(study, found.id, "2002-04-03", by=amal, reason="The outlet's archive.")
    assert (settled.state, settled.choice, settled.chosen_by) == (DoubtState.SETTLED, "2002-04-03", "Amal")
    assert doubt(study, DATE, settled=True).reason == "The outlet's archive."
    with pytest.raises(Conflict, match="was settled as '2002-04-03' by Amal") as caught:
        settle(study, found.id, "2002-03-14", by=amal, reason="No.")
    assert f"outspoken doubts settle {found.id} --open" in caught.value.hint
    settle(study, found.id, "", by=amal, reason="The archive was wrong.")
    assert replace(doubt(study, DATE), chosen_by="", reason="") == found
    with study.read(by=amal) as connection:
        assert [entry.act for entry in journal.entries(connection)][-2:] == ["collect.settle", "collect.settle"]
        assert journal.verify(connection)[0] == 3


def test_a_choice_that_no_longer_is_a_reading_is_open_again(study: Study, amal: Actor) -> None:
    settle(study, doubt(study, DATE).id, "2002-04-03", by=amal, reason="The outlet's archive.")
    rewrite(study, "4,Odo Wren*,France,M,03/04/02", "4,Odo Wren*,France,M,09/04/02")
    import_sheet(study, "leavers", by=amal)
    again = doubt(study, DATE)
    assert again.state is DoubtState.OPEN
    assert "2002-04-03" not in {reading.value for reading in again.readings}


@pytest.mark.parametrize(
    ("number", "choice", "said"),
    [("D99", "x", "There is no doubt D99"), ("", "2002-05-05", "'2002-05-05' is no reading of")],
)
def test_what_is_no_doubt_or_no_reading_is_not_found(study: Study, number: str, choice: str, said: str) -> None:
    before = dump(study)
    with pytest.raises(NotFound, match=said) as caught:
        settle(study, number or doubt(study, DATE).id, choice, by=AMAL, reason="")
    assert caught.value.hint
    assert dump(study) == before


def test_nobody_imports_or_settles_who_may_not(study: Study, bilal: Actor, dara: Actor, eve: Actor) -> None:
    before, number = dump(study, with_jobs=True), doubt(study, DATE).id
    for actor in (bilal, dara, eve):
        with pytest.raises(NotAllowed):
            import_sheet(study, "leavers", by=actor)
        with pytest.raises(NotAllowed):
            settle(study, number, "2002-04-03", by=actor, reason="")
    with pytest.raises(NotAllowed):
        examine_sheet(study, "leavers", by=eve)
    assert dump(study, with_jobs=True) == before
