"""Disagreements side by side, agreement, frequencies and quotes."""

from __future__ import annotations

import pytest

from outspoken.coding import Answer, Mark, Plan, Quoted, acts, readers
from outspoken.coding.records import Scheme
from outspoken.estimates import Estimate
from outspoken.study import Actor, Role, Study
from outspoken.web.coding.findings import figure
from tests.web.coding.conftest import WORDS
from tests.web.conftest import OWN, Team

PLACE = f"/s/{OWN}/coding/"
BILAL = Actor("Bilal", frozenset({Role.CODER}))


@pytest.fixture
def differing(coded: Team, ours: Study, amal_here: Actor) -> Team:
    """Amal and Bilal differ about hunger."""
    start = WORDS[0].index("hungry")
    acts.assign(ours, Plan("first", ("Amal", "Bilal"), Scheme.ALL), by=amal_here)
    acts.code(ours, Mark("T1", "L2", Answer.YES, Quoted(1, start, start + 6)), by=amal_here)
    acts.code(ours, Mark("T1", "L2", Answer.NO), by=BILAL)
    acts.close(ours, "first", by=amal_here)
    return coded


def page(team: Team, place: str, who: str = "Rana") -> str:
    return team.client(who).get(PLACE + place).content.decode()


def test_both_coders_stand_side_by_side_until_it_is_settled(differing: Team, ours: Study, amal_here: Actor) -> None:
    shown = page(differing, "disagreements/")
    assert "<bdi>Amal</bdi>: yes" in shown
    assert "<bdi>Bilal</bdi>: no" in shown
    assert ">hungry</blockquote>" in shown
    sent = {"testimony": "T1", "code": "L2", "answer": "yes", "reason": "She says so."}
    assert differing.client("Bilal").post(f"{PLACE}disagreements/", sent).status_code == 404
    assert differing.client("Rana").post(f"{PLACE}disagreements/", sent | {"reason": " "}).status_code == 422
    assert differing.client("Rana").post(f"{PLACE}disagreements/", sent).status_code == 302
    assert "0 disagreements" in page(differing, "disagreements/")
    assert len(readers.codings_of(ours, by=amal_here, testimony=1)) == 3


def test_too_few_are_too_few_to_tell(differing: Team) -> None:
    assert "Work it out" in page(differing, "agreement/")
    shown = page(differing, "agreement/?round=first&pairs=yes&code=L2")
    assert "Too few to tell: 1 story" in shown
    assert "Krippendorff&#x27;s alpha" in shown
    rows = differing.client("Rana").get(f"{PLACE}agreement/?code=L2", headers={"HX-Request": "true"}).content.decode()
    assert rows.startswith("<tr>")
    assert "Too few to tell" in rows


def test_a_share_never_stands_without_its_interval(differing: Team) -> None:
    shown = page(differing, "prevalence/")
    assert "Wilson interval" in shown
    assert "In the round “first”" in shown
    assert "Nobody has coded it yet" in shown
    one = figure(Estimate(0.5, 0.25, 0.75, 8, "testimonies", "how", "few"), percent=True)
    assert (one.value, one.interval, one.caveat) == ("50 %", "25 %–75 %", "few")
    assert figure(Estimate(None, None, None, 0, "testimonies")).interval == ""


def test_quotes_lead_to_their_place(differing: Team) -> None:
    shown = page(differing, "quotes/?code=L2")
    assert ">hungry</blockquote>" in shown
    assert f'href="{PLACE}1/#m' in shown
