"""One way to the database, on SQLite and on PostgreSQL; all that differs between them is here.

Readers get connections that the database itself refuses to write through; a writer takes
the write lock at once, so that two acts never interleave.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from outspoken.errors import StudyError

DATABASE = "study.db"
_BUSY_SECONDS = 20
_OUTSIDE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}
"""What goes wrong around a database and not in a statement of ours."""
_HINTS = {
    "locked": "Somebody else is writing to the study; wait until they are done and run the same command again.",
    "is full": "Free some space, then run the same command again.",
    "readonly": "Make the folder and the database writable for you.",
    "malformed": "Restore the database from a backup; the latest may lie in .outspoken/backups.",
    "not a database": "Restore the database from a backup; the latest may lie in .outspoken/backups.",
    "connection": "Check [database] in study.toml, and that the server runs.",
}
HOME = "outspoken_home"
"""The option of a connection that names the schema of the tables themselves, behind what stands before them."""
_ACT_LOCK = 0x0075_7470
"""Advisory lock number under which PostgreSQL lets one act through at a time, per schema."""


class Database:
    """A study's database: one SQLite file, or one schema of a PostgreSQL server."""

    def __init__(self, url: str, schema: str, folder: Path) -> None:
        self.url = _parsed(url, folder)
        self.schema = schema
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if not self.is_sqlite and not schema:
            raise StudyError(
                "A study on PostgreSQL lives in a schema of its own, and study.toml names none.",
                'Add schema = "my_study" under [database].',
            )
        self._engine: Engine | None = None
        self._reader: Engine | None = None

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on PostgreSQL."""
        return Path(str(self.url.database)) if self.is_sqlite else None

    def exists(self) -> bool:
        """Whether there is a database to open."""
        if self.file is not None:
            return self.file.exists()
        with self._connected() as connection:
            found = connection.execute(
                text("select 1 from information_schema.schemata where schema_name = :schema"), {"schema": self.schema}
            )
            return found.first() is not None

    @property
    def home(self) -> str:
        """The schema that holds the tables."""
        return "main" if self.is_sqlite else self.schema

    @contextmanager
    def reading(self, prepare: Callable[[Connection], object] | None = None) -> Iterator[Connection]:
        """Hand out a connection that sees one moment and cannot write.

        `prepare` may make temporary tables and views, which end with the reading, and say who
        reads; until it does, and without it, the whole is read.
        """
        with self._connected(self.reader()) as connection:
            try:
                if self.is_sqlite:
                    connection.exec_driver_sql("BEGIN")
                else:
                    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                self._show_whole(connection)
                if prepare is not None:
                    prepare(connection)
                if not self.is_sqlite:
                    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hand out the one connection that may write now; all of it counts, or nothing."""
        with self._connected() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(text("select pg_advisory_xact_lock(:lock, hashtext(:schema))"), self._lock())
            self._show_whole(connection)
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def create_schema(self) -> None:
        """Make the schema on PostgreSQL, unless somebody made it for us; SQLite needs none."""
        if not self.is_sqlite and not self.exists():
            with self._connected() as connection:
                connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"')
                connection.commit()

    def close(self) -> None:
        """Let go of every connection."""
        for engine in {self._engine, self._reader} - {None}:
            engine.dispose()  # type: ignore[union-attr]
        self._engine = self._reader = None

    def engine(self) -> Engine:
        """Return the engine, made at the first use."""
        if self._engine is None:
            self._engine = self._make()
        return self._engine

    def reader(self) -> Engine:
        """Return the engine of connections that read: on SQLite they are others than those that write.

        To forbid writing anew at each reading would have SQLite prepare every statement anew.
        """
        if not self.is_sqlite:
            return self.engine()
        if self._reader is None:
            self._reader = self._make()
            event.listen(self._reader, "connect", _forbid_writing)
        return self._reader

    @contextmanager
    def _connected(self, engine: Engine | None = None) -> Iterator[Connection]:
        try:
            with (engine or self.engine()).connect() as connection:
                yield connection.execution_options(**{HOME: self.home})
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
            if _from_outside(error, cause):
                raise self._unusable(cause) from error
            raise

    def _make(self) -> Engine:
        try:
            if not self.is_sqlite:
                return create_engine(
                    self.url, connect_args={"options": f"-csearch_path={self.schema}"}, pool_pre_ping=True
                )
            engine = create_engine(self.url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise StudyError(
                f"The database driver for {self.url.drivername} is not installed.",
                "Install it with `pip install 'outspoken[postgres]'`.",
            ) from error
        event.listen(engine, "connect", _prepare_sqlite)
        return engine

    def _show_whole(self, connection: Connection) -> None:
        """Let PostgreSQL show this transaction every row, also those that a policy guards."""
        if not self.is_sqlite:
            connection.exec_driver_sql("select set_config('outspoken.whole', 'yes', true)")

    def _lock(self) -> dict[str, object]:
        return {"lock": _ACT_LOCK, "schema": self.schema}

    def _unusable(self, cause: BaseException) -> StudyError:
        reason = (str(cause).strip() or type(cause).__name__).splitlines()[0]
        where = self.file.name if self.file is not None else self.url.render_as_string(hide_password=True)
        hint = next((hint for sign, hint in _HINTS.items() if sign in reason), "Check [database] in study.toml.")
        return StudyError(f"The database {where} cannot be used ({reason}); nothing was changed.", hint)


@contextmanager
def preparing(connection: Connection) -> Iterator[None]:
    """Let a reading connection make temporary tables and views, which end with the reading."""
    reads = bool(connection.info.get(READS))
    if reads:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        if reads:
            connection.exec_driver_sql("PRAGMA query_only = ON")


READS = "outspoken_reads"
"""The mark of an SQLite connection that refuses to write."""


def _forbid_writing(connection: object, record: ConnectionPoolEntry) -> None:
    record.info[READS] = True
    connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]


def _from_outside(error: Exception, cause: BaseException) -> bool:
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _OUTSIDE
    return isinstance(error, OperationalError)


def _prepare_sqlite(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined] # we say BEGIN ourselves
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # Safety: what is erased must not stay readable in the file's free pages.
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _parsed(url: str, folder: Path) -> URL:
    if not url:
        return URL.create("sqlite", database=str(folder / DATABASE))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # Safety: the URL may hold a password, so it is not shown.
        raise StudyError(
            "The database URL in study.toml cannot be understood.",
            "Write postgresql://user@host/database, or leave url empty for study.db in the folder.",
        ) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return parsed.set(database=str(folder / (parsed.database or DATABASE)))
    raise StudyError(
        f"A study cannot live on {backend}.", "Use SQLite (leave url empty) or postgresql://user@host/database."
    )
