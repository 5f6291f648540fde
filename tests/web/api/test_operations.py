"""The API says what the command line says, does what it does, and refuses in documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client

from outspoken.cli.main import cli
from outspoken.web.accounts.models import Account, Token
from tests.web.conftest import OWN

Program = Callable[[str], Client]
BELOW = f"/api/s/{OWN}"
SAME = {
    "status": ("status",),
    "cases": ("cases",),
    "table?rows=country&columns=sex": ("table", "country", "sex"),
    "check": ("check",),
    "doubts?settled=true": ("doubts", "--settled"),
    "judgements?undone=true": ("people", "judgements", "--undone"),
    "stories": ("collect", "stories"),
    "flow": ("screen", "flow"),
    "journal": ("journal",),
    "codebook": ("coding", "codebook"),
    "search?words=left": ("search", "left"),
}
"""Each address, and the command that prints the same document."""


def send(client: Client, address: str, **said: object) -> Any:
    return client.post(f"{BELOW}/{address}", json.dumps(said), content_type="application/json")


@pytest.mark.parametrize("address", SAME)
def test_it_answers_what_the_command_prints(program: Program, address: str) -> None:
    answer = program("Amal").get(f"{BELOW}/{address}")
    assert answer.status_code == 200, answer.content
    words = [*SAME[address], "--json", "--study", str(settings.SERVING.folder / OWN)]
    printed = json.loads(CliRunner().invoke(cli, words).stdout)
    answered = answer.json()
    assert answered == {name: printed[name] for name in answered}
    assert set(printed) - set(answered) <= {"terms", "overlaps"}


def test_one_case_is_the_one_of_the_list(program: Program) -> None:
    client = program("Dara")
    everybody = client.get(f"{BELOW}/cases").json()["cases"]
    assert client.get(f"{BELOW}/cases/{everybody[2]['number']}").json() == everybody[2]
    assert client.get(f"{BELOW}/cases?most=1&skip=1").json()["cases"] == everybody[1:2]
    assert client.get(f"{BELOW}/cases/99999").status_code == 404


def test_a_judgement_is_made_seen_and_undone(program: Program) -> None:
    client = program("Bilal")
    made = send(client, "judgements", one="1", other="2", verdict="unsure", reason="The same town.")
    assert made.status_code == 200, made.content
    judged = made.json()["judgement"]
    assert (judged["left"], judged["right"], judged["verdict"], judged["actor"]) == (1, 2, "unsure", "Bilal")
    assert judged in client.get(f"{BELOW}/judgements").json()["judgements"]
    assert send(client, "judgements/undo", one="1", other="2").json() == {"judgement": None}
    assert judged["id"] not in {one["id"] for one in client.get(f"{BELOW}/judgements").json()["judgements"]}
    assert client.get(f"{BELOW}/journal?newest=2").json()["entries"][-1]["act"] == "people.undo"


def test_a_doubt_settled_twice_is_a_conflict(program: Program) -> None:
    client = program("Rana")
    doubt = next(one for one in client.get(f"{BELOW}/doubts").json()["doubts"] if len(one["readings"]) > 1)
    first, second = (reading["value"] for reading in doubt["readings"][:2])
    assert send(client, f"doubts/{doubt['id']}", choice=first, reason="Printed so.").json()["state"] == "settled"
    refused = send(client, f"doubts/{doubt['id']}", choice=second)
    assert (refused.status_code, refused["Content-Type"]) == (409, "application/problem+json")
    assert "Rana" in refused.json()["detail"]
    assert send(client, f"doubts/{doubt['id']}", choice="").json()["state"] == "open"


def test_a_contradiction_is_a_conflict(program: Program) -> None:
    client = program("Bilal")
    assert send(client, "judgements", one="1", other="2", verdict="different").status_code == 200
    assert send(client, "judgements", one="1", other="3", verdict="same").status_code == 200
    assert send(client, "judgements", one="2", other="3", verdict="same").status_code == 409


def test_what_cannot_be_used_is_said_without_repeating_it(program: Program) -> None:
    client = program("Amal")
    wrong = send(client, "judgements", one="1", other="2", verdict="maybe-so")
    assert (wrong.status_code, wrong["Content-Type"]) == (422, "application/problem+json")
    assert wrong.json()["problems"]
    assert b"maybe-so" not in wrong.content
    assert send(client, "judgements", one="1", other="\x00", verdict="same").status_code == 422
    broken = client.post(f"{BELOW}/judgements", "{", content_type="application/json")
    assert (broken.status_code, broken["Content-Type"]) == (400, "application/problem+json")
    assert client.get(f"{BELOW}/cases?where=sex = = 1").status_code == 422
    assert client.get("/api/nothing").json()["status"] == 404


def test_a_destroyed_token_and_a_closed_account_are_nobodys(program: Program) -> None:
    amal, bilal = program("Amal"), program("Bilal")
    Token.objects.filter(account__username="Amal").delete()
    Account.objects.filter(username="Bilal").update(is_active=False)
    assert amal.get(f"{BELOW}/status").status_code == bilal.get(f"{BELOW}/status").status_code == 401
    assert Client(headers={"Authorization": "Basic QW1hbA=="}).get(f"{BELOW}/status").status_code == 401
