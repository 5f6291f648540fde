"""Two testimonies side by side: judged, undone, and what it does to the numbers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import OWN, Served, Team

PAIR = f"/s/{OWN}/people/3/4/"


def test_both_stand_side_by_side_with_what_each_verdict_would_do(team: Team) -> None:
    page = team.client("Bilal").get(PAIR).content.decode()
    assert "Oda Wren" in page
    assert "Odo Wren" in page
    assert "then 5 people" in page
    assert "then 6 people" in page
    assert "then 6 (5–6) people" in page
    assert "counts now" in page  # the footnote of the sheet left it unsure


def test_a_judgement_is_kept_with_its_reason_and_undone(team: Team) -> None:
    client = team.client("Bilal")
    client.post(PAIR, {"verdict": "same", "reason": "One hospital, one day."})
    page = client.get(PAIR).content.decode()
    assert "One hospital, one day." in page
    assert client.get(f"/s/{OWN}/cases/4/").status_code == 404
    client.post(PAIR, {"verdict": "undo"})
    page = client.get(PAIR).content.decode()
    assert "undone · Bilal" in page
    assert client.get(f"/s/{OWN}/cases/4/").status_code == 200


def test_what_another_judgement_forbids_cannot_be_pressed_and_is_refused(team: Team) -> None:
    client = team.client("Amal")
    client.post(f"/s/{OWN}/people/1/2/", {"verdict": "same"})
    client.post(f"/s/{OWN}/people/2/5/", {"verdict": "same"})
    assert "another judgement forbids it" in client.get(f"/s/{OWN}/people/1/5/").content.decode()
    client.post(f"/s/{OWN}/people/1/6/", {"verdict": "different"})
    assert "another judgement forbids it" in client.get(f"/s/{OWN}/people/2/6/").content.decode()
    refused = client.post(f"/s/{OWN}/people/2/6/", {"verdict": "same"})
    assert refused.status_code == 409
    assert "judged different" in refused.content.decode()


def test_the_list_leads_to_the_pairs(team: Team) -> None:
    client = team.client("Dara")
    page = client.get(f"/s/{OWN}/people/").content.decode()
    assert f'href="{PAIR}"' in page
    assert client.get(f"/s/{OWN}/people/?one=3&other=4")["Location"] == PAIR
    assert "two different cases" in client.get(f"/s/{OWN}/people/?one=3&other=3").content.decode()


def test_who_may_only_read_judges_nothing(team: Team) -> None:
    client = team.client("Dara")
    page = client.get(PAIR).content.decode()
    assert 'data-key="1"' not in page
    assert client.post(PAIR, {"verdict": "same"}).status_code == 404


@pytest.mark.parametrize("pair", ["3/99", "3/3", "98/99"])
def test_a_pair_that_is_not_there(team: Team, pair: str) -> None:
    assert team.client("Amal").get(f"/s/{OWN}/people/{pair}/").status_code == 404


def test_a_nonsense_verdict_is_refused(team: Team) -> None:
    assert team.client("Amal").post(PAIR, {"verdict": "cousins"}).status_code == 404


def test_a_key_judges_and_without_javascript_a_button_does(
    serve: Callable[..., Served], chromium: Any, leavers_on_sqlite: Path, tmp_path: Path
) -> None:
    served = serve(shutil.copytree(leavers_on_sqlite, tmp_path / "leavers"))
    address = served.address.partition("/enter")[0] + "/s/here/people/3/4/"
    with_keys = chromium.new_context()
    page = with_keys.new_page()
    page.goto(served.address)
    page.goto(address)
    page.keyboard.press("2")
    page.wait_for_selector("[role=status]:has-text('kept')")
    assert "different" in page.inner_text("#history + ul li")
    without = chromium.new_context(java_script_enabled=False, storage_state=with_keys.storage_state())
    page = without.new_page()
    page.goto(address)
    page.fill("#reason", "One hospital.")
    page.click("button[value=same]")
    assert "One hospital." in page.inner_text("#history + ul li")
    with_keys.close()
    without.close()
