"""The browser and the command line give the same figures of one study."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from outspoken.people import Verdict, judge
from outspoken.study import open_study
from tests.cli.conftest import run
from tests.conftest import AMAL
from tests.web.conftest import OWN, Team


@pytest.fixture
def page(team: Team) -> Any:
    """Read a page of the study as its owner does, as plain text."""
    client: Client = team.client("Amal")

    def read(address: str) -> str:
        answer = client.get(f"/s/{OWN}/{address}")
        assert answer.status_code == 200, address
        text = re.sub(r"<(svg|script|nav|header)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    return read


def command(*words: str) -> Any:
    return run(*words, "--json", at=settings.SERVING.folder / OWN).json()


def test_the_overview_says_what_status_says(page: Any) -> None:
    said = command("status")
    shown = page("")
    for name, number in said["counts"].items():
        assert re.search(rf"{re.escape(name)} {number}\b", shown), name
    for line in said["headline"]:
        number, _, otherwise = line.partition(" (")
        assert number in shown
        assert otherwise.rstrip(")") in shown


def test_cases_and_their_filters_are_the_same(page: Any) -> None:
    everybody = command("cases")["cases"]
    found = command("cases", "--where", "sex = female")
    women = found["cases"] + found["possibly"]
    shown = page("cases/?is-sex=female")
    assert f"{len(women)} of {len(everybody)} people" in shown
    for one in women:
        assert one["names"][0] in shown


def test_a_view_asks_for_the_same_at_both_doors(team: Team) -> None:
    """Whoever types the command is another actor than who is signed in, so the view is shared first."""
    team.client("Amal").post(f"/s/{OWN}/views/", {"do": "keep", "name": "Women", "is-sex": "female", "column": "sex"})
    team.client("Amal").post(f"/s/{OWN}/views/", {"do": "share", "view": "Women"})
    kept = command("views")["views"][0]
    assert (kept["name"], kept["actor"], kept["where"]) == ("Women", "Amal", {"sex": "female"})
    assert [one["number"] for one in command("cases", "--view", "Women")["cases"]] == [2, 3, 6]


def test_every_cell_of_a_table_is_the_same(page: Any) -> None:
    for rows, columns in (("country", "sex"), ("sex", "year"), ("region", "year(left)")):
        table = command("table", rows, columns)
        shown = page(f"tables/?rows={rows}&columns={columns}")
        for label, cells, total in zip(table["rows"], table["cells"], table["row_totals"], strict=True):
            numbers = [_cell(one) for one in (*cells, total)]
            assert f"{label} {' '.join(numbers)}" in shown, (label, numbers)


def _cell(one: dict[str, Any]) -> str:
    value, low, high = (f"{one[name] or 0:g}" for name in ("value", "low", "high"))
    return "·" if high == "0" else value if low == high else f"{value} ({low}–{high})"


def test_doubts_judgements_and_the_stated_numbers_are_the_same(page: Any) -> None:
    folder = settings.SERVING.folder / OWN
    with open_study(folder) as study:
        judge(study, "1", "2", Verdict.UNSURE, by=AMAL, reason="The same harbour.")
    doubts = command("doubts")["doubts"]
    shown = page("doubts/")
    assert f"{len(doubts)} doubt" in shown
    for one in doubts:
        assert one["id"] in shown
        assert one["note"] in shown
    claims = page("claims/")
    for name, count in command("check")["verdicts"].items():
        word = {"depends": "depends on a doubt"}.get(name.replace("_", " "), name.replace("_", " "))
        assert f"{count} {word}" in claims
    flow = command("screen", "flow")
    screen = page("screen/")
    assert f"cases {flow['cases']}" in screen
    assert f"testimonies {flow['testimonies']}" in screen


def test_what_one_door_does_the_other_shows(team: Team, page: Any) -> None:
    folder = settings.SERVING.folder / OWN
    before = command("status")["counts"]["persons"]
    team.client("Amal").post(f"/s/{OWN}/people/1/2/", {"verdict": "same", "reason": "One man."})
    assert command("status")["counts"]["persons"] == before - 1
    assert run("people", "undo", "1", "2", at=folder).code == 0
    assert f"persons {before}" in page("")
    assert command("journal")["entries"][-1]["act"] == "people.undo"
    assert "people.undo" in page("journal/")
