"""Every number of a table and every mark of a drawing opens its cases."""

from __future__ import annotations

import re
from html import unescape

import pytest

from outspoken.analyse.readers import crossed
from outspoken.study import Actor, Role
from outspoken.web.studies import shelf
from tests.web.conftest import OWN, Team

PAGE = f"/s/{OWN}/tables/"


def links(page: str) -> list[tuple[str, str]]:
    """Return address and number of every cell."""
    found = re.findall(r'<a href="([^"]*tables/cell/[^"]*)"><bdi>([^<]*)</bdi>', page)
    return [(unescape(address), said) for address, said in found]


@pytest.mark.parametrize("asked", ["rows=country&columns=sex", "rows=sex&columns=year", "rows=region&columns=outlet"])
def test_each_cell_opens_as_many_cases_as_it_counts(team: Team, asked: str) -> None:
    client = team.client("Dara")
    found = links(client.get(f"{PAGE}?{asked}").content.decode())
    assert len(found) > 4
    for address, said in found:
        page = client.get(address).content.decode()
        sure = re.search(r"Surely \((\d+)\)", page)
        maybe = re.search(r"doubts turn out \((\d+)\)", page)
        assert sure
        assert int(sure[1]) <= int(said) <= int(sure[1]) + int(maybe[1] if maybe else 0)


def test_the_page_gives_the_figures_of_the_command(team: Team) -> None:
    page = team.client("Dara").get(f"{PAGE}?rows=sex&columns=year").content.decode()
    found = crossed(shelf().study(OWN), "sex", "year", by=Actor("Dara", frozenset({Role.READER})))
    total = page.rpartition("<tfoot>")[2]
    assert f"<bdi>{found.total.value}</bdi>" in total
    assert f"({found.total.low}–{found.total.high})" in total


def test_shares_of_a_row_add_up(team: Team) -> None:
    page = team.client("Dara").get(f"{PAGE}?rows=sex&columns=outlet&of=row").content.decode()
    assert "100.0 %" in page
    assert "widest" in page


@pytest.mark.parametrize("unit", ["testimonies", "stories", "nonsense"])
def test_other_units_are_counted(team: Team, unit: str) -> None:
    assert team.client("Dara").get(f"{PAGE}?rows=sex&columns=year&unit={unit}").status_code == 200


@pytest.mark.parametrize("asked", ["rows=nothing", "rows=sex&columns=%3Cscript%3E", "rows=sex&columns=month(sex)"])
def test_an_axis_that_means_nothing_is_not_there(team: Team, asked: str) -> None:
    assert team.client("Dara").get(f"{PAGE}?{asked}").status_code == 404
    assert team.client("Dara").get(f"{PAGE}cell/?rows=sex&row=%3Cscript%3E").status_code == 404


def test_marks_of_the_timeline_and_the_map_lead_to_their_cases(team: Team) -> None:
    client = team.client("Dara")
    page = client.get(f"{PAGE}figures/?period=year").content.decode()
    marks = [unescape(one) for one in re.findall(r'<a href="([^"]*)" aria-label', page)]
    assert len(marks) >= 4
    assert "evidence.invalid" not in page
    assert "World map with circles at" in page
    for mark in marks:
        assert "Surely" in client.get(mark).content.decode()


def test_nothing_in_a_drawing_needs_what_the_browser_refuses(team: Team) -> None:
    page = team.client("Dara").get(f"{PAGE}figures/").content.decode()
    drawings = "".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    assert drawings
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=|<image|<foreignObject", drawings)
