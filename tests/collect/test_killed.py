"""An import that is killed at any moment has been done wholly or not at all, and loses nothing that was told."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from outspoken.collect import import_sheet
from outspoken.study import journal, open_study
from tests.conftest import AMAL, THOROUGH

KILLS = 50 if THOROUGH else 3
ROWS = 20_000

SETTINGS = """\
title = "People who left the Order of the Lantern"

[attributes.name]
type = "name"

[attributes.children]
type = "number"

[collect.imports.early]
file = "sources/early.csv"
key = "id"
columns = { name = "name", children = "children", outlet = "story.outlet" }

[collect.imports.large]
file = "sources/large.csv"
key = "id"
columns = { name = "name", children = "children", outlet = "story.outlet" }
"""

CHILD = """\
import sys
from pathlib import Path
from outspoken.collect import import_sheet
from outspoken.study import open_study
from tests.conftest import AMAL
with open_study(Path(sys.argv[1])) as study:
    print("begins", flush=True)
    import_sheet(study, "large", by=AMAL)
    print("done", flush=True)
"""


def a_sheet(round_of: str, rows: int) -> str:
    lines = (f"{number},Leaver {number} {round_of},{number % 9},Outlet {number % 40}" for number in range(rows))
    return "id,name,children,outlet\n" + "\n".join(lines) + "\n"


def importing(folder: Path) -> subprocess.Popen[str]:
    """Start an import in a process of its own; return once it has begun."""
    started = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "begins\n"
    return started


def told(process: subprocess.Popen[str]) -> str:
    """Return all that a process said until its end."""
    said, _ = process.communicate()
    return said


@dataclass(frozen=True)
class Start:
    """A study before an import, and about how long the import takes undisturbed."""

    folder: Path
    seconds: float


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Start]:
    """A study in which all rows are new, and one in which every row has changed."""
    fresh = tmp_path_factory.mktemp("killed") / "new"
    (fresh / "sources").mkdir(parents=True)
    (fresh / "study.toml").write_text(SETTINGS, encoding="utf-8")
    (fresh / "sources" / "early.csv").write_text(a_sheet("at first", 3), encoding="utf-8")
    (fresh / "sources" / "large.csv").write_text(a_sheet("before", ROWS), encoding="utf-8")
    with open_study(fresh) as study:
        import_sheet(study, "early", by=AMAL)
    changed = shutil.copytree(fresh, fresh.with_name("changed"))
    began = time.monotonic()
    assert told(importing(changed)) == "done\n"
    seconds = time.monotonic() - began
    (changed / "sources" / "large.csv").write_text(a_sheet("after", ROWS), encoding="utf-8")
    return {"new": Start(fresh, seconds), "changed": Start(changed, 1.5 * seconds)}


def holds(folder: Path) -> dict[str, int | set[str]]:
    """Say what a study holds, each by what somebody would miss or see twice."""
    with open_study(folder) as study, study.read(by=AMAL) as connection:
        acts, _ = journal.verify(connection)

        def count(query: str) -> int:
            return int(connection.execute(text(query)).scalar_one())

        names = connection.execute(text("select value from facts where attribute = 'name' and until is null"))
        return {
            "acts": acts,
            "rows": count("select count(*) from sheet_rows"),
            "stories": count("select count(*) from stories"),
            "without an outlet": count("select count(*) from stories where outlet_id is null"),
            "testimonies": count("select count(*) from testimonies"),
            "persons": count("select count(*) from persons"),
            "facts in force": count("select count(*) from facts where until is null"),
            "facts of one thing": count(
                "select max(n) from (select count(*) as n from facts where until is null "
                "group by testimony_id, attribute) as counted"
            ),
            "outlets": count("select count(*) from outlets"),
            "changes": count("select count(*) from row_changes"),
            "rounds": {name.split(" ", 2)[2] for (name,) in names},
        }


def expected(large: int, rounds: set[str], acts: int) -> dict[str, int | set[str]]:
    rows = 3 + large
    return {
        "acts": acts,
        "rows": rows,
        "stories": rows,
        "without an outlet": 0,
        "testimonies": rows,
        "persons": rows,
        "facts in force": 2 * rows,
        "facts of one thing": 1,
        "outlets": 40 if large else 3,
        "changes": large if "after" in rounds else 0,
        "rounds": {"at first"} | rounds,
    }


@pytest.mark.parametrize("number", range(KILLS))
def test_an_import_killed_at_any_moment_is_whole_or_never_was(
    starts: dict[str, Start], number: int, tmp_path: Path
) -> None:
    kind = ("new", "changed")[number % 2]
    if kind == "new":
        before, after = expected(0, set(), 1), expected(ROWS, {"before"}, 2)
    else:
        before, after = expected(ROWS, {"before"}, 2), expected(ROWS, {"after"}, 3)
    folder = shutil.copytree(starts[kind].folder, tmp_path / "study")
    moment = random.Random(number).random() * starts[kind].seconds
    process = importing(folder)
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
    acknowledged = "done" in told(process)
    found = holds(folder)
    assert found == after if acknowledged else found in (before, after)
    with open_study(folder) as study:
        again = import_sheet(study, "large", by=AMAL)
    assert again.unchanged == (ROWS if found == after else 0)
    whole = holds(folder)
    assert whole == after | {"acts": whole["acts"]}
