"""The queue on a page: pairs with reasons and with what they would change, in the order of that; and conflicts."""

from __future__ import annotations

from tests.web.conftest import OWN, Team

PEOPLE = f"/s/{OWN}/people/"


def test_the_queue_stands_before_the_judgements(team: Team) -> None:
    page = team.client("Bilal").get(PEOPLE).content.decode()
    assert page.index("Pairs to look at") < page.index("Judgements</h2>")
    assert "are probably still counted twice" in page
    assert "instead of 6" in page


def test_a_pair_tells_what_speaks_for_and_against_and_what_would_change(team: Team) -> None:
    page = team.client("Bilal").get(f"{PEOPLE}3/4/").content.decode()
    assert "What speaks for one person" in page
    assert "What the numbers would become" in page
    assert "the only two French in 6" in page
    assert 'data-key="1 s"' in page


def test_conflicts_are_listed(team: Team) -> None:
    client = team.client("Amal")
    client.post(f"{PEOPLE}1/2/", {"verdict": "same"})
    page = client.get(PEOPLE).content.decode()
    assert "Conflicts" in page
    assert "has several values of country" in page
