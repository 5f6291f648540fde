"""What a judgement would change: held against counting again after it was made."""

from __future__ import annotations

from itertools import combinations

import pytest

from outspoken.analyse.readers import changes_foreseen, crossed
from outspoken.analyse.worth import Change, worth
from outspoken.errors import NotFound
from outspoken.people import Verdict, judge, undo
from outspoken.study import Actor, Study


def counts(study: Study, by: Actor) -> dict[str, tuple[float | None, float | None]]:
    """The number of people, and of those with each country and sex: least and most."""
    found = {}
    for axis, label in (("country", "Country"), ("sex", "Sex"), ("recruiter", "Recruiter")):
        table = crossed(study, axis, None, by=by)
        found["people"] = table.total.value, table.total.value
        for name, total in zip(table.rows, table.row_totals, strict=True):
            found[f"{label}: {name}"] = total.low, total.high
    return found


@pytest.mark.parametrize("pair", list(combinations((1, 2, 4, 6), 2)), ids=str)
def test_what_is_foreseen_is_what_comes(study_on_sqlite: Study, amal: Actor, pair: tuple[int, int]) -> None:
    one, other = map(str, pair)
    judge(study_on_sqlite, "3", "4", Verdict.DIFFERENT, by=amal)
    told = changes_foreseen(study_on_sqlite, one, other, by=amal)
    before = counts(study_on_sqlite, amal)
    for change in told:
        assert change.now == before[change.what][0]
    judge(study_on_sqlite, one, other, Verdict.SAME, by=amal)
    after = counts(study_on_sqlite, amal)
    for change in told:
        assert after.get(change.what, (0, 0)) == (change.least, change.most)
    assert changes_foreseen(study_on_sqlite, one, other, by=amal) == []
    undo(study_on_sqlite, one, other, by=amal)


def test_a_change_weighs_as_much_as_the_count_it_takes() -> None:
    few, many = Change("c", "c: a", 2, 1, 1), Change("c", "c: b", 21, 20, 20)
    assert worth([few], 0.5, unsure=False) == pytest.approx(0.5 / 2**0.5)
    assert worth([many], 0.5, unsure=False) < worth([few], 0.5, unsure=False)
    assert worth([few], 0.1, unsure=True) == pytest.approx(1 / 2**0.5)
    assert Change("c", "c: a", 4, 3, 4).weight == 0.25


def test_nobody_is_foreseen_who_is_not_there(study_on_sqlite: Study, amal: Actor) -> None:
    with pytest.raises(NotFound, match="no person 99"):
        changes_foreseen(study_on_sqlite, "1", "99", by=amal)
