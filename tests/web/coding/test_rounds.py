"""Rounds are drawn and ended in the browser."""

from __future__ import annotations

from typing import Any

import pytest

from outspoken.coding import readers
from outspoken.study import Actor, Study
from tests.web.conftest import OWN, Team

PLACE = f"/s/{OWN}/coding/rounds/"
ROUND = {"do": "assign", "name": "first", "coders": "Amal, Bilal", "scheme": "random", "size": 4, "each": 2, "seed": 7}


def test_a_round_is_drawn_shared_out_and_ended(coded: Team, ours: Study, amal_here: Actor) -> None:
    client = coded.client("Amal")
    assert client.post(PLACE, {**ROUND, "blind": "on"}).status_code == 302
    turn, tasks = readers.rounds_of(ours, by=amal_here)[0]
    assert (turn.blind, turn.seed, turn.population, len(tasks)) == (True, 7, 6, 8)
    assert {one.chance for one in tasks} == {4 / 6}
    assert "See what is yours to code" in client.get(PLACE).content.decode()
    assert client.post(PLACE, {"do": "close", "round": "first"}).status_code == 302
    assert readers.rounds_of(ours, by=amal_here)[0][0].closed


@pytest.mark.parametrize("wrong", [{"coders": "Amal, Bilall"}, {"coders": "Dara"}, {"name": ""}, {"each": 0}])
def test_a_round_that_makes_no_sense_is_not_begun(
    coded: Team, ours: Study, amal_here: Actor, wrong: dict[str, Any]
) -> None:
    answer = coded.client("Amal").post(PLACE, ROUND | wrong)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not readers.rounds_of(ours, by=amal_here)


def test_who_codes_sees_the_rounds_and_begins_none(coded: Team) -> None:
    client = coded.client("Bilal")
    assert "Draw and share out" not in client.get(PLACE).content.decode()
    assert client.post(PLACE, ROUND).status_code == 404
