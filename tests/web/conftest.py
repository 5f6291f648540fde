"""The cast as accounts of a team with two studies, and a real server with a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from outspoken.study.actors import Actor, Role
from outspoken.web.access import Desk
from outspoken.web.accounts.memberships import admit
from outspoken.web.accounts.models import Account
from outspoken.web.pieces import Piece
from outspoken.web.studies import shelf
from outspoken.web.work import work

CHROMIUM = Path("/usr/bin/chromium")
OWN, OTHER = "leavers", "other"
PASSWORD = "lantern harbour seven"
CAST = {
    "Amal": Role.OWNER,
    "Bilal": Role.CODER,
    "Chloe": Role.SCREENER,
    "Dara": Role.READER,
    "Rana": Role.REVIEWER,
    "Pablo": Role.PUBLISHER,
    "Cyra": Role.CUSTODIAN,
}
"""Each member of the study, and as what; Eve is in another study, Adam administers accounts."""


@dataclass
class Team:
    """A served shelf: who has an account, and a signed-in client for each."""

    accounts: dict[str, Account]

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.accounts[name], backend="django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def team(db: None, leavers_on_sqlite: Path) -> Iterator[Team]:
    """Two studies on the shelf; the cast are members of one, Eve of the other."""
    place = settings.SERVING.folder
    for slug in (OWN, OTHER):
        shutil.copytree(leavers_on_sqlite, place / slug)
    accounts = {name: Account.objects.create_user(name, password=PASSWORD) for name in (*CAST, "Eve")}
    for name, role in CAST.items():
        admit(accounts[name], OWN, {role})
    admit(accounts["Eve"], OTHER, {Role.OWNER})
    accounts["Adam"] = Account.objects.create_superuser("Adam", password=PASSWORD)
    yield Team(accounts)
    for piece in work.running():
        piece.stop.set()
        assert piece.ended.wait(30)
    shelf().close()
    for slug in (OWN, OTHER):
        shutil.rmtree(place / slug)


def desk(name: str, slug: str = OWN) -> Desk:
    """The study opened for one of the cast, as the door opens it."""
    return Desk(slug, shelf().study(slug), Actor(name, frozenset({CAST.get(name, Role.OWNER)})))


def at_its_end(begun: Any) -> Piece:
    """Wait for the long work that a form began, and return how it ended."""
    number = begun["Location"].rstrip("/").rpartition("/")[2]
    assert work.ended(number, 60)
    found = work.find(desk("Amal"), number)
    assert found is not None
    return found


@dataclass
class Served:
    """A real server in a process of its own."""

    folder: Path
    address: str


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start real servers, and stop them after the test."""
    yield from _serving(tmp_path / "here")


@pytest.fixture(scope="module")
def serve_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Start real servers that all tests of a module look at."""
    yield from _serving(tmp_path_factory.mktemp("served") / "here")


def _serving(usual: Path) -> Iterator[Callable[..., Served]]:
    started: list[subprocess.Popen[str]] = []

    def start(folder: Path | None = None, *words: str) -> Served:
        place = folder or usual
        place.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "outspoken", "serve", str(place), "--port", "0", "--no-browser", *words]
        clean = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        clean["COLUMNS"] = "300"
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean)
        started.append(server)
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http\S+", said)
        assert found, said + server.stdout.read()
        return Served(place, found[0])

    yield start
    for server in started:
        server.terminate()
        server.wait(10)
        if server.stdout is not None:
            server.stdout.close()
