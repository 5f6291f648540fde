"""The codebook is changed with the difference shown first; two who change one code see both versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from outspoken.coding.codebook import read_codebook
from tests.web.conftest import OWN, Team

BOOK = """\
# Ours; the comment stays.
version: 1
groups:
  - id: leaving
    name: Reasons for leaving
    codes:
      - {id: L1, name: Cruelty, definition: The person speaks of cruelty.}
      - {id: L2, name: Hunger, definition: The person was hungry.}
"""
CODE = f"/s/{OWN}/codebook/code/"
SEEN = {
    "seen-name": "Hunger",
    "seen-question": "",
    "seen-definition": "The person was hungry.",
    "seen-include": "",
    "seen-exclude": "",
}
SAID = {"name": "Hunger", "definition": "The person was often hungry."}


@pytest.fixture
def book(team: Team) -> Path:
    folder: Path = settings.SERVING.folder / OWN
    (folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    return folder


def test_a_change_is_shown_before_it_is_saved(team: Team, book: Path) -> None:
    client = team.client("Rana")
    assert "The person was hungry." in client.get(f"{CODE}?code=L2").content.decode()
    page = client.post(f"{CODE}?code=L2", {**SEEN, **SAID, "do": "look"}).content.decode()
    assert "<ins>often " in page or "<ins> often" in page
    assert "often" not in (book / "codebook.yaml").read_text(encoding="utf-8")
    saved = client.post(f"{CODE}?code=L2", {**SEEN, **SAID, "do": "save"})
    assert saved["Location"] == f"/s/{OWN}/codebook/"
    words = (book / "codebook.yaml").read_text(encoding="utf-8")
    assert "often hungry" in words
    assert "the comment stays" in words


def test_two_who_change_one_code_see_both_versions(team: Team, book: Path) -> None:
    team.client("Rana").post(f"{CODE}?code=L2", {**SEEN, **SAID, "do": "save"})
    mine = {"name": "Hunger", "definition": "The person had no bread."}
    answer = team.client("Amal").post(f"{CODE}?code=L2", {**SEEN, **mine, "do": "save"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The person was often hungry." in page
    assert "The person had no bread." in page
    found = read_codebook(book).code("L2")
    assert found is not None
    assert found.definition == "The person was often hungry."


def test_a_code_is_added_and_taken_back(team: Team, book: Path) -> None:
    client = team.client("Amal")
    client.post(f"{CODE}?code=L2", {**SEEN, **SAID, "do": "save"})
    client.post(
        CODE, {"id": "J1", "group": "joining", "group_name": "Reasons for joining", "name": "Faith", "do": "save"}
    )
    page = client.get(f"/s/{OWN}/codebook/").content.decode()
    assert "Reasons for joining" in page
    client.post(f"/s/{OWN}/codebook/")
    assert read_codebook(book).code("J1") is None
    assert "taken back" in client.get(f"/s/{OWN}/codebook/").content.decode()


def test_an_id_that_is_taken_is_refused(team: Team, book: Path) -> None:
    taken = {"id": "L1", "group": "leaving", "name": "Again", "do": "save"}
    assert team.client("Amal").post(CODE, taken).status_code == 409
    broken = team.client("Amal").post(CODE, taken | {"id": "not an id"})
    assert broken.status_code == 422


def test_who_codes_reads_the_codebook_and_changes_nothing(team: Team, book: Path) -> None:
    client = team.client("Bilal")
    page = client.get(f"/s/{OWN}/codebook/").content.decode()
    assert "The person was hungry." in page
    assert "codebook/code/" not in page
    assert client.get(f"{CODE}?code=L2").status_code == 404
    assert client.post(f"{CODE}?code=L2", {**SEEN, **SAID, "do": "save"}).status_code == 404


def test_words_of_the_codebook_never_become_markup(team: Team, book: Path) -> None:
    evil = {"name": "<script>alert(1)</script>", "definition": "</textarea><img src=x onerror=alert(1)>", "do": "look"}
    page = team.client("Amal").post(f"{CODE}?code=L2", {**SEEN, **evil}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_criteria_are_shown(team: Team, book: Path) -> None:
    with (book / "study.toml").open("a", encoding="utf-8") as file:
        file.write('\n[screen.criteria.member]\nquestion = "Was the person a member?"\nexclude = "A visitor."\n')
    page = team.client("Dara").get(f"/s/{OWN}/codebook/criteria/").content.decode()
    assert "Was the person a member?" in page
    assert "A visitor." in page
