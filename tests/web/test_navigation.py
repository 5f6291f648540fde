"""What the navigation shows to whom."""

from __future__ import annotations

import pytest

from tests.web.conftest import OWN, Team


@pytest.mark.parametrize(("who", "members"), [("Amal", True), ("Dara", False)])
def test_only_who_admits_sees_the_members(team: Team, who: str, members: bool) -> None:
    page = team.client(who).get(f"/s/{OWN}/").content.decode()
    assert (f'href="/s/{OWN}/members/"' in page) is members
    assert f'href="/s/{OWN}/cases/"' in page
    assert 'aria-current="page"' in page


def test_arabic_pages_run_from_right_to_left(team: Team) -> None:
    client = team.client("Dara")
    client.post("/language/", {"language": "ar", "next": f"/s/{OWN}/"})
    page = client.get(f"/s/{OWN}/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "نظرة عامة" in page
