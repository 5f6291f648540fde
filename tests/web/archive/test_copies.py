"""Copies in the browser: what looks like one text side by side, settled by a person, undone, never a hidden one."""

from __future__ import annotations

import pytest
from django.conf import settings

from outspoken.archive import store as archive
from outspoken.archive.copies.readers import copies_settled
from outspoken.archive.records import Text, TextKind
from outspoken.people import restrict
from outspoken.study import open_study
from outspoken.web.studies import shelf
from tests.conftest import AMAL
from tests.web.conftest import OWN, Team

WORDS = "She left the group in the spring, because it had lied to her about the war, and walked home by night. "


@pytest.fixture
def printed_twice(team: Team) -> Team:
    """Stories 1, 2 and 3 print the same words."""
    with shelf().study(OWN).database.writing() as connection:
        for story in (1, 2, 3):
            text = Text(0, story, TextKind.GIVEN, "en", "ltr", f"The walk {story}", "", WORDS * 9, "")
            archive.add_text(connection, 1, text)
    return team


def settled(team: Team) -> list[tuple[int, int, str]]:
    made, _ = copies_settled(shelf().study(OWN), by=AMAL)
    return [(one.copy, one.of, one.verdict.value) for one in made]


def test_a_pair_is_settled_and_undone(printed_twice: Team) -> None:
    client = printed_twice.client("Chloe")
    listed = client.get(f"/s/{OWN}/archive/copies/").content.decode()
    assert f"/s/{OWN}/archive/copies/2/1/" in listed
    pair = f"/s/{OWN}/archive/copies/2/1/"
    both = client.get(pair).content.decode()
    assert both.count(WORDS.strip()[:40]) >= 2
    assert client.post(pair, {"verdict": "copy", "reason": "The same agency."}).status_code == 302
    assert settled(printed_twice) == [(2, 1, "copy")]
    assert "The same agency." in client.get(pair).content.decode()
    assert client.post(pair, {"verdict": "undo"}).status_code == 302
    assert settled(printed_twice) == []
    client.post(pair, {"verdict": "swapped"})
    assert settled(printed_twice) == [(1, 2, "copy")]


def test_nothing_chosen_and_a_contradiction_keep_what_was_typed(printed_twice: Team) -> None:
    client = printed_twice.client("Chloe")
    none = client.post(f"/s/{OWN}/archive/copies/2/1/", {"reason": "Because."})
    assert none.status_code == 409
    assert "Because." in none.content.decode()
    client.post(f"/s/{OWN}/archive/copies/2/1/", {"verdict": "copy"})
    again = client.post(f"/s/{OWN}/archive/copies/2/3/", {"verdict": "copy", "reason": "Two originals."})
    assert again.status_code == 409
    assert "S2" in again.content.decode()
    assert settled(printed_twice) == [(2, 1, "copy")]


def test_who_may_only_read_settles_nothing(printed_twice: Team) -> None:
    client = printed_twice.client("Dara")
    assert client.get(f"/s/{OWN}/archive/copies/2/1/").status_code == 200
    assert client.post(f"/s/{OWN}/archive/copies/2/1/", {"verdict": "copy"}).status_code == 404
    assert settled(printed_twice) == []


def test_a_hidden_story_is_neither_listed_nor_settled_nor_named_by_a_refusal(printed_twice: Team) -> None:
    chloe, amal = printed_twice.client("Chloe"), printed_twice.client("Amal")
    amal.post(f"/s/{OWN}/archive/copies/2/1/", {"verdict": "copy"})
    with open_study(settings.SERVING.folder / OWN) as study:
        restrict(study, "1", ["Bilal"], by=AMAL)
    listed = chloe.get(f"/s/{OWN}/archive/copies/").content.decode()
    assert f"/s/{OWN}/archive/copies/3/2/" in listed
    assert "/stories/1/" not in listed
    assert "/copies/2/1/" not in listed
    for number in (1, 99):
        assert chloe.get(f"/s/{OWN}/archive/copies/{number}/3/").status_code == 404
        assert chloe.post(f"/s/{OWN}/archive/copies/{number}/3/", {"verdict": "copy"}).status_code == 404
    refused = chloe.post(f"/s/{OWN}/archive/copies/2/3/", {"verdict": "copy"})
    assert refused.status_code == 409
    assert "contradicts what is settled already" in refused.content.decode()
    assert "copy of S1" not in refused.content.decode()
