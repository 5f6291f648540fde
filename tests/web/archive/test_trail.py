"""The acts that speak of a story, and of no other."""

from __future__ import annotations

from collections.abc import Mapping

from outspoken.study.journal import Entry
from outspoken.web.archive.trail import entries_of


def entry(seq: int, details: Mapping[str, object]) -> Entry:
    return Entry(seq, "2026", "Chloe", "screen.decide", details, "", "")  # type: ignore[arg-type]


def test_by_number_and_by_name_and_the_newest_first() -> None:
    told = [
        entry(1, {"new": [1, 2]}),
        entry(2, {"stories": ["S1", "S12"]}),
        entry(3, {"story": 1}),
        entry(4, {"story": "S11", "decision": 1, "new": True}),
        entry(5, {"copy": 2, "original": 1}),
        entry(6, {}),
    ]
    assert [one.seq for one in entries_of(1, told)] == [5, 3, 2, 1]
    assert [one.seq for one in entries_of(11, told)] == [4]


def test_a_number_that_only_counts_stories_names_none() -> None:
    def entry(**details: object) -> Entry:
        return Entry(1, "", "Amal", "collect.gather", details, "", "")  # type: ignore[arg-type] # as the journal holds it

    assert entries_of(5, [entry(new=5, again=0)]) == []
    assert len(entries_of(5, [entry(new=[5])])) == 1
