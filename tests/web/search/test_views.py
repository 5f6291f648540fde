"""Stories are found by their words, and what is found is marked and never becomes markup."""

from __future__ import annotations

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive.records import Text, TextKind
from outspoken.archive.store import add_text
from outspoken.people import restrict
from outspoken.study import open_study
from outspoken.web.search.views import pieces
from tests.conftest import AMAL
from tests.web.conftest import OWN, Team

PAGE = f"/s/{OWN}/search/"


@given(words=st.text(), data=st.data())
def test_the_pieces_are_the_text(words: str, data: st.DataObject) -> None:
    place = st.tuples(st.integers(0, len(words)), st.integers(0, len(words))).map(sorted).map(tuple)
    marks = sorted(data.draw(st.lists(place, max_size=4)))
    assert "".join(one.words for one in pieces(words, marks)) == words


def test_nothing_asked_and_nothing_found(team: Team) -> None:
    client = team.client("Dara")
    assert client.get(PAGE).status_code == 200
    assert "0 stories" in client.get(f"{PAGE}?q=zeppelin").content.decode()
    assert "at least one word" in client.get(f"{PAGE}?q=-film").content.decode()


@pytest.mark.parametrize("asked", ['"', "*", "-", "a" * 5_000, "<script>alert(1)</script>", "' or 1=1 --", "\x00"])
def test_whatever_one_types_is_understood(team: Team, asked: str) -> None:
    answer = team.client("Dara").get(PAGE, {"q": asked, "leaf": "99999999999"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def with_texts() -> None:
    """Give two stories words, of which one tries to be markup; restrict the case that tells of the second."""
    told = {1: "<b>I left</b> the lantern & the order <script>alert(1)</script>", 2: "She left the lantern by night."}
    with open_study(settings.SERVING.folder / OWN) as study:
        with study.database.writing() as connection:
            for story, words in told.items():
                add_text(connection, 1, Text(0, story, TextKind.GIVEN, "en", "ltr", "", "", words, ""))
        restrict(study, "2", ["Rana"], by=AMAL)


def test_what_is_found_is_marked_and_stays_text(team: Team) -> None:
    with_texts()
    page = team.client("Dara").get(f"{PAGE}?q=lantern+order").content.decode()
    assert "<mark>lantern</mark>" in page
    assert "&lt;b&gt;I left&lt;/b&gt;" in page
    assert "<script>alert" not in page
    assert f'href="/s/{OWN}/cases/1/"' in page


def test_a_restricted_story_is_found_by_those_named_alone(team: Team) -> None:
    with_texts()
    asked = f"{PAGE}?q=lantern"
    assert "2 stories" in team.client("Rana").get(asked).content.decode()
    page = team.client("Dara").get(asked).content.decode()
    assert "1 story" in page
    assert "by night" not in page
