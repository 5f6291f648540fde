"""Suggested values on a page: each beside its passage, accepted, dismissed, taken back."""

from __future__ import annotations

import pytest
from django.conf import settings

from outspoken.archive import give
from outspoken.study import Actor, Role
from outspoken.web.studies import shelf
from tests.web.conftest import OWN, Team

VALUES = f"/s/{OWN}/people/1/values/"
TEXT = "Ivo Marsh, a 27-year-old Tunisian, joined ISIS and fled after a year. He is a baker now."


@pytest.fixture
def told(team: Team) -> Team:
    place = settings.SERVING.folder / "story.txt"
    place.write_text(TEXT, encoding="utf-8")
    give(shelf().study(OWN), "S1", place, by=Actor("Amal", frozenset({Role.OWNER})), language="en")
    place.unlink()
    return team


def test_a_value_is_accepted_instead_of_another_and_taken_back(told: Team) -> None:
    client = told.client("Bilal")
    page = client.get(VALUES).content.decode()
    assert "<mark>Tunisian</mark>" in page
    assert "accept instead" in page
    assert client.post(VALUES, {"country:TN": "instead", "name:Ivo Marsh": "later"}).status_code == 302
    page = client.get(VALUES).content.decode()
    assert "<mark>Tunisian</mark>" not in page
    assert "accepted" in page
    client.post(VALUES, {"reconsider": "country:TN"})
    assert "<mark>Tunisian</mark>" in client.get(VALUES).content.decode()


def test_what_is_dismissed_does_not_come_again(told: Team) -> None:
    client = told.client("Bilal")
    client.post(VALUES, {"country:TN": "dismiss"})
    assert "<mark>Tunisian</mark>" not in client.get(VALUES).content.decode()


def test_who_may_only_read_answers_nothing(told: Team) -> None:
    client = told.client("Dara")
    assert "Keep these answers" not in client.get(VALUES).content.decode()
    assert client.post(VALUES, {"country:TN": "dismiss"}).status_code == 404


def test_a_form_without_an_answer_is_refused(told: Team) -> None:
    assert told.client("Bilal").post(VALUES, {"country:TN": "later"}).status_code == 404
