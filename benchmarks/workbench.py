"""Put a team to work on a served study, and time reading and writing beside a bare Django view.

    python benchmarks/workbench.py                          5,000 invented cases, gunicorn with two workers
    python benchmarks/workbench.py --server waitress        one process, as `outspoken serve --team` runs it
    python benchmarks/workbench.py --data my-study          a copy of a study that is there already
    python benchmarks/workbench.py --people 50 --seconds 20 --json out.json

First so many people read pages with a second of thought between, one request in five being
a judgement or a settled doubt; then as many ask without thinking. Every acknowledged
judgement is looked for afterwards. Those who ask are one process of their own
(`visitors.py`), which says what it took of the processor. The bare views (`bare_view.py`)
read the same rows of a case from the same file behind Django's own sessions and accounts
and nothing of ours; they stand on the same server with as many workers, and take turns
with ours. One renders the same page by the same templates: it is what the page costs
without rule of sight, roles and bounds. On a busy machine rates mean little: then look at
the processor time of a request, and what share of ours the bare view takes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import numpy as np
from casetable import invent
from measuring import Table
from visitors import Asked, Met

from outspoken.collect import import_sheet
from outspoken.people.readers import judgements_made
from outspoken.study import Actor, open_study
from outspoken.study.journal import verify

SLUG, WORKERS, THREADS, TURNS, SECONDS_OF_A_TURN = "leavers", 2, 4, 3, 4.0
HERE = Path(__file__).parent

ACCOUNTS = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from outspoken.study.actors import Role
from outspoken.web.accounts.memberships import admit, make_token
from outspoken.web.accounts.models import Account
person = Account.objects.create_user("Amal", password="only for the bench 7")
admit(person, "leavers", {Role.OWNER})
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session.create()
print("made", session.session_key, make_token(person, "bench"))
"""


@dataclass(frozen=True)
class Place:
    """A shelf with one study, and what is needed to ask for it."""

    shelf: Path
    cases: int
    doubts: list[tuple[str, str]]
    session: str
    token: str

    @property
    def study(self) -> Path:
        """The folder of the study."""
        return self.shelf / SLUG


def main() -> None:
    """Run the benchmark."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--data", type=Path, help="the folder of a study; it is copied")
    asked.add_argument("--cases", type=int, default=5_000)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--server", choices=["gunicorn", "waitress"], default="gunicorn")
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "shelf"
        cases, doubts = prepare(shelf, given.data, given.cases)
        table = Table("workbench", str(given.data or f"{cases} invented cases"))
        place = Place(shelf, cases, doubts, *accounts(shelf))
        with served(place, given.server) as ours, bare(place, given.server) as other:
            done = [team_at_work(table, place, ours, given), nobody_thinking(table, place, ours, given)]
            case_page(table, place, ours, other)
        look_afterwards(table, place, {number for met in done for number in met.acknowledged})
        table.finish(given.json)


def prepare(shelf: Path, data: Path | None, size: int) -> tuple[int, list[tuple[str, str]]]:
    """Put the study on the shelf; return how many cases it has, and its doubts with a reading of each."""
    folder = shelf / SLUG
    if data is not None:
        shutil.copytree(data, folder)
    else:
        invent(folder, size)
        with open_study(folder) as study:
            for sheet in study.settings.collect.imports:
                import_sheet(study, sheet, by=Actor.local())
    with closing(sqlite3.connect(folder / "study.db")) as database:
        cases = database.execute("select max(person_id) from testimonies").fetchone()[0]
        found = database.execute("select id, readings from doubts where state = 'open'").fetchall()
    readings = [(f"D{number}", json.loads(said)) for number, said in found]
    return cases, [(doubt, each[0][0]) for doubt, each in readings if each]


def environment(shelf: Path) -> dict[str, str]:
    """Say how the team's server is started."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OUTSPOKEN_", "DJANGO_"))}
    said = {"OUTSPOKEN_FOLDER": str(shelf), "OUTSPOKEN_TEAM": "1", "OUTSPOKEN_PLAIN_HTTP": "1", "COLUMNS": "300"}
    return {**clean, **said}


def accounts(shelf: Path) -> tuple[str, str]:
    """Make somebody's account, and return a session and a token of theirs."""
    own = environment(shelf) | {"DJANGO_SETTINGS_MODULE": "outspoken.web.settings"}
    for words in (("migrate", "--verbosity", "0"), ("shell", "-c", ACCOUNTS)):
        done = subprocess.run(
            [sys.executable, "-m", "django", *words], env=own, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stderr)
    _, session, token = next(line for line in done.stdout.splitlines() if line.startswith("made ")).split()
    return session, token


# ---- servers -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, and the process that began it."""

    port: int
    pid: int

    def spent(self) -> float:
        """Return the seconds of processor time of it and its workers so far."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if self.pid in (int(stat.parent.name), int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(place: Place, kind: str) -> Iterator[Server]:
    """Serve the shelf."""
    if kind == "waitress":
        command = [sys.executable, "-m", "outspoken", "serve", str(place.shelf), "--team", "--plain-http"]
        with running([*command, "--port", "{port}"], environment(place.shelf)) as server:
            yield server
    else:
        with running(gunicorn("outspoken.web.wsgi:application"), environment(place.shelf)) as server:
            yield server


@contextmanager
def bare(place: Place, kind: str) -> Iterator[Server]:
    """Serve the bare views in the same way."""
    own = environment(place.shelf) | {"BARE_STUDY": str(place.study / "study.db"), "PYTHONPATH": str(HERE)}
    if kind == "waitress":
        command = [sys.executable, str(HERE / "bare_view.py"), own["BARE_STUDY"], str(WORKERS * THREADS), "{port}"]
    else:
        command = gunicorn("bare_view:application")
    with running(command, own) as server:
        yield server


def gunicorn(application: str) -> list[str]:
    """Return the line of the team guide, for a port."""
    size = ["--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "75", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", application, *size, "--bind", "127.0.0.1:{port}"]


@contextmanager
def running(command: list[str], own: dict[str, str]) -> Iterator[Server]:
    """Run a server on a free port until what it is needed for is over, however that ends."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [word.replace("{port}", str(port)) for word in command], stdout=subprocess.DEVNULL, env=own
    )
    try:
        wait_for(server, port)
        yield Server(port, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a server answers, whatever it answers."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"The server ended with {server.returncode}: {server.args}")
        try:
            urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=10).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server does not answer: {server.args}")


# ---- what people do ----------------------------------------------------------------------


def visited(asked: Asked) -> Met:
    """Let people ask, in a process of their own."""
    done = subprocess.run(
        [sys.executable, str(HERE / "visitors.py")],
        input=json.dumps(asdict(asked)),
        capture_output=True,
        text=True,
        check=True,
    )
    return Met(**json.loads(done.stdout))


def mixed(place: Place, server: Server, people: int, seconds: float, think: float) -> Asked:
    """Return the work of a team: nine in ten readings are a case, one a leaf of the list; one request in five writes."""
    case, leaf = f"/s/{SLUG}/cases/{{case}}/", f"/s/{SLUG}/cases/?leaf={{leaf}}"
    return Asked(
        server.port,
        people,
        seconds,
        think,
        [case] * 9 + [leaf],
        f"outspoken={place.session}",
        place.cases,
        leaves=max(1, place.cases // 50),
        writing=0.2,
        token=place.token,
        judging=f"/api/s/{SLUG}/judgements",
        settling=f"/api/s/{SLUG}/doubts/{{doubt}}",
        doubts=place.doubts,
    )


def team_at_work(table: Table, place: Place, server: Server, given: argparse.Namespace) -> Met:
    """Let people work who think for a second between two requests."""
    visited(mixed(place, server, 4, 3, 0.0))  # what is kept between requests is there, as on any day but the first
    before = server.spent()
    met = visited(mixed(place, server, given.people, given.seconds, 1.0))
    report(table, met, f"{given.server}: {given.people} people thinking 1 s, 20 % writing", server.spent() - before)
    return met


def nobody_thinking(table: Table, place: Place, server: Server, given: argparse.Namespace) -> Met:
    """Let as many ask as fast as they are answered."""
    before = server.spent()
    met = visited(mixed(place, server, given.people, given.seconds, 0.0))
    report(table, met, f"{given.server}: nobody thinking, 20 % writing", server.spent() - before)
    return met


def report(table: Table, met: Met, task: str, spent: float) -> None:
    """Add what people met, and what the server spent on it."""
    answered = len(met.reading) + len(met.writing)
    table.add("outspoken", task, "requests a second", answered / met.seconds, "1/s")
    table.add("outspoken", task, "processor time of a request", spent / answered * 1000, "ms")
    for name, times in (("reading", met.reading), ("writing", met.writing)):
        for share in (50, 95):
            table.add("outspoken", task, f"{name} p{share}", float(np.percentile(times, share)) * 1000, "ms")
    table.add("outspoken", task, "errors", len(met.errors))
    table.add("outspoken", task, "told that somebody was first", met.conflicts)
    table.add("visitors", task, "share of one core", met.processor / met.seconds)
    table.add("machine", task, "load average", os.getloadavg()[0])
    for said in sorted(set(met.errors))[:5]:
        print(f"  {said}")


def case_page(table: Table, place: Place, ours: Server, other: Server) -> None:
    """Compare the page of a case with the bare views, in turns."""
    page, nothing = f"/s/{SLUG}/cases/{{case}}/", "/bare/{case}/"
    asked = {"outspoken": (ours, page), "bare Django view, same page": (other, page)}
    asked["bare Django view, facts alone"] = (other, nothing)
    rates: dict[str, list[float]] = {name: [] for name in asked}
    spent: dict[str, list[float]] = {name: [] for name in asked}
    cookie = f"outspoken={place.session}"
    for _ in range(TURNS):
        for name, (server, address) in asked.items():
            before = server.spent()
            met = visited(Asked(server.port, 8, SECONDS_OF_A_TURN, 0.0, [address], cookie, place.cases))
            if met.errors:
                raise SystemExit(f"{name}: {met.errors[0]}")
            rates[name].append(len(met.reading) / met.seconds)
            spent[name].append((server.spent() - before) / len(met.reading))
    rate = {name: float(np.median(turns)) for name, turns in rates.items()}
    each = {name: float(np.median(turns)) for name, turns in spent.items()}
    for name in asked:
        table.add(name, "a case page", "requests a second", rate[name], "1/s")
        table.add(name, "a case page", "processor time of a request", each[name] * 1000, "ms")
        if name != "outspoken":
            table.add("outspoken", f"a case page beside {name}", "share of its rate", rate["outspoken"] / rate[name])
            share = each[name] / each["outspoken"]
            table.add("outspoken", f"a case page beside {name}", "the same by processor time", share)
    table.add("machine", "a case page", "load average", os.getloadavg()[0])


def look_afterwards(table: Table, place: Place, acknowledged: set[int]) -> None:
    """Look for every judgement that was acknowledged, and check every seal of the journal."""
    with open_study(place.study) as study:
        made, _ = judgements_made(study, by=Actor.local(), undone=True)
        with study.read(by=Actor.local()) as connection:
            entries, _ = verify(connection)
    table.add("outspoken", "everything acknowledged", "judgements", len(acknowledged))
    table.add("outspoken", "everything acknowledged", "lost updates", len(acknowledged - {one.id for one in made}))
    table.add("outspoken", "the journal verifies", "entries", entries)


if __name__ == "__main__":
    main()
