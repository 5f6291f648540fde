"""Bring a study's database to the version this program speaks, after backing it up."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from outspoken.errors import StudyError
from outspoken.study.engine import Database

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION = "0001"
"""The newest migration; a test holds it against the folder."""


def upgrade(database: Database, *, backups: Path, backed_up: bool = False) -> None:
    """Migrate the database if it is older than the program; make it if there is none.

    A SQLite file is backed up first. A server's backups are its administrators': a schema
    on PostgreSQL is migrated only once they say that they have one (`backed_up`).

    Raises:
        StudyError: if the database is newer than the program, or nobody said that the
            schema on the server has a backup.
    """
    current = _version(database)
    if current == VERSION:
        return
    if current is not None:
        _refuse_newer(current)
        if database.file is not None:
            _back_up(database.file, backups, current)
        elif not backed_up:
            raise StudyError(
                f"The schema {database.schema} is of an earlier version ({current}).",
                "Back it up with pg_dump, then run `outspoken upgrade --i-have-a-backup`.",
            )
    database.create_schema()
    with database.writing() as connection:
        # Another process may have migrated while we waited for the lock.
        if _stamp(connection) != VERSION:
            _migrate(connection)


def _version(database: Database) -> str | None:
    if not database.exists():
        return None
    with database.reading() as connection:
        return _stamp(connection)


def _stamp(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("select version_num from alembic_version")).scalar()
    return None if found is None else str(found)


def _migrate(connection: Connection) -> None:
    # Half a second to import, and only ever needed here.
    from alembic.command import upgrade as run_migrations  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    run_migrations(config, "head")


def _refuse_newer(current: str) -> None:
    if current > VERSION:
        raise StudyError(
            "This study was written by a newer version of Outspoken than this one.",
            "Install the newer version: `pip install --upgrade outspoken`.",
        )


def _back_up(file: Path, backups: Path, version: str) -> None:
    backups.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    source = sqlite3.connect(file)
    target = sqlite3.connect(backups / f"study-{version}-{stamp}.db")
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
