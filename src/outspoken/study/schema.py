"""Bring a study's database to the version this program speaks, after backing it up."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from outspoken.errors import StudyError
from outspoken.study import policies, searchindex
from outspoken.study.engine import Database

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION = "0010"
"""The newest migration; a test holds it against the folder."""


def upgrade(database: Database, *, backups: Path, backed_up: bool = False) -> None:
    """Migrate the database if it is older than the program; make it if there is none.

    A SQLite file is backed up first. A server's backups are its administrators': a schema
    on PostgreSQL is migrated only once they say that they have one (`backed_up`).

    Raises:
        StudyError: if the program does not know the database's version, or nobody said
            that the schema on the server has a backup.
    """
    current = _version(database)
    if current == VERSION:
        return
    if current is not None:
        _refuse_unknown(current)
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
            policies.protect(connection, database.home)
            searchindex.refresh(connection)


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
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    run_migrations(config, "head")


def _refuse_unknown(current: str) -> None:
    known = {path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*.py")}
    if current not in known:
        raise StudyError(
            f"The database is of version {current}, which this version of Outspoken does not know.",
            "Install the newer version: `pip install --upgrade outspoken`.",
        )


def _back_up(file: Path, backups: Path, version: str) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    place = backups / f"study-{version}-{stamp}.db"
    unfinished = place.with_suffix(".part")
    try:
        backups.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(place)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise StudyError(
            f"The database could not be backed up ({error}), so it was not brought up to date.",
            f"Free some space for {backups}, then run the same command again.",
        ) from error
