"""From where a request came is believed of as many proxies as were named, and of none unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from outspoken.errors import StudyError
from outspoken.web.proxies import asking
from outspoken.web.serving import from_environment
from tests.web.conftest import PASSWORD, Team

FORGED = "203.0.113.1, 203.0.113.2"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "known"),
    [
        (FORGED, 0, ""),
        (FORGED, 1, "203.0.113.2"),
        (FORGED, 2, "203.0.113.1"),
        (FORGED, 3, ""),
        ("", 1, ""),
        ("unknown", 1, ""),
        ("203.0.113.1:80", 1, ""),
        ("2001:db8::7", 1, "2001:db8::7"),
    ],
)
def test_the_last_so_many_are_believed(forwarded: str, proxies: int, known: str) -> None:
    assert asking(forwarded, proxies) == known


def test_it_is_said_at_the_start_as_a_number() -> None:
    assert from_environment({}).proxies == 0
    assert from_environment({"OUTSPOKEN_PROXIES": "2"}).proxies == 2
    with pytest.raises(StudyError, match="no number"):
        from_environment({"OUTSPOKEN_PROXIES": "all"})


def fail(client: Client, name: str, forwarded: str) -> int:
    given = {"login": name, "password": "a guess"}
    answer = client.post("/account/login/", given, headers={"x-forwarded-for": forwarded})
    return int(answer.status_code)


def signs_in(name: str, forwarded: str) -> bool:
    given = {"login": name, "password": PASSWORD}
    answer = Client().post("/account/login/", given, headers={"x-forwarded-for": forwarded})
    return answer.status_code == 302


def test_behind_a_proxy_who_guesses_locks_out_nobody_else(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SERVING", replace(settings.SERVING, proxies=1))
    stranger = Client()
    answers = [fail(stranger, "Amal", "198.51.100.7") for _ in range(12)]
    assert answers[-1] == 429
    assert not signs_in("Amal", "198.51.100.7")
    assert signs_in("Amal", "192.0.2.5")


def test_without_one_a_header_moves_nobody_past_the_lock(team: Team) -> None:
    stranger = Client()
    answers = [fail(stranger, "Amal", f"198.51.100.{number}") for number in range(12)]
    assert answers[-1] == 429
    assert not signs_in("Amal", "192.0.2.5")
    assert signs_in("Bilal", "192.0.2.5")
