"""Stated numbers with their verdicts, and printed tables that do not add up."""

from __future__ import annotations

from django.conf import settings

from tests.web.conftest import OWN, Team

PAGE = f"/s/{OWN}/claims/"
CLAIMS = """\
claims:
  - id: people
    text: Six people left.
    value: 6
    expression: count(everybody)
"""


def state(claims: str, **sheets: str) -> None:
    folder = settings.SERVING.folder / OWN
    (folder / "claims.yaml").write_text(claims, encoding="utf-8")
    for name, words in sheets.items():
        (folder / "sources" / f"{name}.csv").write_text(words, encoding="utf-8")


def test_without_claims_the_oddities_of_the_sheet_are_shown(team: Team) -> None:
    page = team.client("Dara").get(PAGE).content.decode()
    assert "03/14/02" in page
