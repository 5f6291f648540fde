"""A real server: its one-time address, its checks for deployment, its refusals, both databases of accounts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.web.conftest import Served


def status(browser: object, address: str) -> int:
    try:
        with browser.open(address, timeout=20) as answer:  # type: ignore[attr-defined]
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code


def test_the_printed_address_lets_in_once(serve: Callable[..., Served]) -> None:
    served = serve()
    start = served.address.partition("/enter/")[0]
    first, second = (build_opener(HTTPCookieProcessor(CookieJar())) for _ in range(2))
    assert status(first, f"{start}/") == 404
    assert status(first, served.address) == 200
    assert status(first, f"{start}/") == 200
    assert status(second, served.address) == 404
    assert status(second, f"{start}/") == 404
    assert status(second, f"{start}/enter/guess/") == 404


def manage(folder: Path, *words: str, **more: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OUTSPOKEN_")}
    said = {"OUTSPOKEN_FOLDER": str(folder), "OUTSPOKEN_TEAM": "1", "OUTSPOKEN_HOSTS": "studies.example.org", **more}
    done = subprocess.run(
        [sys.executable, "-m", "django", *words],
        env={**clean, **said, "DJANGO_SETTINGS_MODULE": "outspoken.web.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_nothing_is_to_be_said_against_deploying_it(tmp_path: Path) -> None:
    assert "no issues (0 silenced)" in manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")


def test_the_models_are_what_the_migrations_make(tmp_path: Path) -> None:
    assert "No changes" in manage(tmp_path, "makemigrations", "--check", "--dry-run")


def test_accounts_live_on_postgresql_too(tmp_path: Path, server: str) -> None:
    from sqlalchemy import create_engine, text

    place = server.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(place, isolation_level="AUTOCOMMIT")
    name = f"accounts_{os.getpid()}"
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    head, _, query = server.partition("?")
    accounts = f"{head.rpartition('/')[0]}/{name}?{query}"
    engine.dispose()
    manage(tmp_path, "migrate", "--verbosity", "0", OUTSPOKEN_ACCOUNTS=accounts)
    made = (
        "from outspoken.web.accounts.models import Account as A; print(A.objects.create_user('Amal', password='x').pk)"
    )
    assert "1" in manage(tmp_path, "shell", "-c", made, OUTSPOKEN_ACCOUNTS=accounts)


@pytest.mark.parametrize("words", [("--listen", "0.0.0.0"), ("--team", "--plain-http", "--listen", "0.0.0.0")])
def test_the_network_is_refused_without_accounts_and_tls(tmp_path: Path, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "outspoken", "serve", str(tmp_path), "--port", "0", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "on this machine alone" in done.stderr


def test_a_server_is_prepared_without_being_started(tmp_path: Path) -> None:
    words = ("--team", "--host", "studies.example.org", "--proxies", "1", "--prepare")
    command = [sys.executable, "-m", "outspoken", "serve", str(tmp_path), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Open https://studies.example.org/set-up/")
    assert (tmp_path / ".outspoken-web" / "accounts.db").exists()
