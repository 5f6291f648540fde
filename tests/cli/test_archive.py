"""`outspoken archive`: what a user types, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outspoken.archive import Text, TextKind, store
from outspoken.collect.finds import store as finding
from outspoken.study import Actor, open_study
from tests.archive.site import site

Run = Callable[..., Any]


@pytest.fixture
def lanterns(fresh: Path) -> Any:
    """A study with two good pages of the invented site and one that is gone."""
    with site() as made:
        with (fresh / "study.toml").open("a", encoding="utf-8") as file:
            file.write("\n[archive]\npause = 0\n")
        with open_study(fresh) as study, study.act("archive.import_warc", by=Actor.local()) as act:
            finding.add_stories(
                act.connection,
                [
                    {"title": "", "address": made.at(path), "language": "", "outlet_id": None}
                    for path in ("/story/0", "/film.vtt", "/gone")
                ],
            )
        yield fresh, made


def test_from_addresses_to_texts(outspoken: Run, lanterns: Any) -> None:
    folder, made = lanterns
    kept = outspoken("archive", "keep", "--allow", made.place, "--json", at=folder)
    assert kept.code == 1
    assert kept.json()["reading"]["read"] == 2
    assert kept.json()["problems"] == [{"story": "S3", "why": "The outlet answered 410, the page is gone."}]
    again = outspoken("archive", "keep", "--allow", made.place, at=folder)
    assert (again.code, again.out.splitlines()[0]) == (0, "0 stories kept, 0 brought no good page.")
    assert "S3" in outspoken("archive", "keep", "--retry", "--allow", made.place, at=folder).out
    listed = outspoken("archive", "list", at=folder)
    assert "the page is gone" in listed.out
    assert [one["texts"] for one in outspoken("archive", "list", "--json", at=folder).json()["stories"]] == [1, 1, 0]
    shown = outspoken("archive", "show", "S2", at=folder)
    assert "They lied to us." in shown.out
    assert "2 moment stretches" in shown.out
    assert outspoken("archive", "show", "S2", "--json", at=folder).json()["texts"][0]["kind"] == "transcript"
    assert outspoken("archive", "lost", "--json", at=folder).json() == {"lost": []}
    assert outspoken("archive", "lost", at=folder).out == "Every passage was found again.\n"
    assert outspoken("archive", "read", "--anew", "--json", at=folder).json()["read"] == 2


def test_given_verified_packed_and_taken_in(outspoken: Run, lanterns: Any) -> None:
    folder, made = lanterns
    outspoken("archive", "keep", "--allow", made.place, "--no-read", at=folder)
    (folder / "pasted.txt").write_text("I left, for they had lied to us.", encoding="utf-8")
    assert outspoken("archive", "give", "S3", "pasted.txt", "--json", at=folder).json()["text"]["id"] == "X1"
    assert outspoken("archive", "verify", at=folder).out.startswith("Intact: 4 objects")
    assert outspoken("archive", "verify", "--json", at=folder).json()["intact"] is True
    assert outspoken("archive", "wacz", "study.wacz", "--json", at=folder).json()["captures"] == 2
    taken = outspoken("archive", "import-warc", "study.wacz", "--json", at=folder).json()
    assert (taken["pages"], taken["stories"]) in {(2, 0), (0, 0)}
    next((folder / "archive").glob("*/*.warc.gz")).unlink()
    broken = outspoken("archive", "verify", at=folder)
    assert (broken.code, broken.out.startswith("Not intact: ")) == (1, True)
    assert outspoken("archive", "verify", "--json", at=folder).json()["intact"] is False


def test_what_cannot_be_done_is_said(outspoken: Run, fresh: Path) -> None:
    assert outspoken("archive", "show", "S9", at=fresh).refused("S9", "`outspoken archive list`")
    assert outspoken("archive", "give", "S9", "none.txt", at=fresh).refused("none.txt")
    assert outspoken("archive", "import-warc", "none.warc", at=fresh).refused("none.warc")
    assert "no stories yet" in outspoken("archive", "list", at=fresh).out


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
