"""The shelf, and a study as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client

from tests.web.conftest import OWN, Served, Team


def test_one_sees_ones_own_studies_only(team: Team) -> None:
    page = team.client("Dara").get("/").content.decode()
    assert f'href="/s/{OWN}/"' in page
    assert 'href="/s/other/"' not in page
    assert "Make a study here" not in page


def test_only_who_administers_makes_studies(team: Team) -> None:
    assert team.client("Amal").post("/new/", {"title": "Mine", "slug": "mine"}).status_code == 404
    assert team.client("Adam").post("/new/", {"title": "Ours", "slug": "ours"}).status_code == 302
    assert (settings.SERVING.folder / "ours" / "study.toml").exists()
    import shutil

    shutil.rmtree(settings.SERVING.folder / "ours")


def test_the_overview_says_the_headline_with_its_doubts(team: Team) -> None:
    page = team.client("Dara").get(f"/s/{OWN}/").content.decode()
    assert "6 people" in page
    assert "5 if 3 and 4 are one person" in page
    assert 'role="img"' in page


def test_the_journal_and_the_settings_show_what_is_there(team: Team) -> None:
    client = team.client("Dara")
    assert "collect.import_sheet" in client.get(f"/s/{OWN}/journal/").content.decode()
    assert "North" in client.get(f"/s/{OWN}/settings/").content.decode()


def test_a_language_that_is_not_ours_changes_nothing(db: None) -> None:
    answer = Client().post("/language/", {"language": "xx"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_from_an_empty_folder_to_the_report_in_twelve_clicks(serve: Callable[..., Served], chromium: Any) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(serve().address)
    clicks = 0
    for role, name in (
        ("button", "Rebuild the 2015 example"),
        ("link", "Import a spreadsheet"),
        ("link", "See what the import would change"),
        ("button", "Import"),
        ("link", "See what came out"),
        ("link", "Report"),
        ("button", "Build the report"),
        ("link", "See what came out"),
        ("link", "Read the report"),
    ):
        page.get_by_role(role, name=name, exact=True).last.click(timeout=90_000)
        clicks += 1
    page.wait_for_url("**/html/index.html")
    assert clicks <= 12
    assert "58" in page.content()
    assert not complaints
    page.close()
