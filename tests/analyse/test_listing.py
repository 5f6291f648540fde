"""Cases are chosen and ordered; what the study does not have is left out of what is asked."""

from __future__ import annotations

from outspoken.analyse.cases import all_cases
from outspoken.analyse.listing import Asked, doubtful, known_columns, selected, understood
from outspoken.study import Study
from tests.conftest import AMAL


def test_cases_are_chosen_and_ordered(study_on_sqlite: Study) -> None:
    cases = all_cases(study_on_sqlite, by=AMAL)
    assert [one.number for one in selected(cases, Asked(sort="-number", where={"sex": "female"}))] == [6, 3, 2]
    assert selected(cases, Asked(doubt=True)) == [one for one in cases if doubtful(one)]


def test_what_the_study_does_not_have_is_left_out(study_on_sqlite: Study) -> None:
    known = list(known_columns(study_on_sqlite.settings))
    asked = understood(Asked(sort="shoe", columns=("shoe",), where={"shoe": "42", "sex": ""}), known)
    assert asked == Asked(columns=tuple(known[:5]))
