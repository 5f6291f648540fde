"""What the coding screen shows."""

from __future__ import annotations

import pytest

from outspoken.coding import Answer, Mark, acts
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
