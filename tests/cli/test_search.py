"""`outspoken search`: stories by their words, with the place of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outspoken.archive import Text, TextKind, store
from outspoken.study import open_study

Run = Callable[..., Any]


@pytest.fixture
def told(tide: Path) -> Path:
    """Two stories with texts, taken into the index."""
    with open_study(tide) as study, study.database.writing() as connection:
        for story, language, words in (
            (1, "en", "Una Quill left the Fellowship on the last boat."),
            (2, "tr", "Işıklar sönünce tekneyi terk etti."),
        ):
            store.add_text(connection, 1, Text(0, story, TextKind.GIVEN, language, "ltr", "Storm", "", words, ""))
    return tide


def test_words_phrases_beginnings_and_what_must_not_stand_there(outspoken: Run, told: Path) -> None:
    made = outspoken("search", "--rebuild", at=told)
    assert (made.code, made.out, made.err) == (0, "", "The index holds 2 texts and titles.\n")
    shown = outspoken("search", '"last boat" fellow*', at=told).out
    assert "S1  Storm  Tideway · en" in shown
    assert "left the ‹Fellowship› on the ‹last boat›." in shown
    assert shown.endswith("1 story found.\n")
    found = outspoken("search", "--json", "--", "storm", "-boat", at=told).json()
    assert (found["terms"], found["total"], [hit["story"] for hit in found["hits"]]) == (["storm", "-boat"], 1, ["S2"])
    (hit,) = outspoken("search", "ISIKLAR", "--json", at=told).json()["hits"]
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["Işıklar"]
    assert "2 stories found, 1 to 1 shown." in outspoken("search", "storm", "--most", "1", at=told).out


def test_whatever_is_typed_gets_an_answer(outspoken: Run, told: Path) -> None:
    for words in ('"', "*", "AND", "title:x", "(", "'", "^a", "NEAR(", "\\"):
        assert outspoken("search", words, at=told).code == 0
    assert outspoken("search", "--", "-boat", at=told).out == "Name at least one word that must stand there.\n"
    assert outspoken("search", at=told).refused("nothing to look for")


def test_an_empty_study_has_nothing_to_find(outspoken: Run, fresh: Path) -> None:
    assert outspoken("search", "order", at=fresh).out == "0 stories found.\n"
    assert outspoken("search", "order", "--json", at=fresh).json()["hits"] == []
