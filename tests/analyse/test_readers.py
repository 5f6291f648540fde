"""A study is asked for its doubts and crossings by whoever may read it, and by nobody else."""

from __future__ import annotations

import pytest

from outspoken.analyse.readers import crossed, doubts_of
from outspoken.errors import NotAllowed, NotFound
from outspoken.study import Actor, Study


def test_a_crossing_adds_up_on_every_axis_that_a_study_has(icsr: Study, dara: Actor) -> None:
    for rows, columns in (("country", "month"), ("sex", "year"), ("region", "half-year"), ("outlet", "quarter")):
        found = crossed(icsr, rows, columns, by=dara)
        assert found.total.value == 58
        assert sum(total.value or 0 for total in found.row_totals) == 58
        assert sum(total.value or 0 for total in found.column_totals) == 58


def test_an_axis_that_is_not_there_is_refused(icsr: Study, dara: Actor) -> None:
    with pytest.raises(NotFound):
        crossed(icsr, "country", "shoe-size", by=dara)


def test_who_must_not_get_in_is_told_neither(icsr: Study, eve: Actor) -> None:
    with pytest.raises(NotAllowed):
        doubts_of(icsr, by=eve)
    with pytest.raises(NotAllowed):
        crossed(icsr, "sex", "year", by=eve)
