"""A form from our own page is taken though it does not say where it came from; from elsewhere it is not."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 302),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, 403),
    ],
)
def test_origins(db: None, headers: dict[str, str], status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    sent = {"language": "ar", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/language/", sent, headers=headers).status_code == status
