"""Long work is watched by the study, stopped and begun again by who began it."""

from __future__ import annotations

from threading import Event

from outspoken.study import jobs
from outspoken.web.work import Stand, work
from tests.web.conftest import OTHER, OWN, Team


def test_watch_stop_and_begin_again(team: Team) -> None:
    running = Event()

    def do(report: jobs.Report) -> str:
        while True:
            report(1, 4, "reading")
            running.set()

    piece = work.begin(OWN, "Amal", "a long read", do)
    assert running.wait(10)
    place = f"/s/{OWN}/work/{piece.id}/"
    amal, dara, eve = team.client("Amal"), team.client("Dara"), team.client("Eve")
    watched = dara.get(place)
    assert "reading" in watched.content.decode()
    assert watched["Refresh"] == "3"
    assert "<html" not in dara.get(place, headers={"hx-request": "true"}).content.decode()
    assert eve.get(f"/s/{OTHER}/work/{piece.id}/").status_code == 404
    assert dara.post(f"{place}stop/").status_code == 404
    assert amal.post(f"{place}stop/").status_code == 302
    assert piece.ended.wait(10)
    assert piece.stand is Stand.STOPPED
    assert "Try again" in amal.get(place).content.decode()
    again = work.find(OWN, amal.post(f"{place}again/")["Location"].rstrip("/").rpartition("/")[2])
    assert again is not None
    again.stop.set()
    assert again.ended.wait(10)
