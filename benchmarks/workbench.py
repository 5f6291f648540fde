"""Put a team to work on a served study, and time reading and writing beside a bare Django view.

    python benchmarks/workbench.py                          5,000 invented cases
    python benchmarks/workbench.py --data my-study          a copy of a study that is there already
    python benchmarks/workbench.py --people 50 --seconds 20 --json out.json

First so many people read pages with a second of thought between, one request in five being
a judgement or a settled doubt; then as many ask without thinking. Every acknowledged
judgement is looked for afterwards. The bare view reads the same rows of one case from the
same file and renders them with the same template engine, behind Django's own session and
accounts and nothing of ours; it stands on the same server, waitress with as many threads,
and the two take turns. On a busy machine only the ratio means much.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from casetable import invent
from measuring import Table

from outspoken.collect import import_sheet
from outspoken.people.readers import judgements_made
from outspoken.study import Actor, open_study

SLUG, THREADS, TURNS, SECONDS_OF_A_TURN = "leavers", 8, 3, 4.0
READING_LIMIT, WRITING_LIMIT, RATE_LIMIT, RATIO_LIMIT = 150.0, 300.0, 300.0, 0.6

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

BARE = """
import sys, sqlite3, threading
from outspoken.web import settings as ours
from django.conf import settings
settings.configure(
    SECRET_KEY=ours.SECRET_KEY, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, DATABASES=ours.DATABASES,
    INSTALLED_APPS=["outspoken.web.accounts.apps.Accounts", "django.contrib.contenttypes", "django.contrib.auth",
                    "django.contrib.sessions"],
    AUTH_USER_MODEL="accounts.Account", SESSION_COOKIE_NAME="outspoken", SESSION_SAVE_EVERY_REQUEST=True,
    PASSWORD_HASHERS=ours.PASSWORD_HASHERS, USE_TZ=True, SERVING=ours.SERVING,
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware",
                "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
import django
django.setup()
from django.http import Http404, HttpResponse
from django.template import engines
from django.urls import path
PAGE = engines["django"].from_string(
    "<!doctype html><title>{{ number }}</title><h1>Case {{ number }}</h1>"
    "{% for t in told %}<h2>{{ t.0 }} {{ t.3 }}</h2>{% endfor %}<dl>{% for f in facts %}"
    "<dt>{{ f.0 }}<dd dir=auto>{{ f.1 }} {{ f.2 }} {{ f.3 }}{% endfor %}</dl><ul>{% for c in codes %}"
    "<li>{{ c.0 }} {{ c.1 }}{% endfor %}</ul>")
own = threading.local()
def case(request, number):
    if not request.user.is_authenticated:
        raise Http404
    if not hasattr(own, "study"):
        own.study = sqlite3.connect(sys.argv[1])
    told = own.study.execute("select t.id, s.title, s.address, o.name from testimonies t join stories s on s.id = "
        "t.story_id left join outlets o on o.id = s.outlet_id where t.person_id = ?", (number,)).fetchall()
    facts, codes = [], []
    for one in told:
        facts += own.study.execute("select attribute, value, missing, printed from facts where testimony_id = ? "
            "and until is null order by id", one[:1]).fetchall()
        codes += own.study.execute("select code, value from codings where testimony_id = ? and until is null",
            one[:1]).fetchall()
    return HttpResponse(PAGE.render({"number": number, "told": told, "facts": facts, "codes": codes}, request))
urlpatterns = [path("s/leavers/cases/<int:number>/", case)]
from django.core.wsgi import get_wsgi_application
from waitress import create_server
server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=int(sys.argv[2]))
print("Open http://127.0.0.1:%s/" % server.effective_port, flush=True)
server.run()
"""


@dataclass
class Work:
    """What people did against one server, and how long each request took."""

    cases: int
    doubts: list[tuple[str, str]]
    reading: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)


def main() -> None:
    """Run the benchmark."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--data", type=Path, help="the folder of a study; it is copied")
    asked.add_argument("--cases", type=int, default=5_000)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        shelf = Path(place) / "shelf"
        cases, doubts = prepare(shelf, given.data, given.cases)
        table = Table("workbench", str(given.data or f"{cases} invented cases"))
        session, token = accounts(shelf)
        run(table, shelf, Work(cases, doubts), (session, token), (given.people, given.seconds))
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


def started(command: list[str], shelf: Path) -> tuple[subprocess.Popen[str], int]:
    """Start a server and return its port."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(shelf))
    said = server.stdout.readline() if server.stdout is not None else ""
    found = re.search(r"http://[^:/]+:(\d+)", said)
    if found is None:
        server.kill()
        raise SystemExit(f"The server did not start: {said}")
    return server, int(found[1])


def run(table: Table, shelf: Path, work: Work, keys: tuple[str, str], size: tuple[int, float]) -> None:
    """Let people work, then nobody think, then compare a case page with the bare view."""
    people, seconds = size
    serve = [sys.executable, "-m", "outspoken", "serve", str(shelf), "--team", "--plain-http", "--port", "0"]
    ours, port = started(serve, shelf)
    bare, other = started([sys.executable, "-c", BARE, str(shelf / SLUG / "study.db"), str(THREADS)], shelf)
    try:
        together(port, work, keys, people, seconds, think=1.0)
        report(table, work, f"{people} people thinking 1 s, 20 % writing")
        full = Work(work.cases, work.doubts)
        rate = together(port, full, keys, people, seconds / 2, think=0.0)
        table.add("outspoken", "nobody thinking, 20 % writing", "requests a second", rate, "1/s")
        report(table, full, "nobody thinking, 20 % writing")
        rates: dict[int, list[float]] = {port: [], other: []}
        for _ in range(TURNS):
            for one, turns in rates.items():
                turns.append(
                    together(one, Work(work.cases, []), keys, THREADS, SECONDS_OF_A_TURN, think=0.0, only=True)
                )
        own, peer = (float(np.median(turns)) for turns in rates.values())
        table.add("outspoken", "a case page", "requests a second", own, "1/s")
        table.add("bare Django view", "a case page", "requests a second", peer, "1/s")
        table.add("outspoken", "a case page", "share of the bare view", own / peer)
        lost = {*work.acknowledged, *full.acknowledged} - kept(shelf)
        table.add("outspoken", "everything acknowledged", "lost updates", len(lost))
    finally:
        for server in (ours, bare):
            server.terminate()
            server.wait(20)


def report(table: Table, work: Work, task: str) -> None:
    """Add what people met."""
    for name, times in (("reading", work.reading), ("writing", work.writing)):
        if times:
            table.add("outspoken", task, f"{name} p50", float(np.percentile(times, 50)) * 1000, "ms")
            table.add("outspoken", task, f"{name} p95", float(np.percentile(times, 95)) * 1000, "ms")
    table.add("outspoken", task, "errors", len(work.errors))
    for said in sorted(set(work.errors))[:5]:
        print(f"  {said}")


def kept(shelf: Path) -> set[int]:
    """Return the judgements that are in the study."""
    with open_study(shelf / SLUG) as study:
        made, _ = judgements_made(study, by=Actor.local(), undone=True)
    return {one.id for one in made}


def together(
    port: int, work: Work, keys: tuple[str, str], people: int, seconds: float, *, think: float, only: bool = False
) -> float:
    """Let people work side by side; return how many requests a second were answered."""
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=person, args=(port, work, keys, (end, think, number), only)) for number in range(people)
    ]
    before = len(work.reading) + len(work.writing)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (len(work.reading) + len(work.writing) - before) / seconds


def person(port: int, work: Work, keys: tuple[str, str], how: tuple[float, float, int], only: bool) -> None:
    """Read and write until the time is over."""
    end, think, number = how
    chance = random.Random(number)
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    if think:
        time.sleep(chance.random() * think)
    while time.monotonic() < end:
        writing = not only and chance.random() < 0.2
        began = time.perf_counter()
        try:
            status, content = write(line, work, keys[1], chance) if writing else read(line, work, keys[0], chance, only)
        except (OSError, http.client.HTTPException) as error:
            work.errors.append(repr(error))
            line.close()
            continue
        (work.writing if writing else work.reading).append(time.perf_counter() - began)
        if status == 200 and writing and b'"judgement"' in content:
            work.acknowledged.append(json.loads(content)["judgement"]["id"])
        elif status not in (200, 409):
            work.errors.append(f"{status} {content[:80]!r}")
        if think:
            time.sleep(think)
    line.close()


def read(line: http.client.HTTPConnection, work: Work, session: str, chance: random.Random, only: bool) -> Any:
    """Open a case, or now and then a leaf of the list, as a browser does."""
    path = f"/s/{SLUG}/cases/{chance.randint(1, work.cases)}/"
    if not only and chance.random() < 0.1:
        path = f"/s/{SLUG}/cases/?leaf={chance.randint(1, max(1, work.cases // 50))}"
    line.request("GET", path, headers={"Cookie": f"outspoken={session}"})
    answer = line.getresponse()
    return answer.status, answer.read()


def write(line: http.client.HTTPConnection, work: Work, token: str, chance: random.Random) -> Any:
    """Judge a pair, or settle a doubt; of two who settle one at a time, one is told so."""
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if work.doubts and chance.random() < 0.2:
        doubt, choice = chance.choice(work.doubts)
        line.request("POST", f"/api/s/{SLUG}/doubts/{doubt}", json.dumps({"choice": choice}), head)
    else:
        one, other = chance.sample(range(1, work.cases + 1), 2)
        said = {"one": str(one), "other": str(other), "verdict": "unsure"}
        line.request("POST", f"/api/s/{SLUG}/judgements", json.dumps(said), head)
    answer = line.getresponse()
    return answer.status, answer.read()


if __name__ == "__main__":
    main()
