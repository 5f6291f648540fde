"""The server killed under load, again and again: what it acknowledged is there, and the journal verifies."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from outspoken.people.readers import judgements_made
from outspoken.study import open_study
from outspoken.study.journal import verify
from tests.conftest import AMAL, THOROUGH
from tests.web.conftest import OWN
from tests.web.test_server import manage

KILLS = 50 if THOROUGH else 3
PEOPLE = 8
MADE = """
from outspoken.study.actors import Role
from outspoken.web.accounts.memberships import admit, make_token
from outspoken.web.accounts.models import Account
person = Account.objects.create_user("Amal")
admit(person, "leavers", {Role.OWNER})
print("token", make_token(person, "crash"))
"""
PLAIN = {"OUTSPOKEN_PLAIN_HTTP": "1", "OUTSPOKEN_HOSTS": "127.0.0.1"}


def command(shelf: Path, port: int, *, gunicorn: bool) -> list[str]:
    if gunicorn:
        size = ("--workers", "2", "--threads", "4", "--log-level", "critical")
        return [sys.executable, "-m", "gunicorn", "outspoken.web.wsgi", *size, "--bind", f"127.0.0.1:{port}"]
    return [sys.executable, "-m", "outspoken", "serve", str(shelf), "--team", "--plain-http", "--port", str(port)]


def started(shelf: Path, *, gunicorn: bool) -> tuple[subprocess.Popen[bytes], int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OUTSPOKEN_", "DJANGO_"))}
    own = {**clean, **PLAIN, "OUTSPOKEN_FOLDER": str(shelf), "OUTSPOKEN_TEAM": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command(shelf, port, gunicorn=gunicorn), env=own, start_new_session=True, **quiet)  # type: ignore[call-overload]
    for _ in range(1_200):
        assert server.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return server, port
    raise AssertionError("the server does not listen")


def work(port: int, token: str, seed: int, acknowledged: list[int], over: threading.Event) -> None:
    """Ask until it is over; note each judgement once its answer is here, whole. Every second person only reads."""
    chance, writes = random.Random(seed), seed % 2 == 0
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    while not over.is_set():
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
            try:
                while True:
                    content = ask(line, head, chance, writes=writes)
                    if writes:
                        acknowledged.append(json.loads(content)["judgement"]["id"])
            except (OSError, http.client.HTTPException):
                over.wait(0.05)


def ask(line: http.client.HTTPConnection, head: dict[str, str], chance: random.Random, *, writes: bool) -> bytes:
    one, other = chance.sample(range(1, 7), 2)
    if writes:
        said = {"one": str(one), "other": str(other), "verdict": "unsure", "reason": "seen under load"}
        line.request("POST", f"/api/s/{OWN}/judgements", json.dumps(said), head)
    else:
        line.request("GET", f"/api/s/{OWN}/cases/{one}", headers=head)
    answer = line.getresponse()
    content = answer.read()
    assert answer.status == 200, content
    return content


def test_what_was_acknowledged_is_there_after_every_kill(tmp_path: Path, leavers_on_sqlite: Path) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(leavers_on_sqlite, shelf / OWN)
    manage(shelf, "migrate", "--verbosity", "0", **PLAIN)
    token = manage(shelf, "shell", "-c", MADE, **PLAIN).partition("token ")[2].split()[0]
    chance, acknowledged = random.Random(9), list[int]()
    for turn in range(KILLS):
        server, port = started(shelf, gunicorn=turn % 2 == 1)
        over, before = threading.Event(), len(acknowledged)
        people = [
            threading.Thread(target=work, args=(port, token, seed, acknowledged, over))
            for seed in range(100 * turn, 100 * turn + PEOPLE)
        ]
        for one in people:
            one.start()
        until, wanted = time.monotonic() + 60, before + chance.randint(5, 60)
        while len(acknowledged) < wanted and time.monotonic() < until:
            time.sleep(chance.random() * 0.02)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        over.set()
        for one in people:
            one.join(60)
        assert len(acknowledged) > before
        look(shelf / OWN, acknowledged)


def look(folder: Path, acknowledged: list[int]) -> None:
    with closing(sqlite3.connect(folder / "study.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_study(folder) as study:
        made, _ = judgements_made(study, by=AMAL, undone=True)
        with study.read(by=AMAL) as connection:
            entries, _ = verify(connection)
    numbers = [one.id for one in made]
    assert set(acknowledged) <= set(numbers)
    assert len(set(acknowledged)) == len(acknowledged)
    assert entries >= len(numbers)
