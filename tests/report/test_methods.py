"""The methods section says what was done, as the journal and the settings have it, and names nobody."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from outspoken.collect import settle
from outspoken.people import Verdict, judge
from outspoken.report import build
from outspoken.report.composition import Composed
from outspoken.report.methods import Methods, gather
from outspoken.report.review import check
from outspoken.study import Actor, Study


def gathered(study: Study, by: Actor) -> Methods:
    found = check(study, by=by)
    with study.read(by=by) as connection:
        return gather(connection, study.settings, found)


def test_the_sheets_are_told_with_their_hashes(composed_harbour: Composed, known_harbour: Study) -> None:
    methods = composed_harbour.methods
    assert [(sheet.name, sheet.rows) for sheet in methods.sheets] == [("interviews", 30), ("memoirs", 10)]
    for sheet in methods.sheets:
        raw = (known_harbour.folder / sheet.file).read_bytes()
        assert sheet.sha256 == hashlib.sha256(raw).hexdigest()
        assert sheet.how_found == known_harbour.settings.collect.imports[sheet.name].how_found
    assert methods.rows == methods.testimonies == 40
    assert methods.imports == 2
    assert (methods.same, methods.different, methods.unsure, methods.judges) == (1, 1, 2, 1)
    assert methods.coders == 1
    assert methods.codings > 60


def test_the_check_is_summed_up_without_the_oddities_of_the_sheets(composed_2015: Composed) -> None:
    checked = composed_2015.methods.checked
    assert checked.stated == checked.holds + checked.fails + checked.depends + checked.cannot_tell
    assert (checked.holds, checked.fails, checked.depends, checked.cannot_tell) == (446, 23, 30, 27)


def test_what_people_did_is_counted(fresh_2015: Study, amal: Actor) -> None:
    before = gathered(fresh_2015, amal)
    assert (before.open_doubts, before.settled_doubts, before.settlers) == (6, 0, 0)
    judge(fresh_2015, "12", "17", Verdict.SAME, by=amal, reason="One trial.")
    settle(fresh_2015, "D2", "2015-04-01", by=amal, reason="Two others of that day.")
    after = gathered(fresh_2015, amal)
    assert (after.same, after.unsure, after.settled_doubts, after.settlers) == (1, 0, 1, 1)
    assert {kind.kind: (kind.open, kind.settled) for kind in after.doubts}["impossible date"] == (0, 1)
    assert after.newest is not None
    assert after.newest.act == "collect.settle"


def test_building_a_report_is_no_part_of_the_methods(fresh_2015: Study, amal: Actor) -> None:
    before = gathered(fresh_2015, amal)
    build(fresh_2015, by=amal, formats=("html",))
    assert gathered(fresh_2015, amal) == before


def test_nobody_who_worked_on_the_study_is_named(composed_2015: Composed) -> None:
    told = {key: value for key, value in asdict(composed_2015.methods).items() if key != "newest"}
    assert "amal" not in str(told).lower()
