"""What the coding screen shows."""

from __future__ import annotations

import pytest

from outspoken.coding import Answer, Mark, Plan, acts, readers
from outspoken.coding.records import Scheme
from outspoken.coding.suggestions.records import Honesty, Proposed
from outspoken.errors import NotFound
from outspoken.study import Actor, Role, Study
from outspoken.web.access import Desk
from outspoken.web.coding.screen import screen_of
from tests.web.conftest import OWN, Team

BILAL = Actor("Bilal", frozenset({Role.CODER}))


def test_codes_stand_at_hand_with_ones_own_answers_apart(coded: Team, ours: Study, amal_here: Actor) -> None:
    acts.code(ours, Mark("T1", "L1", Answer.NO), by=BILAL)
    acts.code(ours, Mark("T1", "L1", Answer.YES), by=amal_here)
    page = screen_of(Desk(OWN, ours, BILAL), 1)
    row = page.groups[0][1][0]
    assert (row.code.name, row.key, row.colour) == ("Cruelty", "c", 0)
    assert row.mine is not None
    assert row.mine.answer is Answer.NO
    assert [one.coder for one in row.others] == ["Amal"]


def test_a_testimony_without_a_text_can_be_answered_as_a_whole(coded: Team, ours: Study) -> None:
    page = screen_of(Desk(OWN, ours, BILAL), 5)
    assert page.text is None
    assert len(page.groups) == 2


def test_a_testimony_that_is_not_there(coded: Team, ours: Study) -> None:
    with pytest.raises(NotFound):
        screen_of(Desk(OWN, ours, BILAL), 99)


@pytest.fixture
def suggested(coded: Team, ours: Study, amal_here: Actor) -> Team:
    """A machine has suggested cruelty for the first testimony."""
    honest = Honesty("L1", 60, 30, 0.9, 0.5, 0.02, 0.95, 50, learnable=True)
    row = {"testimony_id": 1, "text_id": 1, "code": "L1", "confidence": 0.93, "proposed": 1, "start": 2, "end": 11}
    made = Proposed("a machine", (honest,), ({**row, "quote": "They beat", "terms": "[]"},))
    acts.suggest(ours, made, by=amal_here)
    return coded


def test_a_suggestion_stands_apart_and_becomes_a_coding_only_if_accepted(
    suggested: Team, ours: Study, amal_here: Actor
) -> None:
    place, client = f"/s/{OWN}/coding/1/", suggested.client("Bilal")
    assert "A machine suggests" in client.get(place).content.decode()
    assert not readers.codings_of(ours, by=amal_here)
    number = readers.open_suggestions_for(ours, by=BILAL)[0].id
    assert client.post(place, {"do": "accept", "suggestion": number}).status_code == 302
    made = readers.codings_of(ours, by=amal_here)[0]
    assert (made.coder, made.confidence, made.shown) == ("Bilal", 0.93, True)
    assert "A machine suggests" not in client.get(place).content.decode()


def test_a_dismissed_suggestion_is_gone(suggested: Team, ours: Study) -> None:
    place, client = f"/s/{OWN}/coding/1/", suggested.client("Bilal")
    number = readers.open_suggestions_for(ours, by=BILAL)[0].id
    assert client.post(place, {"do": "dismiss", "suggestion": number}).status_code == 302
    assert "A machine suggests" not in client.get(place).content.decode()


def test_in_a_blind_round_nothing_is_suggested(suggested: Team, ours: Study, amal_here: Actor) -> None:
    acts.assign(ours, Plan("first", ("Bilal",), Scheme.ALL, each=1), by=amal_here)
    place = f"/s/{OWN}/coding/1/"
    assert "A machine suggests" not in suggested.client("Bilal").get(place).content.decode()
    assert "A machine suggests" in suggested.client("Amal").get(place).content.decode()
