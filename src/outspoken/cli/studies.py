"""`outspoken new`, `outspoken status`, `outspoken upgrade`: a study as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import say, say_json
from outspoken.cli.shapes.study import Status
from outspoken.report.overview import overview
from outspoken.study import Actor, create, open_study
from outspoken.study.engine import Database
from outspoken.study.schema import upgrade
from outspoken.study.settings import read_settings

_AN_IMPORT = """\
[collect.imports.leavers]
file = "sources/leavers.csv"
key = "number"

[collect.imports.leavers.columns]
name = "name"
nationality = "country"
sex = "sex"
date = { to = "story.published", format = "DD/MM/YYYY" }
outlet = "story.outlet"
"""
"""An import that fits the attributes of a new study; left of = is the sheet's column."""


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="", help="What the study is called (default: the folder's name).")
def new_command(folder: Path, title: str) -> None:
    r"""Make a new study in a folder.

    \b
    Example:
      outspoken new my-study --title "People who left, 2014 to 2016"
    """
    with create(folder, title or folder.resolve().name.replace("-", " ").capitalize()) as study:
        say(f"Made the study {study.settings.title!r} in {folder}.")
    say(f"Next: put a spreadsheet into {folder / 'sources'}, and say in {folder / 'study.toml'} what its columns are:")
    say()
    for line in _AN_IMPORT.splitlines():
        say(f"    {line}".rstrip())
    say()
    say(f"then: outspoken collect import leavers --dry-run{here(folder)}")


@click.command("status")
@in_study
@as_json
def status_command(folder: Path, in_json: bool) -> None:
    r"""Say what the study holds and what to do next.

    \b
    Example:
      outspoken status --study outspoken-demo
    """
    with open_study(folder) as study:
        found = overview(study, by=Actor.local())
    if in_json:
        say_json(Status.of(found))
        return
    say(found.title)
    for number, label in found.lines:
        say(f"  {label:<20}{number:>10,}")
    say()
    say("; ".join(found.headline) if found.headline else "No cases yet.")
    say(f"Next: {found.next_step}{here(folder) if found.next_step.startswith('outspoken ') else ''}", hanging=6)


@click.command("upgrade")
@in_study
@click.option("--i-have-a-backup", "backed_up", is_flag=True, help="Say that the server's data are backed up.")
def upgrade_command(folder: Path, backed_up: bool) -> None:
    r"""Bring a database on a server up to date with this version.

    A study.db needs no such command: it is backed up and migrated when it is opened.

    \b
    Example:
      outspoken upgrade --study my-study --i-have-a-backup
    """
    settings = read_settings(folder)
    database = Database(settings.database.url, settings.database.schema_, folder.resolve())
    upgrade(database, backups=folder / ".outspoken" / "backups", backed_up=backed_up)
    database.close()
    say("The database is up to date.")
