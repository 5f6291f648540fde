"""`outspoken new`, `status`, `upgrade`."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_new_study_is_there_and_says_what_to_do_next(outspoken: Run, tmp_path: Path) -> None:
    said = outspoken("new", "my-study", "--title", "People who left", at=tmp_path)
    assert said.code == 0
    assert "People who left" in said.out
    assert "outspoken collect import leavers --dry-run --study my-study" in said.out
    status = outspoken("status", "--study", "my-study", "--json", at=tmp_path).json()
    assert status["title"] == "People who left"
    assert set(status["counts"].values()) == {0}
    assert "No cases yet." in outspoken("status", "--study", "my-study", at=tmp_path).out


def test_the_import_that_new_suggests_works_as_it_stands(outspoken: Run, fresh: Path) -> None:
    suggested = outspoken("new", str(fresh.parent / "other")).out
    section = suggested[suggested.index("    [collect") : suggested.index("then:")]
    settings = (fresh / "study.toml").read_text(encoding="utf-8") + "\n".join(map(str.strip, section.splitlines()))
    tomllib.loads(settings)
    (fresh / "study.toml").write_text(settings + "\n", encoding="utf-8")
    (fresh / "sources").mkdir(exist_ok=True)
    sheet = "number,name,nationality,sex,date,outlet\n1,Ada Quill,German,F,14/02/2018,Harbour Post\n"
    (fresh / "sources" / "leavers.csv").write_text(sheet, encoding="utf-8")
    assert outspoken("collect", "import", "leavers", at=fresh).code == 0
    assert "1 person; 1 female; 1 country" in outspoken("status", at=fresh).out.replace(
        "1 country; 1 female", "1 female; 1 country"
    )


def test_a_second_study_in_the_same_folder_is_refused(outspoken: Run, fresh: Path) -> None:
    before = (fresh / "study.toml").read_bytes()
    assert outspoken("new", str(fresh)).refused("already holds a study", "outspoken status --study")
    assert (fresh / "study.toml").read_bytes() == before


def test_a_title_may_hold_any_sign(outspoken: Run, tmp_path: Path) -> None:
    title = 'A "quoted" \\ title — ü'
    assert outspoken("new", "s", "--title", title, at=tmp_path).code == 0
    assert outspoken("status", "--study", "s", "--json", at=tmp_path).json()["title"] == title


def test_status_counts_what_there_is_and_names_the_next_step(outspoken: Run, icsr: Path, tide: Path) -> None:
    found = outspoken("status", "--json", at=icsr).json()
    wanted = {"sheets imported": 1, "stories": 58, "outlets": 28, "testimonies": 58, "persons": 58, "open doubts": 6}
    assert {name: found["counts"][name] for name in wanted} == wanted
    assert found["headline"][0] == "58 people (57 if 12 and 17 are one person)"
    assert found["next_step"] == "outspoken doubts"
    assert outspoken("status", "--json", at=tide).json()["headline"][0] == "7 people (6 if 3 and 4 are one person)"
    assert "Next: outspoken doubts\n" in outspoken("status", at=tide).out


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('colour = "red"', "colour"),
        ("title = ", "study.toml"),
        ('[database]\nurl = "mysql://x"', "mysql"),
        ('[database]\nurl = "postgresql://localhost:1/x"\nschema = "s"', "study.toml"),
        ('[database]\nurl = "postgresql://localhost/x"', "schema"),
        ('[attributes.sexx]\ntype = "category"', "values"),
        ("[attributes.Sex]\ntype = 'text'", "lower-case"),
        ('[analyse]\nregion = "moon"', "moon"),
    ],
)
def test_a_mistake_in_the_settings_is_named(outspoken: Run, fresh: Path, line: str, part: str) -> None:
    text = (fresh / "study.toml").read_text(encoding="utf-8")
    inside = line.startswith(("colour", "title"))
    (fresh / "study.toml").write_text(f"{line}\n{text}" if inside else f"{text}\n{line}\n", encoding="utf-8")
    assert outspoken("status", at=fresh).refused(part)


def test_a_database_of_a_newer_version_is_left_alone(outspoken: Run, tide: Path) -> None:
    with sqlite3.connect(tide / "study.db") as database:
        database.execute("update alembic_version set version_num = '9999'")
    database.close()
    assert outspoken("status", at=tide).refused("newer version")


def test_what_is_no_database_is_said_to_be_none(outspoken: Run, tide: Path) -> None:
    for part in tide.glob("study.db*"):
        part.unlink()
    (tide / "study.db").write_bytes(b"This is a letter to my sister, not a database. " * 40)
    said = outspoken("status", at=tide)
    assert said.code == 2
    assert "not a database" in said.err
    assert "Traceback" not in said.err


def test_upgrading_what_is_up_to_date_does_nothing(outspoken: Run, tide: Path) -> None:
    assert outspoken("upgrade", at=tide).out == "The database is up to date.\n"
    assert not (tide / ".outspoken" / "backups").exists()
