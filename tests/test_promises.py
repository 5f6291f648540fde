"""What SECURITY.md promises, each as somebody could find it broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from outspoken.collect import import_sheet
from outspoken.errors import ClaimsError, NotAllowed
from outspoken.report.expressions import parse
from outspoken.study import Actor, create
from outspoken.study.actors import PRIVILEGES, Role

SETTINGS = """\
title = "Promises"

[attributes.name]
type = "name"

[collect.imports.leavers]
file = "sources/leavers.csv"
key = "id"

[collect.imports.leavers.columns]
name = "name"
"""
AMAL = Actor("Amal", frozenset({Role.OWNER}))


def a_study(folder: Path, name: str = "Ivo Marsh") -> Path:
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "leavers.csv").write_text(f"id,name\n1,{name}\n2,Mina Sol\n", encoding="utf-8")
    with create(folder, "", study_toml=SETTINGS) as study:
        import_sheet(study, "leavers", by=AMAL)
    return folder


def test_nothing_leaves_the_machine_while_a_study_is_built_and_checked(tmp_path: Path) -> None:
    script = """
import sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind", "urllib.Request"}:
        raise SystemExit(f"{event} {arguments[1:]}")
sys.addaudithook(watch)
from outspoken.cli.main import main
for words in (["demo", "--to", "study"], ["doubts", "--study", "study"], ["check", "--study", "study"]):
    sys.argv = ["outspoken", *words]
    try:
        main()
    except SystemExit as done:
        if done.code not in {0, 1}:
            raise
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "numbers checked" in done.stdout


@pytest.mark.parametrize("statement", ["delete from testimonies", "update facts set value = ''", "drop table journal"])
def test_a_read_cannot_write(tmp_path: Path, statement: str) -> None:
    from outspoken.study import open_study

    with open_study(a_study(tmp_path / "s")) as study:
        with study.read(by=AMAL) as connection, pytest.raises(DBAPIError, match="readonly"):
            connection.execute(text(statement))
        with study.read(by=AMAL) as connection:
            assert connection.execute(text("select count(*) from testimonies")).scalar() == 2


def test_what_is_erased_is_not_left_in_the_file(tmp_path: Path) -> None:
    from outspoken.study import open_study

    folder = a_study(tmp_path / "s", name="Quillemina Featherstonehaugh")
    files = [folder / "study.db", folder / "study.db-wal"]
    with open_study(folder) as study:
        with study.database.writing() as connection:
            connection.execute(text("delete from sheet_rows"))
            connection.execute(text("delete from stories"))
        with study.database.engine().connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not [path.name for path in files if path.exists() and b"Quillemina" in path.read_bytes()]


def test_what_no_role_allows_is_refused_and_leaves_no_trace(tmp_path: Path) -> None:
    from outspoken.study import open_study

    eve, dara = Actor("Eve"), Actor("Dara", frozenset({Role.READER}))
    with open_study(a_study(tmp_path / "s")) as study:
        before = study.folder.joinpath("study.db").read_bytes()
        for actor in (eve, dara):
            for act in (name for name in PRIVILEGES if not actor.may(name)):
                with pytest.raises(NotAllowed), study.act(act, by=actor):
                    raise AssertionError("nobody gets here")
        with pytest.raises(NotAllowed), study.read(by=eve):
            raise AssertionError("nobody gets here")
        with pytest.raises(NotAllowed), study.act("study.burn", by=AMAL):
            raise AssertionError("nobody gets here")
        assert study.folder.joinpath("study.db").read_bytes() == before


@pytest.mark.parametrize(
    "code",
    [
        "__import__('os').getcwd()",
        "count().__class__",
        "open('/etc/passwd')",
        "count(1 if 1 else 1)",
        "lambda: 1",
        "count();1",
    ],
)
def test_an_expression_is_never_code(code: str) -> None:
    with pytest.raises(ClaimsError):
        parse(code)
