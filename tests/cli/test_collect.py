"""`outspoken collect import`: dry run, refusal, change, and what it says of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def edit(folder: Path, before: str, after: str) -> None:
    sheet = folder / "sources" / "leavers.csv"
    text = sheet.read_text(encoding="utf-8")
    assert before in text
    sheet.write_text(text.replace(before, after), encoding="utf-8")


def state(outspoken: Run, folder: Path) -> tuple[Any, Any, Any]:
    return tuple(outspoken(*words, "--json", at=folder).json() for words in (["status"], ["doubts"], ["journal"]))  # type: ignore[return-value]


def test_a_dry_run_says_what_would_be_and_does_nothing(outspoken: Run, tide: Path) -> None:
    before = state(outspoken, tide)
    edit(tide, "1,Ivo Marsh,German", "1,Ivo Marsh,Dutch")
    found = outspoken("collect", "import", "leavers", "--dry-run", "--json", at=tide).json()
    assert (found["written"], found["rows"], found["new"], found["unchanged"]) == (False, 7, [], 6)
    change = {"key": "1", "line": 2, "column": "country", "before": "German", "after": "Dutch"}
    assert found["changed"] == [change]
    said = outspoken("collect", "import", "leavers", "--dry-run", at=tide).out
    assert "    1, country: 'German' → 'Dutch'" in said
    assert "leave out --dry-run" in said
    assert state(outspoken, tide) == before


def test_importing_the_same_again_changes_nothing_but_the_journal(outspoken: Run, tide: Path) -> None:
    status, doubts, journal = state(outspoken, tide)
    found = outspoken("collect", "import", "leavers", "--json", at=tide).json()
    assert (found["written"], found["new"], found["changed"], found["unchanged"]) == (True, [], [], 7)
    later_status, later_doubts, later_journal = state(outspoken, tide)
    assert later_doubts == doubts
    assert later_status["headline"] == status["headline"]
    assert len(later_journal["entries"]) == len(journal["entries"]) + 1


def test_a_wrong_row_refuses_all_rows_and_is_named(outspoken: Run, tide: Path) -> None:
    before = state(outspoken, tide)
    edit(tide, "7,Una Quill,Germany,D", "7,Una Quill,Germany,X")
    edit(tide, "1,Ivo Marsh", "1,Ivo Marsh the elder")
    assert outspoken("collect", "import", "leavers", at=tide).refused("line 8", "rank", "'X'", "nothing was written")
    assert state(outspoken, tide) == before


def test_with_keep_good_the_others_come_in_and_it_exits_with_1(outspoken: Run, tide: Path) -> None:
    edit(tide, "7,Una Quill,Germany,D", "7,Una Quill,Germany,X")
    edit(tide, "1,Ivo Marsh", "1,Ivo Marsh the elder")
    said = outspoken("collect", "import", "leavers", "--keep-good", "--json", at=tide)
    assert said.code == 1
    found = said.json()
    assert found["written"]
    assert [(problem["line"], problem["column"]) for problem in found["problems"]] == [(8, "rank")]
    assert [change["key"] for change in found["changed"]] == ["1"]


def test_it_shows_progress_on_the_other_stream(outspoken: Run, tide: Path) -> None:
    edit(tide, "1,Ivo Marsh", "1,Ivo Marsh the elder")
    said = outspoken("collect", "import", "leavers", at=tide)
    assert "Importing leavers" in said.err
    assert "Importing" not in said.out
    assert outspoken("collect", "import", "leavers", "--json", at=tide).err == ""


def test_a_sheet_that_nobody_declared_is_refused_with_its_neighbour(outspoken: Run, tide: Path) -> None:
    assert outspoken("collect", "import", "leaver", at=tide).refused("'leaver'", "'leavers'")
    assert outspoken("collect", "import", "faces", at=tide).refused("[collect.imports.faces]")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "not there"),
        (b"", "empty"),
        (b"id,name\n1,x\n", "no column"),
        (b"\xff\xfeab", "leavers.csv"),
        (b"id,name,country,rank,left,children,inside,printed,outlet,reasons,diary\n1,,,,,,,,,,\n", "diary"),
        (b"\x00\x01\x02", "NUL"),
    ],
)
def test_a_sheet_that_cannot_be_read_leaves_the_study_as_it_was(
    outspoken: Run, tide: Path, content: bytes | None, part: str
) -> None:
    before = state(outspoken, tide)
    sheet = tide / "sources" / "leavers.csv"
    if content is None:
        sheet.unlink()
    else:
        sheet.write_bytes(content)
    assert outspoken("collect", "import", "leavers", at=tide).refused(part)
    assert state(outspoken, tide) == before
