"""One case read alone is the one of the list; what is kept is never older than the study, nor somebody else's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from outspoken.analyse.caselist import read_cases
from outspoken.analyse.cases import all_cases, one_case
from outspoken.coding import read_codebook
from outspoken.collect import import_sheet
from outspoken.errors import NotFound
from outspoken.people import Verdict, judge, restrict, seal, unseal
from outspoken.people.acts import lift
from outspoken.study import Actor, Role, Study, open_study
from tests.conftest import AMAL, DARA, EXAMPLE

HARBOUR = Path(__file__).parents[2] / "examples" / "quiet-harbour"


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Study]:
    shutil.copytree(HARBOUR, tmp_path / "study")
    with open_study(tmp_path / "study") as opened:
        for sheet in ("interviews", "memoirs"):
            import_sheet(opened, sheet, by=AMAL)
        yield opened


def agree(study: Study, by: Actor) -> int:
    with study.read(by=by) as connection:
        fresh = read_cases(connection, study.settings, read_codebook(study.folder))
    assert list(all_cases(study, by=by)) == fresh
    alone = [one_case(study, case.number, by=by) for case in fresh]
    assert [one.case for one in alone] == fresh
    numbers = [case.number for case in fresh]
    assert [one.before for one in alone] == [None, *numbers[:-1]]
    assert [one.after for one in alone] == [*numbers[1:], None]
    return len(fresh)


def test_one_alone_is_the_one_of_the_list(harbour: Study) -> None:
    judge(harbour, "3", "31", Verdict.SAME, by=AMAL)
    judge(harbour, "4", "5", Verdict.UNSURE, by=AMAL)
    judge(harbour, "4", "6", Verdict.DIFFERENT, by=AMAL)
    assert agree(harbour, AMAL) == 39


def test_on_both_databases(study: Study) -> None:
    agree(study, AMAL)
    judge(study, "1", "2", Verdict.UNSURE, by=AMAL)
    agree(study, AMAL)
    restrict(study, "3", ["Bilal"], by=AMAL)
    agree(study, DARA)


def test_what_a_hidden_act_hides_is_gone_at_once(harbour: Study) -> None:
    before = agree(harbour, DARA)
    seal(harbour, "7", by=AMAL)
    assert agree(harbour, DARA) == before - 1
    with pytest.raises(NotFound):
        one_case(harbour, 7, by=DARA)
    unseal(harbour, "7", by=AMAL, reason="To join it with another.")
    judge(harbour, "7", "8", Verdict.SAME, by=AMAL)  # an act that Dara may not know of, under the same restrictions
    assert agree(harbour, DARA) == before - 2
    lift(harbour, "7", by=AMAL)
    assert agree(harbour, DARA) == before - 1


def test_each_sight_has_its_own(harbour: Study) -> None:
    restrict(harbour, "9", ["Bilal"], by=AMAL)
    restrict(harbour, "settlement", ["Bilal"], by=AMAL)
    bilal = Actor("Bilal", frozenset({Role.READER}))
    for _ in range(2):
        assert agree(harbour, bilal) == agree(harbour, AMAL) == agree(harbour, DARA) + 1
    assert all(value.missing for case in all_cases(harbour, by=DARA) for value in case.values["settlement"])


def test_all_of_the_example(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "study")
    with open_study(tmp_path / "study") as study:
        for sheet in study.settings.collect.imports:
            import_sheet(study, sheet, by=AMAL)
        assert agree(study, AMAL) > 50
