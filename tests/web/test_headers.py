"""The headers of every answer: pages, errors, redirects, files."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern

from tests.web.conftest import Team
from tests.web.test_access import PATTERNS, address

FRAMED = {"capture"}
"""What a page of our own frames: captured bytes, at rest."""


def check(answer: object, *, framed: bool = False) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert ("frame-ancestors 'self'" if framed else "frame-ancestors 'none'") in policy
    assert not framed or policy.startswith("sandbox; default-src 'none';")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_every_route_for_three_people(team: Team) -> None:
    for client in (team.client("Amal"), team.client("Adam"), Client()):
        for pattern in PATTERNS:
            answer = client.get(address(pattern))
            check(answer, framed=pattern.name in FRAMED and answer.status_code == 200)
            assert answer["Cache-Control"] == "no-store"
            assert answer.status_code < 500, pattern.name


@pytest.mark.parametrize("path", ["/static/outspoken/style.css", "/static/nothing.css", "/no/such/page", "/s/x/%00"])
def test_files_and_errors(team: Team, path: str) -> None:
    for client in (Client(), team.client("Amal")):
        answer = client.get(path)
        check(answer)
        answer.close()


def test_a_host_that_is_not_ours_is_refused(db: None) -> None:
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    check(answer)


def _unsafe() -> list[URLPattern]:
    rules = ((pattern, pattern.callback.rule) for pattern in PATTERNS)  # type: ignore[attr-defined]
    return [pattern for pattern, rule in rules if "POST" in rule.methods and not rule.bearer]


def test_no_form_is_taken_without_its_token(team: Team) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.accounts["Amal"], backend="django.contrib.auth.backends.ModelBackend")
    for pattern in _unsafe():
        answer = client.post(address(pattern))
        assert answer.status_code == 403, pattern.name
        check(answer)
