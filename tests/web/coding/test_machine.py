"""The page of the machine: it reads, says how well it knows each code, and accepts many only where that is known."""

from __future__ import annotations

from outspoken.coding import Answer, Mark, acts, readers
from outspoken.study import Actor, Study
from outspoken.web.work import work
from tests.web.conftest import OWN, Team

PLACE = f"/s/{OWN}/coding/machine/"


def read_by_the_machine(team: Team, who: str) -> None:
    answer = team.client(who).post(PLACE, {"do": "suggest"})
    assert answer.status_code == 302
    piece = work.find(OWN, answer["Location"].rstrip("/").rsplit("/", 1)[1])
    assert piece is not None
    assert piece.ended.wait(60)
    assert (piece.message, piece.result) == ("", PLACE)


def test_the_machine_reads_and_its_suggestions_lead_to_their_words(coded: Team, ours: Study, amal_here: Actor) -> None:
    assert "has not read anything yet" in coded.client("Bilal").get(PLACE).content.decode()
    acts.code(ours, Mark("T1", "L2", Answer.YES), by=amal_here)
    read_by_the_machine(coded, "Bilal")
    waiting = readers.open_suggestions_for(ours, by=amal_here)
    assert waiting
    shown = coded.client("Bilal").get(PLACE).content.decode()
    assert f'href="/s/{OWN}/coding/{waiting[0].testimony_id}/"' in shown
    assert "One by one:" in shown
    assert "Accept all" not in shown


def test_in_bulk_is_refused_where_precision_was_never_measured(coded: Team, ours: Study, amal_here: Actor) -> None:
    read_by_the_machine(coded, "Bilal")
    before = readers.codings_of(ours, by=amal_here)
    answer = coded.client("Bilal").post(PLACE, {"do": "accept_all", "code": "L2"})
    assert answer.status_code == 409
    assert "cannot be accepted in bulk" in answer.content.decode()
    assert readers.codings_of(ours, by=amal_here) == before


def test_who_may_not_suggest_cannot_send_the_form(coded: Team) -> None:
    assert coded.client("Rana").get(PLACE).status_code == 200
    assert coded.client("Pablo").post(PLACE, {"do": "suggest"}).status_code == 404
