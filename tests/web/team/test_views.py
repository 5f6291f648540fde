"""First set-up, invitations, members, tokens, sign-in and lock-out."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from outspoken.web.accounts.models import Account
from outspoken.web.team.views import set_up_token
from tests.web.conftest import OWN, PASSWORD, Team

NEW = {"username": "Nadia", "password1": "a lantern by night", "password2": "a lantern by night"}


def test_the_first_set_up_cannot_be_called_twice(db: None) -> None:
    page = reverse("set-up", kwargs={"token": set_up_token()})
    assert Client().post(reverse("set-up", kwargs={"token": "guess"}), NEW).status_code in {302, 404}
    assert not Account.objects.exists()
    assert Client().post(page, NEW).status_code == 302
    assert Account.objects.get().is_superuser
    assert Client().post(page, {**NEW, "username": "Eve"}).status_code == 404
    assert Account.objects.count() == 1


def invited(team: Team, **headers: str) -> str:
    answer = team.client("Amal").post(f"/s/{OWN}/members/", {"invite-roles": ["coder"]}, headers=headers)
    found = re.search(r"http://testserver(/invited/[^/<]+/)", answer.content.decode())
    assert found
    return found[1]


def test_an_invitation_lets_one_person_in_once(team: Team) -> None:
    link, newcomer = invited(team), Client()
    assert newcomer.post(link, NEW).status_code == 302
    assert newcomer.get(f"/s/{OWN}/").status_code == 200
    assert newcomer.get("/s/other/").status_code == 404
    assert team.client("Eve").post(link).status_code == 404
    assert team.client("Eve").get(f"/s/{OWN}/").status_code == 404


def test_an_invitation_does_not_trust_the_host_that_a_request_names(team: Team) -> None:
    assert invited(team, **{"x-forwarded-host": "evil.example"}).startswith("/invited/")


def test_an_old_password_is_not_enough_for_a_weak_new_one(team: Team) -> None:
    weak = {**NEW, "password1": "short", "password2": "short"}
    assert Client().post(invited(team), weak).status_code == 200
    assert not Account.objects.filter(username="Nadia").exists()


def test_a_study_keeps_an_owner(team: Team) -> None:
    amal = team.accounts["Amal"].pk
    assert team.client("Amal").post(f"/s/{OWN}/members/{amal}/", {f"m{amal}-roles": ["reader"]}).status_code == 409
    assert team.client("Amal").get(f"/s/{OWN}/members/").status_code == 200


def test_roles_are_given_and_taken(team: Team) -> None:
    dara = team.accounts["Dara"].pk
    amal = team.client("Amal")
    amal.post(f"/s/{OWN}/members/{dara}/", {f"m{dara}-roles": ["reader", "publisher"]})
    assert team.client("Dara").post(f"/s/{OWN}/report/", {"format": "none"}).status_code == 302
    amal.post(f"/s/{OWN}/members/{dara}/", {})
    assert team.client("Dara").get(f"/s/{OWN}/").status_code == 404


def test_nobody_becomes_an_administrator_through_a_study(team: Team) -> None:
    answer = team.client("Amal").post(f"/s/{OWN}/members/", {"invite-roles": ["admin"]})
    assert "http://testserver/invited/" not in answer.content.decode()


def test_a_token_is_shown_once(team: Team) -> None:
    client = team.client("Bilal")
    shown = re.search(
        r'<code class="link" dir="ltr">([^<]+)', client.post("/account/tokens/", {"label": "R"}).content.decode()
    )
    assert shown
    assert shown[1] not in client.get("/account/tokens/").content.decode()
    assert not team.client("Dara").post("/account/tokens/", {"destroy": "1"}).content
    assert team.accounts["Bilal"].tokens.count() == 1


def test_a_closed_account_is_out_at_once(team: Team) -> None:
    dara = team.client("Dara")
    assert team.client("Adam").post("/accounts/", {"account": team.accounts["Dara"].pk}).status_code == 302
    assert dara.get(f"/s/{OWN}/").status_code in {302, 404}


def test_ten_wrong_passwords_lock_out(team: Team) -> None:
    client = Client()
    answers = [client.post("/account/login/", {"login": "Dara", "password": "wrong"}).status_code for _ in range(11)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert client.post("/account/login/", {"login": "Dara", "password": PASSWORD}).status_code == 429


def test_a_right_password_signs_in(team: Team) -> None:
    client = Client()
    assert client.post("/account/login/", {"login": "Dara", "password": PASSWORD}).status_code == 302
    assert client.get(f"/s/{OWN}/").status_code == 200


@pytest.mark.parametrize(
    "page", ["/account/factor/", "/account/factor/activate/", "/account/password/", "/account/factor/codes/"]
)
def test_the_pages_of_an_account_open(team: Team, page: str) -> None:
    client = Client()
    client.post("/account/login/", {"login": "Dara", "password": PASSWORD})
    assert client.get(page).status_code in {200, 302, 404}
