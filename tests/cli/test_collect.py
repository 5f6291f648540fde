"""`outspoken collect import`: dry run, refusal, change, and what it says of each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
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


# ---- adding and gathering ------------------------------------------------------------------


def test_an_address_is_added_once_whatever_its_form(outspoken: Run, tide: Path) -> None:
    said = outspoken("collect", "add", "https://m.example.org/1?utm_source=a", "--json", at=tide).json()
    assert (said["new"], said["written"]) == (["S8"], True)
    again = outspoken("collect", "add", "http://www.example.org/1/amp", "--channel", "nexis", "--query", "x", at=tide)
    assert "1 known found here for the first time" in again.out
    stories = outspoken("collect", "stories", "--json", at=tide).json()
    assert [one["channel"] for one in stories["stories"][-1]["finds"]] == ["by hand", "nexis"]
    assert "by hand and nexis: 1 story in both" in outspoken("collect", "stories", at=tide).out
    assert "S8" in outspoken("collect", "stories", "--channel", "nexis", at=tide).out


def test_a_dry_run_of_adding_says_what_it_would_do(outspoken: Run, tide: Path) -> None:
    (tide / "l.txt").write_text("https://example.org/1\nnonsense\n")
    before = state(outspoken, tide)
    said = outspoken("collect", "add", "l.txt", "--dry-run", at=tide)
    assert said.code == 1
    assert "1 would be new" in said.out
    assert "wrong: line 2" in said.out
    assert state(outspoken, tide) == before
    assert outspoken("collect", "add", "l.txt", at=tide).refused("line 2")
    assert outspoken("collect", "add", "l.txt", "--keep-good", at=tide).code == 1


def test_words_are_pasted_with_the_address_of_their_story(
    outspoken: Run, tide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text, words in [("I left.", ("--address", "https://example.org/1")), ("https://example.org/2", ())]:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
        assert outspoken("collect", "add", "-", *words, "--json", at=tide).json()["written"]
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"I left.")))
    assert outspoken("collect", "add", "-", at=tide).refused("--address")


def test_what_cannot_be_added_is_refused_with_a_hint(outspoken: Run, tide: Path) -> None:
    assert outspoken("collect", "add", "no-such.txt", at=tide).refused("no-such.txt")
    assert outspoken("collect", "add", "https://u@x.example/", at=tide).refused("user's name")
    assert outspoken("collect", "add", "https://x.example/", "--query", "x", at=tide).refused("--channel")


def test_watch_lists_are_gone_through_and_listed(outspoken: Run, tide: Path) -> None:
    assert outspoken("collect", "gather", at=tide).refused("no watch list", "[collect.watch.NAME]")
    assert "declares no watch list" in outspoken("collect", "watch", at=tide).out
    with (tide / "study.toml").open("a") as settings:
        settings.write('\n[collect.watch.post]\nkind = "list"\nfile = "sources/l.txt"\n')
    assert outspoken("collect", "watch", "--json", at=tide).json()["lists"][0]["last"] == ""
    gone = outspoken("collect", "gather", at=tide)
    assert (gone.code, "not all could be read" in gone.out) == (1, True)
    (tide / "sources" / "l.txt").write_text("https://example.org/1\n")
    assert outspoken("collect", "gather", "post", "--json", at=tide).json()["lists"][0]["new"] == ["S8"]
    assert outspoken("collect", "gather", at=tide).code == 0
    assert "post" in outspoken("collect", "watch", at=tide).out
    assert outspoken("collect", "gather", "pots", at=tide).refused("'post'")


def test_a_study_without_stories_says_how_to_find_some(outspoken: Run, fresh: Path) -> None:
    assert "collect add" in outspoken("collect", "stories", at=fresh).out


def test_no_old_value_of_a_sealed_column_is_told(outspoken: Run, tide: Path) -> None:
    assert outspoken("people", "seal", "country", at=tide).code == 0
    edit(tide, "1,Ivo Marsh,German", "1,Ivo Marsch,Dutch")
    for words in (["--dry-run", "--json"], ["--dry-run"], ["--json"], []):
        said = outspoken("collect", "import", "leavers", *words, at=tide)
        assert (said.code, "German" in said.out + said.err) == (0, False)
        if words == ["--json"]:
            told = said.json()
            assert (told["untouched"], [one["column"] for one in told["changed"]]) == (["country"], ["name"])
