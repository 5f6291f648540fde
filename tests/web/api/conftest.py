"""Programs of the cast: a client for each that brings its token and no cookie."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from outspoken.web.accounts.memberships import make_token
from tests.web.conftest import Team


@pytest.fixture
def program(team: Team) -> Callable[[str], Client]:
    """Make a client that acts for one of the cast."""

    def made(name: str) -> Client:
        return Client(headers={"Authorization": f"Bearer {make_token(team.accounts[name], 'test')}"})

    return made
