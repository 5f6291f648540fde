"""Of two who save at once, the second sees both versions and decides."""

from __future__ import annotations

import re

from outspoken.coding import Answer, Mark, acts, readers
from outspoken.study import Actor, Role, Study
from tests.web.conftest import OWN, Team

PLACE = f"/s/{OWN}/coding/disagreements/"


def test_a_disagreement_that_was_settled_meanwhile(coded: Team, ours: Study, amal_here: Actor) -> None:
    bilal = Actor("Bilal", frozenset({Role.CODER}))
    acts.code(ours, Mark("T1", "L1", Answer.NO), by=bilal)
    acts.settle(ours, "T1", "L1", Answer.NO, by=amal_here, reason="Only rumours.")
    client = coded.client("Rana")
    late = client.post(PLACE, {"testimony": "T1", "code": "L1", "answer": "yes", "reason": "She saw it."})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Amal" in page
    assert "She saw it." in page
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.partition("<main")[2]))
    assert client.post(PLACE, fields).status_code == 302
    held = [one for one in readers.codings_of(ours, by=amal_here, testimony=1) if one.settled]
    assert [(one.answer, one.coder, one.reason) for one in held] == [(Answer.YES, "Rana", "She saw it.")]
