"""`outspoken archive`: copies are listed with reasons, settled, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outspoken.archive import Text, TextKind, store
from outspoken.study import open_study

Run = Callable[..., Any]

TIDE = (
    "Una Quill left the Fellowship in the winter of the storms, on the last boat that went. She had been a deckhand "
    "for six years. The captains, she told us, kept the flour for themselves and gave the children sawdust bread."
)


@pytest.fixture
def printed_twice(tide: Path) -> Path:
    """Story 2 prints what story 1 printed, with a lead."""
    with open_study(tide) as study, study.database.writing() as connection:
        for story, words in ((1, TIDE), (2, f"A former deckhand has broken her silence, it was learnt today. {TIDE}")):
            store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, "en", "ltr", "", "", words, ""))
    return tide


def test_a_copy_is_suggested_settled_listed_and_undone(outspoken: Run, printed_twice: Path) -> None:
    found = outspoken("archive", "copies", "--json", at=printed_twice).json()
    (cluster,) = found["clusters"]
    assert (cluster["original"], cluster["sure_which"], found["copies"]) == ("S1", True, 0)
    assert [one["copy"] for one in cluster["suggestions"]] == ["S2"]
    shown = outspoken("archive", "copies", at=printed_twice).out
    assert "S1: 1 story looks like a copy." in shown
    assert "[open]" in shown
    assert "S1 was published before S2." in shown
    assert "outspoken archive settle-copy S2 S1 copy" in shown

    said = outspoken("archive", "settle-copy", "S2", "S1", "copy", "--why", "One byline.", at=printed_twice)
    assert (said.code, said.out) == (0, "Settled: S2 is a copy of S1 and is not counted for itself.\n")
    assert "[copy]" in outspoken("archive", "copies", at=printed_twice).out
    listed = outspoken("archive", "copies", "--settled", at=printed_twice).out
    assert "One byline." in listed
    assert "1 story is settled as a copy" in listed

    assert outspoken("archive", "undo-copy", "S1", "S2", at=printed_twice).code == 0
    after = outspoken("archive", "copies", "--settled", "--undone", "--json", at=printed_twice).json()
    assert ([bool(one["undone_at"]) for one in after["settled"]], after["copies"], after["clusters"]) == ([True], 0, [])


def test_what_cannot_be_is_refused_with_what_mends_it(outspoken: Run, tide: Path) -> None:
    outspoken("archive", "settle-copy", "S2", "S1", "copy", at=tide)
    assert outspoken("archive", "settle-copy", "S2", "S3", "copy", at=tide).refused("S1", "undo-copy S2 S1")
    assert outspoken("archive", "settle-copy", "S1", "S99", "copy", at=tide).refused("S99", "outspoken search")
    assert outspoken("archive", "undo-copy", "S1", "S3", at=tide).refused("outspoken archive copies --settled")
    assert outspoken("archive", "settle-copy", "S1", "S2", "perhaps", at=tide).refused("perhaps")


def test_an_empty_study_has_no_copies(outspoken: Run, fresh: Path) -> None:
    assert outspoken("archive", "copies", at=fresh).out == "No story looks like a copy of another.\n"
    assert outspoken("archive", "copies", "--settled", at=fresh).out == "No copy was settled.\n"
    assert outspoken("archive", "copies", "--json", at=fresh).json() == {"clusters": [], "settled": [], "copies": 0}
