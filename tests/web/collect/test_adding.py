"""Adding in the browser: a look first, then the adding; by address, by file, by paste, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from outspoken.collect import how_found, listed_stories
from outspoken.study import Actor, Role, open_study
from tests.web.conftest import OWN, Team, at_its_end

ADD = f"/s/{OWN}/stories/add/"


def stories() -> dict[str, str]:
    """Return title by address (or address by title where it has none)."""
    with open_study(settings.SERVING.folder / OWN) as study:
        by = Actor("Amal", frozenset({Role.OWNER}))
        found = how_found(study, by=by)
        return {
            one.address or one.title: one.title
            for one in listed_stories(study, by=by)
            if one.id in found and (one.address or one.title)
        }


def look(client: Client, given: Mapping[str, Any]) -> str:
    answer = client.post(ADD, given)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def sealed(page: str) -> dict[str, str]:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found
    return {"sealed": found[1]}


def test_addresses_are_looked_at_first_and_added_once(team: Team) -> None:
    client = team.client("Chloe")
    given = {"how": "addresses", "addresses": "https://lantern.example/a\nhttps://lantern.example/b?utm_source=x\n"}
    page = look(client, given)
    assert "new stories" in page
    assert not stories()
    answer = client.post(ADD, sealed(page), follow=True)
    assert "2 new stories were added." in answer.content.decode()
    assert set(stories()) == {"https://lantern.example/a", "https://lantern.example/b?utm_source=x"}
    again = client.post(ADD, sealed(look(client, {"how": "addresses", "addresses": "lantern.example/b"})), follow=True)
    assert "0 new stories were added. 1 was known before." in again.content.decode()
    assert len(stories()) == 2


@pytest.mark.parametrize(
    "given", ["/etc/passwd", "../study.toml", "../sources", "file:///etc/passwd", "", "javascript:1"]
)
def test_no_address_is_ever_taken_for_a_file_of_the_server(team: Team, given: str) -> None:
    for more in ("", "\nhttps://lantern.example/a"):
        answer = team.client("Chloe").post(ADD, {"how": "addresses", "addresses": given + (more if given else "")})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
    assert not stories()


@pytest.mark.parametrize("name", ["../../study.toml.txt", "a\u202egpj.txt", "<img src=x onerror=alert(1)>.txt"])
def test_a_file_goes_through_the_same_readers_whatever_its_name(team: Team, name: str) -> None:
    client = team.client("Chloe")
    before = (settings.SERVING.folder / OWN / "study.toml").read_bytes()
    sent = SimpleUploadedFile(name, b"https://lantern.example/one\nhttps://lantern.example/two\n")
    page = look(client, {"how": "file", "file": sent, "channel": "nexis", "query": "left"})
    assert "<img src=x" not in page
    assert client.post(ADD, sealed(page)).status_code == 302
    assert len(stories()) == 2
    assert (settings.SERVING.folder / OWN / "study.toml").read_bytes() == before
    assert not list((settings.SERVING.folder / OWN / ".outspoken" / "uploads").iterdir())
    assert "nexis" in client.get(f"/s/{OWN}/stories/?channel=nexis").content.decode()


def test_a_file_that_nothing_reads_says_so_in_a_sentence(team: Team) -> None:
    answer = team.client("Chloe").post(ADD, {"how": "file", "file": SimpleUploadedFile("virus.exe", b"MZ")})
    assert answer.status_code == 422
    assert "nothing here reads .exe files" in answer.content.decode()
    assert team.client("Chloe").post(ADD, {"how": "file"}).status_code == 422


def test_many_entries_are_long_work(team: Team) -> None:
    lines = "\n".join(f"https://lantern.example/{number}" for number in range(150))
    client = team.client("Chloe")
    begun = client.post(ADD, sealed(look(client, {"how": "addresses", "addresses": lines})))
    assert at_its_end(begun).stand.value == "done"
    assert len(stories()) == 150


def test_pasted_words_are_a_story_with_its_text(team: Team) -> None:
    client = team.client("Chloe")
    words = "<script>alert(1)</script> They lied to us."
    given = {"how": "paste", "words": words, "title": "They lied", "outlet": "Lantern Watch", "published": "2015-08-02"}
    page = look(client, given)
    assert "<script>alert" not in page
    client.post(ADD, sealed(page))
    assert stories() == {"They lied": "They lied"}
    assert team.client("Chloe").post(ADD, {"how": "paste", "words": words}).status_code == 422


def test_what_was_looked_at_cannot_be_changed_or_added_by_somebody_else(team: Team) -> None:
    page = sealed(look(team.client("Chloe"), {"how": "addresses", "addresses": "https://lantern.example/a"}))
    assert team.client("Amal").post(ADD, page).status_code == 404
    assert team.client("Chloe").post(ADD, {"sealed": page["sealed"][:-2] + "xx"}).status_code == 404
    assert not stories()


def test_who_may_not_add_sees_no_form(team: Team) -> None:
    assert 'name="addresses"' not in team.client("Dara").get(ADD).content.decode()
    assert team.client("Dara").post(ADD, {"how": "addresses"}).status_code == 404
