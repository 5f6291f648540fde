"""Long work is watched by the study, stopped and begun again by who began it."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event
from typing import Any

from outspoken.study import jobs
from outspoken.web.access import Desk
from outspoken.web.pieces import Stand
from outspoken.web.work import work
from tests.web.conftest import OTHER, OWN, Team, at_its_end, desk

_running = Event()


@work.kind("a test that never ends")
def _endless(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    while True:
        report(1, 4, "S12")
        _running.set()


def test_watch_stop_and_begin_again(team: Team) -> None:
    piece = work.begin(desk("Amal"), "a test that never ends", "a long read")
    assert _running.wait(10)
    place = f"/s/{OWN}/work/{piece.id}/"
    amal, dara, eve = team.client("Amal"), team.client("Dara"), team.client("Eve")
    watched = dara.get(place)
    assert 'value="25"' in watched.content.decode()
    assert watched["Refresh"] == "3"
    assert "<html" not in dara.get(place, headers={"hx-request": "true"}).content.decode()
    assert eve.get(f"/s/{OTHER}/work/{piece.id}/").status_code == 404
    assert dara.post(f"{place}stop/").status_code == 404
    stopped = amal.post(f"{place}stop/")
    assert at_its_end(stopped).stand is Stand.STOPPED
    assert "Try again" in amal.get(place).content.decode()
    again = amal.post(f"{place}again/")
    assert again["Location"] != place
    amal.post(f"{again['Location']}stop/")
    assert at_its_end(again).stand is Stand.STOPPED


def test_others_see_how_far_it_is_and_not_at_what(team: Team) -> None:
    piece = work.begin(desk("Amal"), "a test that never ends", "another long read")
    assert _running.wait(10)
    place = f"/s/{OWN}/work/{piece.id}/"
    amal, dara = team.client("Amal"), team.client("Dara")
    while "S12" not in amal.get(place).content.decode():
        pass  # it is written down several times a second
    assert "S12" not in dara.get(place).content.decode()
    amal.post(f"{place}stop/")
    assert work.ended(piece.id, 20)
