"""The codebook is changed in the browser: first the difference, then the change, and back."""

from __future__ import annotations

import re

from outspoken.coding import Answer, Mark, acts, read_codebook, readers
from outspoken.study import Actor, Role, Study
from tests.web.conftest import OWN, Team

PLACE = f"/s/{OWN}/coding/"
CHANGE = f"{PLACE}codebook/change/"
BILAL = Actor("Bilal", frozenset({Role.CODER}))


def test_a_change_is_shown_then_made_then_taken_back(coded: Team, ours: Study, amal_here: Actor) -> None:
    acts.code(ours, Mark("T1", "L1", Answer.YES), by=BILAL)
    client = coded.client("Amal")
    form = {"do": "rename", "code": "L1", "new": "cruelty", "name": "Cruel treatment"}
    shown = client.post(CHANGE, form).content.decode()
    assert "<del>Cruelty</del>" in shown
    assert "<ins>Cruel treatment</ins>" in shown
    assert "1 coding carries it." in shown
    assert read_codebook(ours.folder).code("L1") is not None
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.partition("<main")[2]))
    assert client.post(CHANGE, again).status_code == 302
    assert [one.code for one in readers.codings_of(ours, by=amal_here)] == ["cruelty"]
    versions = client.get(f"{PLACE}versions/").content.decode()
    assert "rename L1 → cruelty" in versions
    assert client.post(f"{PLACE}versions/", {"do": "undo"}).status_code == 302
    assert [one.code for one in readers.codings_of(ours, by=amal_here)] == ["L1"]


def test_what_waits_is_coded_again_from_the_list(coded: Team, ours: Study, amal_here: Actor) -> None:
    client = coded.client("Bilal")
    client.post(f"{PLACE}1/", {"code": "L1", "quote": "They beat the prisoners every night.\r\nI was"})
    acts.redefine(ours, "L1", {"definition": "Seen cruelty."}, by=amal_here)
    assert "1 coding waits" in client.get(f"{PLACE}queue/").content.decode()
    shown = client.get(f"{PLACE}queue/?code=L1").content.decode()
    form = re.search(r'<form method="post" action="([^"]*coding/1/)">(.*?)</form>', shown, re.DOTALL)
    assert form
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[2]))
    assert client.post(form[1], {**fields, "answer": "yes"}).status_code == 302
    assert not readers.recode_queue(ours, by=amal_here)
    assert "Nothing waits." in client.get(f"{PLACE}queue/").content.decode()


def test_an_id_that_was_used_before_is_refused(coded: Team, ours: Study) -> None:
    answer = coded.client("Amal").post(CHANGE, {"do": "rename", "code": "L1", "new": "L2", "sure": "yes"})
    assert answer.status_code == 409
    assert read_codebook(ours.folder).code("L1") is not None


def test_a_form_with_a_mistake_is_shown_again(coded: Team) -> None:
    client = coded.client("Amal")
    for sent in ({"do": "merge", "codes": ["L1"], "into": "x1"}, {"do": "add", "id": "1x"}, {"do": "nothing"}):
        answer = client.post(CHANGE, sent)
        assert answer.status_code == 200
        assert "errorlist" in answer.content.decode()


def test_who_codes_changes_no_codebook(coded: Team) -> None:
    client = coded.client("Bilal")
    assert client.get(CHANGE).status_code == 404
    assert CHANGE not in client.get(f"{PLACE}codebook/").content.decode()
