"""Stated numbers with their verdicts, and printed tables that do not add up."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.web.conftest import OWN, Team

PAGE = f"/s/{OWN}/claims/"
CLAIMS = """\
claims:
  - {id: people, text: Six people left., printed: 6, expression: count()}
  - {id: women, text: Nine of them are women., printed: 9, expression: count(sex = female)}
  - {id: silent, text: Dozens kept silent., printed: dozens, unchecked: Nobody can count them.}
tables:
  - {id: sexes, file: sources/sexes.csv, rows: sex, columns: year}
"""
SEXES = "sex,2002,2003,Total\nmale,2,1,4\nfemale,2,1,3\nTotal,4,2,7\n"


@pytest.fixture
def stated(team: Team) -> Team:
    folder = settings.SERVING.folder / OWN
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (folder / "sources" / "sexes.csv").write_text(SEXES, encoding="utf-8")
    return team


def test_what_fails_comes_first_beside_what_the_data_say(stated: Team) -> None:
    page = stated.client("Dara").get(PAGE).content.decode()
    table = page.partition("<tbody>")[2]
    assert table.index("fails") < table.index("holds")
    assert "Nine of them are women." in page


def test_a_number_says_what_it_depends_on(stated: Team) -> None:
    page = stated.client("Dara").get(f"{PAGE}?verdict=depends&kind=claim").content.decode()
    assert "Six people left." in page
    assert "holds if 3 and 4 are two people" in page
    assert "Nine of them" not in page
    assert f'href="/s/{OWN}/doubts/" data-next' in page


def test_printed_tables_that_do_not_add_up_are_named(stated: Team) -> None:
    page = stated.client("Dara").get(PAGE).content.decode()
    assert "Printed tables that do not add up" in page
    assert "printed 4, the cells add up to 3" in page


def test_a_claims_file_that_cannot_be_read_gives_its_line(team: Team) -> None:
    (settings.SERVING.folder / OWN / "claims.yaml").write_text("claims: [", encoding="utf-8")
    answer = team.client("Dara").get(PAGE)
    assert answer.status_code == 422
    assert "claims.yaml" in answer.content.decode()


def test_without_claims_the_oddities_of_the_sheet_are_shown(team: Team) -> None:
    assert "03/14/02" in team.client("Dara").get(PAGE).content.decode()
