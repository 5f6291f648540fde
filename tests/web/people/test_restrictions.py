"""Restrict, seal, open and lift in the browser."""

from __future__ import annotations

import pytest

from tests.web.conftest import OWN, Team

PAGE = f"/s/{OWN}/restrictions/"


def test_a_restricted_case_is_there_for_whom_it_was_named(team: Team) -> None:
    keeper = team.client("Cyra")
    keeper.post(PAGE, {"do": "restrict", "what": "2", "names": "Bilal, Rana"})
    assert "Bilal, Rana" in keeper.get(PAGE).content.decode()
    assert team.client("Bilal").get(f"/s/{OWN}/cases/2/").status_code == 200
    assert team.client("Dara").get(f"/s/{OWN}/cases/2/").status_code == 404
    keeper.post(PAGE, {"do": "lift", "what": "2"})
    assert team.client("Dara").get(f"/s/{OWN}/cases/2/").status_code == 200


def test_what_is_sealed_is_opened_for_a_reason_and_for_oneself(team: Team) -> None:
    keeper, case = team.client("Amal"), f"/s/{OWN}/cases/2/"
    keeper.post(PAGE, {"do": "seal", "what": "2"})
    assert keeper.get(case).status_code == 404
    refused = keeper.post(PAGE, {"do": "unseal", "what": "2", "reason": " ", "minutes": "60"})
    assert refused.status_code == 409
    keeper.post(PAGE, {"do": "unseal", "what": "2", "reason": "She asked for a correction.", "minutes": "60"})
    assert keeper.get(case).status_code == 200
    assert team.client("Cyra").get(case).status_code == 404
    assert "She asked for a correction." in keeper.get(PAGE).content.decode()


@pytest.mark.parametrize("minutes", ["", "0", "9999", "²", "-1"])
def test_a_time_that_makes_no_sense_opens_nothing(team: Team, minutes: str) -> None:
    keeper = team.client("Amal")
    keeper.post(PAGE, {"do": "seal", "what": "2"})
    answer = keeper.post(PAGE, {"do": "unseal", "what": "2", "reason": "Because.", "minutes": minutes})
    assert answer.status_code == 409
    assert keeper.get(f"/s/{OWN}/cases/2/").status_code == 404


@pytest.mark.parametrize("who", ["Bilal", "Chloe", "Dara", "Rana", "Pablo"])
def test_only_keepers_find_the_page(team: Team, who: str) -> None:
    client = team.client(who)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"do": "seal", "what": "1"}).status_code == 404
    assert "restrictions/" not in client.get(f"/s/{OWN}/people/").content.decode()


def test_an_act_that_does_not_exist_does_nothing(team: Team) -> None:
    assert team.client("Amal").post(PAGE, {"do": "burn", "what": "2"}).status_code == 404
