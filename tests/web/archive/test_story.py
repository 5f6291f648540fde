"""The page of a story: who still has to decide about it is not told what others decided."""

from __future__ import annotations

import pytest
from django.conf import settings

from outspoken.screen import Verdict, decide
from outspoken.study import Actor, Role, open_study
from tests.web.conftest import OWN, Team

CHLOE = Actor("Chloe", frozenset({Role.SCREENER}))
RANA = Actor("Rana", frozenset({Role.REVIEWER}))
PAGE = f"/s/{OWN}/stories/1/"


@pytest.fixture
def decided(team: Team) -> Team:
    with open_study(settings.SERVING.folder / OWN) as study:
        decide(study, "S1", Verdict.UNCLEAR, by=CHLOE, reason="Too short to tell.")
    return team


def test_who_still_has_to_decide_sees_that_somebody_did_and_not_what(decided: Team) -> None:
    for who in ("Rana", "Amal"):
        shown = decided.client(who).get(PAGE).content.decode()
        assert "1 other person has decided" in shown
        assert "Too short" not in shown
        assert "unclear" not in shown
        assert "screen.decide" not in shown


def test_who_decided_or_may_not_decide_sees_all(decided: Team) -> None:
    with open_study(settings.SERVING.folder / OWN) as study:
        decide(study, "S1", Verdict.UNCLEAR, by=RANA, reason="I cannot tell either.")
    for who in ("Chloe", "Rana", "Dara"):
        shown = decided.client(who).get(PAGE).content.decode()
        assert "Too short to tell." in shown
        assert "I cannot tell either." in shown
        assert "screen.decide" in shown
