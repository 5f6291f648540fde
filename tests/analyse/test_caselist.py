"""The list of cases says of each what the counts take it for, and all that is known of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from outspoken.analyse.caselist import CaseRecord, read_cases
from outspoken.coding import read_codebook
from outspoken.collect import import_sheet
from outspoken.people import Verdict, judge
from outspoken.study import Actor, Role, Study, open_study

AMAL = Actor("amal", frozenset({Role.OWNER}))
EXAMPLE = Path(__file__).parents[2] / "examples" / "quiet-harbour"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    shutil.copytree(EXAMPLE, tmp_path / "study")
    with open_study(tmp_path / "study") as opened:
        for sheet in ("interviews", "memoirs"):
            import_sheet(opened, sheet, by=AMAL)
        yield opened


def cases(study: Study) -> dict[int, CaseRecord]:
    with study.read(by=AMAL) as connection:
        return {case.number: case for case in read_cases(connection, study.settings, read_codebook(study.folder))}


def test_every_testimony_is_a_case_at_first(study: Study) -> None:
    found = cases(study)
    assert sorted(found) == list(range(1, 41))
    assert found[3].names == ("نادر الصياد",)
    assert found[8].names == ()
    assert found[31].testimonies[0].outlet == "Voices from the Boathouse"


def test_values_in_doubt_give_all_that_they_may_be(study: Study) -> None:
    found = cases(study)
    likely, possible = found[7].values["settlement"], found[22].values["settlement"]
    assert [(one.text, one.headline) for one in likely] == [("Lowmarsh", True), ("unknown", False)]
    assert [(one.text, one.headline) for one in possible] == [("Saltfield", True), ("unknown", True)]
    assert found[14].values["name"][0].missing == "withheld"
    assert found[19].values["settlement"][0].missing == "not stated"
    assert found[8].values["warden"][0].missing == "not applicable"


def test_what_was_printed_is_kept(study: Study) -> None:
    said = cases(study)[15].testimonies[0].said["age"][0]
    assert (said.value, said.certainty, said.printed) == ("40", "likely", "likely 40")
    assert said.doubt.startswith("D")


def test_doubts_and_judgements_are_with_their_cases(study: Study) -> None:
    found = cases(study)
    assert found[12].maybe == (17,)
    assert [doubt.kind.value for doubt in found[13].doubts] == ["impossible date"]
    judge(study, "1", "35", Verdict.SAME, by=AMAL, reason="One woman.")
    found = cases(study)
    assert 35 not in found
    assert [one.born_as for one in found[1].testimonies] == [1, 35]
    assert [one.verdict.value for one in found[1].judgements] == ["same"]
    assert found[1].values["age"] != found[12].values["age"]
    assert {value.text for value in found[1].values["age"]} == {"34", "35"}


def test_codings_are_with_their_testimonies(study: Study) -> None:
    codings = cases(study)[2].testimonies[0].codings
    assert codings["C1"] == ("yes",)
    assert codings["C3"] == ("no",)
    assert "H1" in codings
    assert "C1" not in cases(study)[31].testimonies[0].codings
