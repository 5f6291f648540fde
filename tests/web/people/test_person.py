"""A person's page: testimonies, contradictions settled, split, left out, and a picture with words."""

from __future__ import annotations

from tests.web.conftest import OWN, Team

PERSON = f"/s/{OWN}/people/1/"


def test_a_contradiction_is_settled_and_opened_again(team: Team) -> None:
    client = team.client("Amal")
    client.post(f"/s/{OWN}/people/1/2/", {"verdict": "same", "reason": "One hospital."})
    page = client.get(PERSON).content.decode()
    assert "Not settled" in page
    assert "1 and 2 are one person." in page
    assert 'role="img"' in page
    assert client.get(f"/s/{OWN}/people/2/")["Location"] == PERSON
    client.post(PERSON, {"do": "settle", "attribute": "country", "value": "TN", "reason": "The court."})
    page = client.get(PERSON).content.decode()
    assert "Amal: The court." in page
    assert client.get(f"/s/{OWN}/cases/1/").content.decode().count("Tunisia") > 0
    client.post(PERSON, {"do": "unsettle", "attribute": "country"})
    assert "undone · Amal" in client.get(PERSON).content.decode()


def test_a_person_is_split_and_a_testimony_left_out_and_counted_again(team: Team) -> None:
    client = team.client("Amal")
    client.post(f"/s/{OWN}/people/1/2/", {"verdict": "same"})
    client.post(PERSON, {"do": "split", "off": ["2"], "reason": "Two men."})
    assert client.get(f"/s/{OWN}/people/2/").status_code == 200
    assert "1 and 2 are two people." in client.get(PERSON).content.decode()
    client.post(PERSON, {"do": "fake", "what": "T1", "reason": "Made up."})
    page = client.get(PERSON).content.decode()
    assert "it counts nowhere" in page
    assert client.get(f"/s/{OWN}/cases/1/").status_code == 404
    client.post(PERSON, {"do": "readmit", "what": "T1"})
    assert client.get(f"/s/{OWN}/cases/1/").status_code == 200


def test_a_coder_splits_but_does_not_settle_or_leave_out(team: Team) -> None:
    client = team.client("Bilal")
    page = client.get(PERSON).content.decode()
    assert 'value="fake"' not in page
    assert client.post(PERSON, {"do": "fake", "reason": "why"}).status_code in {403, 404}
    assert client.post(PERSON, {"do": "dance"}).status_code == 404


def test_nobody_is_shown_who_is_not_there(team: Team) -> None:
    assert team.client("Amal").get(f"/s/{OWN}/people/99/").status_code == 404
