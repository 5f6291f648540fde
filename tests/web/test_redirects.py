"""Nobody is sent to another server."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from django.test import Client

from outspoken.web.redirects import own

ELSEWHERE = (
    *("//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example/"),
    *("/%09/evil.example", "/\t/evil.example", "///evil.example", "javascript:alert(1)", "http:///evil.example"),
    *(" //evil.example", "/ /evil.example", "evil.example", "", "data:text/html,x", "//evil.example@testserver/"),
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_another_server_is_never_the_answer(db: None, address: str) -> None:
    assert own(address) == "/"
    answer = Client().post("/language/", {"language": "ar", "next": address})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nor_after_signing_in(db: None, address: str) -> None:
    from outspoken.web.accounts.models import Account

    Account.objects.create_user("Amal", password="lantern harbour seven")
    answer = Client().post("/account/login/", {"login": "Amal", "password": "lantern harbour seven", "next": address})
    assert answer.status_code == 302
    assert urljoin("http://testserver/account/login/", answer["Location"]).startswith("http://testserver/")


def test_a_page_of_ours_is_kept() -> None:
    assert own("/s/leavers/cases/?sort=-number") == "/s/leavers/cases/?sort=-number"
