"""A view of the cases is kept with a press, found again above the table, shared and dropped."""

from __future__ import annotations

import re

from tests.web.conftest import OWN, Team

VIEWS = f"/s/{OWN}/views/"


def test_a_view_is_kept_found_shared_and_dropped(team: Team) -> None:
    bilal, dara = team.client("Bilal"), team.client("Dara")
    made = bilal.post(VIEWS, {"do": "keep", "name": "Women", "is-sex": "female", "column": "country", "sort": "-left"})
    assert made["Location"].startswith(f"/s/{OWN}/cases/?sort=-left&column=country&is-sex=female")
    page = bilal.get(made["Location"]).content.decode()
    assert 'aria-current="page">Women</a>' in page
    assert "3 of 6" in page
    assert "Women" not in dara.get(VIEWS).content.decode()
    assert bilal.post(VIEWS, {"do": "share", "view": "V1"}).status_code == 302
    assert "Women" in dara.get(VIEWS).content.decode()
    seen, invented = (dara.post(VIEWS, {"do": "drop", "view": view}, follow=True) for view in ("V1", "V7"))
    assert seen.status_code == invented.status_code == 404
    token = re.compile(rb'value="\w{64}"')
    assert token.sub(b"", seen.content) == token.sub(b"", invented.content)
    assert bilal.post(VIEWS, {"do": "drop", "view": "V1"}).status_code == 302
    assert "Women" not in bilal.get(VIEWS).content.decode()


def test_who_may_only_read_keeps_for_themselves(team: Team) -> None:
    dara = team.client("Dara")
    dara.post(VIEWS, {"do": "keep", "name": "Mine", "doubt": "yes"})
    assert "Mine" in dara.get(f"/s/{OWN}/cases/").content.decode()
    assert dara.post(VIEWS, {"do": "share", "view": "Mine"}).status_code == 404
