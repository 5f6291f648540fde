"""`outspoken journal`: what was done, by whom, and whether it still is what was written."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_it_lists_every_act_in_order(outspoken: Run, tide: Path) -> None:
    outspoken("people", "judge", "1", "2", "different", "--why", "A secret reason.", at=tide)
    outspoken(
        "doubts",
        "settle",
        "D1",
        outspoken("doubts", "--json", at=tide).json()["doubts"][0]["readings"][0]["value"],
        at=tide,
    )
    entries = outspoken("journal", "--json", at=tide).json()["entries"]
    assert [entry["seq"] for entry in entries] == [1, 2, 3]
    assert [entry["act"] for entry in entries] == ["collect.import_sheet", "people.judge", "collect.settle"]
    assert {entry["actor"] for entry in entries} == {getpass.getuser()}
    assert entries[0]["previous"] == "0" * 64
    assert all(later["previous"] == earlier["seal"] for earlier, later in pairwise(entries))


def test_it_holds_no_names_and_no_words_of_the_study(outspoken: Run, tide: Path) -> None:
    outspoken("people", "judge", "1", "2", "different", "--why", "A secret reason.", at=tide)
    said = outspoken("journal", "--json", at=tide).out
    assert not [word for word in ("secret", "Ivo", "Mina", "Oda", "Tideway", "Harbour", "German") if word in said]


def test_the_newest_can_be_asked_for_alone(outspoken: Run, tide: Path) -> None:
    outspoken("people", "judge", "1", "2", "different", at=tide)
    assert [entry["seq"] for entry in outspoken("journal", "--newest", "1", "--json", at=tide).json()["entries"]] == [2]
    assert len(outspoken("journal", "--newest", "1", at=tide).out.splitlines()) == 2


def test_verify_counts_the_entries_and_gives_the_head(outspoken: Run, tide: Path) -> None:
    last = outspoken("journal", "--json", at=tide).json()["entries"][-1]
    found = outspoken("journal", "verify", "--json", at=tide).json()
    assert found == {"intact": True, "entries": 1, "head": last["seal"], "problem": ""}
    assert f"Head: {last['seal']}" in outspoken("journal", "verify", at=tide).out


def test_a_changed_entry_is_found_and_named(outspoken: Run, tide: Path) -> None:
    outspoken("people", "judge", "1", "2", "different", at=tide)
    database = sqlite3.connect(tide / "study.db")
    database.execute("update journal set actor = 'Eve' where seq = 1")
    database.commit()
    database.close()
    said = outspoken("journal", "verify", at=tide)
    assert said.code == 1
    assert "entry 1" in said.err
    assert "Hint: " in said.err
    broken = outspoken("journal", "verify", "--json", at=tide)
    assert broken.code == 1
    assert not broken.json()["intact"]


def test_an_empty_journal_says_so(outspoken: Run, fresh: Path) -> None:
    assert outspoken("journal", at=fresh).out == "Nothing was done yet.\n"
    assert outspoken("journal", "verify", "--json", at=fresh).json()["entries"] == 0
