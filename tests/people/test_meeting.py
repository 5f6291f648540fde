"""Candidates are the same whichever engine looks for them."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from outspoken.errors import StudyError
from outspoken.people.likeness import Traits
from outspoken.people.meeting import Engine, keyed, meeting

RECORDS = [Traits(name, "SY", 1980) for name in ("Karim Dawud", "Kareem Daoud", "Zaur Halim", "Unknown", "Zaour Halim")]


def pairs(engine: Engine, most: int = 40) -> list[tuple[int, int]]:
    low, high = meeting(RECORDS, engine, most)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def test_duckdb_and_this_process_find_the_same() -> None:
    assert pairs(Engine.LOCAL) == pairs(Engine.DUCKDB)
    assert {(0, 1), (2, 4)} <= set(pairs(Engine.LOCAL))


def test_unknown_is_in_no_pair() -> None:
    assert 3 not in {row for pair in pairs(Engine.LOCAL) for row in pair}


def test_a_key_that_very_many_have_does_not_count() -> None:
    assert meeting([RECORDS[0]] * 5, most=4)[0].tolist() == []


def test_many_processes_make_the_same_keys() -> None:
    many = RECORDS * 10_001
    assert all(np.array_equal(one, two) for one, two in zip(keyed(many), keyed(many, 2), strict=True))


def test_an_engine_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(StudyError) as said:
        pairs(Engine.DUCKDB)
    assert "outspoken[people]" in said.value.hint
