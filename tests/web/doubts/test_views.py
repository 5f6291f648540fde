"""Doubts as work: settled with a reason, opened again."""

from __future__ import annotations

import re

from tests.web.conftest import OWN, Team

PAGE = f"/s/{OWN}/doubts/"


def first_reading(page: str) -> tuple[str, str]:
    """Return the first doubt that can be settled here, and its first reading."""
    found = re.search(r'name="doubt" value="(D\d+)".*?name="choice" value="([^"]+)"', page, re.DOTALL)
    assert found
    return found[1], found[2]


def test_a_reading_is_chosen_with_a_reason_and_opened_again(team: Team) -> None:
    client = team.client("Rana")
    doubt, reading = first_reading(client.get(PAGE).content.decode())
    before = client.get(PAGE).content.decode().count('class="box work"')
    client.post(PAGE, {"doubt": doubt, "choice": reading, "reason": "The outlet says so."})
    page = client.get(PAGE).content.decode()
    assert f'id="{doubt}"' not in page
    assert page.count('class="box work"') == before - 1
    assert "The outlet says so." in client.get(f"{PAGE}?settled=yes").content.decode()
    client.post(PAGE, {"doubt": doubt, "do": "open"})
    assert f'id="{doubt}"' in client.get(PAGE).content.decode()


def test_who_may_be_one_person_is_judged_side_by_side(team: Team) -> None:
    page = team.client("Dara").get(PAGE).content.decode()
    assert f'href="/s/{OWN}/people/3/4/"' in page


def test_a_doubt_leads_to_its_case(team: Team) -> None:
    page = team.client("Dara").get(f"{PAGE}?kind=impossible+date").content.decode()
    assert f'href="/s/{OWN}/cases/5/"' in page
    assert page.count('class="box work"') == 1


def test_two_who_settle_one_doubt_differently_do_not_overwrite_each_other(team: Team) -> None:
    page = team.client("Dara").get(f"{PAGE}?kind=impossible+date").content.decode()
    assert 'name="doubt"' not in page
    client = team.client("Rana")
    page = client.get(f"{PAGE}?kind=impossible+date").content.decode()
    doubt, _ = first_reading(page)
    readings = re.findall(r'name="choice" value="([^"]+)"', page)
    assert len(readings) > 1
    client.post(PAGE, {"doubt": doubt, "choice": readings[0], "reason": "a"})
    answer = team.client("Amal").post(PAGE, {"doubt": doubt, "choice": readings[1], "reason": "b"})
    assert answer.status_code == 409
    assert "settled" in answer.content.decode()


def test_nothing_is_settled_without_a_choice_or_by_who_may_not(team: Team) -> None:
    assert team.client("Amal").post(PAGE, {"doubt": "D1"}).status_code == 404
    assert team.client("Dara").post(PAGE, {"doubt": "D1", "choice": "noted"}).status_code == 404
