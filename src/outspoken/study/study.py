"""Open a study: a folder people write, a database the program writes, and two ways in.

`study.act(name, by=actor)` checks the role, opens the transaction and writes the journal;
`study.read(by=actor)` hands out a connection that cannot write. There is no third way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from outspoken.errors import StudyError
from outspoken.study import journal, policies, searchindex, veils
from outspoken.study.actors import Actor
from outspoken.study.engine import Database
from outspoken.study.files import write_whole
from outspoken.study.schema import upgrade
from outspoken.study.settings import FILE, Settings, read_settings

_PRIVATE = (".outspoken", "private")


class Act:
    """One change of a study while it happens: a connection to write with, and what to note."""

    def __init__(
        self, connection: Connection, actor: Actor, seq: int, look: Callable[[Connection], veils.Hidden]
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.seq = seq
        self._look = look
        self._details: dict[str, journal.Detail] = {}

    @cached_property
    def hidden(self) -> veils.Hidden:
        """What the actor may not see; to them it does not exist, whatever `connection` finds."""
        return self._look(self.connection)

    def sees(self, table: str, number: int) -> bool:
        """Whether the actor may see a row of a table, as it was before this act.

        An act on what its actor may not see fails as one on what does not exist.
        """
        return bool(self.seen(table, [number]))

    def seen(self, table: str, numbers: Collection[int]) -> set[int]:
        """Return those rows of a table that the actor may see."""
        return veils.seen_among(self.connection, table, numbers) if self.hidden else set(numbers)

    def unseen(self, table: str) -> set[int]:
        """Return what is hidden from the actor of stories, testimonies, persons or printed rows."""
        return veils.veiled(self.connection, veils.ROOTS[table]) if self.hidden else set()

    def close(self) -> None:
        """Take away what the act looked through."""
        if "hidden" in self.__dict__ and self.hidden:
            veils.clear(self.connection)

    def note(self, **details: journal.Detail) -> None:
        """Add identifiers and numbers to the journal entry; never names, addresses or words."""
        self._details.update(details)

    @property
    def details(self) -> dict[str, journal.Detail]:
        """What the journal will hold of this act."""
        return dict(self._details)


class Study:
    """A study on disk.

    study.toml      title, attributes, regions, sheets to import    yours, in git
    codebook.yaml   groups, codes, definitions                      yours, in git
    claims.yaml     the numbers the report states                   yours, in git
    prose/          texts of the report                             yours, in git
    sources/        spreadsheets and lists                          yours, in git
    study.db        the database                                    the program's
    reports/        built, may be deleted                           the program's
    .outspoken/     caches and backups                              the program's
    """

    def __init__(self, folder: Path, settings: Settings, database: Database) -> None:
        self.folder = folder
        self.database = database
        self._settings = settings

    @property
    def settings(self) -> Settings:
        """The settings as they were when the study was opened."""
        return self._settings

    @cached_property
    def caches(self) -> Path:
        """A folder for what can be computed again."""
        place = self.folder / ".outspoken"
        place.mkdir(exist_ok=True)
        return place

    @contextmanager
    def read(self, *, by: Actor) -> Iterator[Connection]:
        """Read one moment of the study: what the actor may see of it, as if there were nothing else.

        Raises:
            NotAllowed: if no role of the actor may read.
        """
        by.require("study.read")
        with self.database.reading(partial(self._admit, by)) as connection:
            yield connection

    def _admit(self, actor: Actor, connection: Connection) -> None:
        connection.execution_options(**{veils.SIGHT: self._veil(actor, connection)})
        policies.say_who(connection, actor, self._columns)

    def _veil(self, actor: Actor, connection: Connection, beside: str = "") -> veils.Hidden:
        return veils.draw(connection, actor, self._columns, self.database.home, beside)

    @cached_property
    def _columns(self) -> veils.Columns:
        """Every column that study.toml maps, and what it goes to."""
        return {
            name: ({source.key: "key"} | {column: source.target(column).to for column in source.columns}).items()
            for name, source in self.settings.collect.imports.items()
        }

    @contextmanager
    def act(self, name: str, *, by: Actor) -> Iterator[Act]:
        """Change the study: all of it and a journal entry, or nothing.

        Raises:
            NotAllowed: if no role of the actor may do this act.
        """
        by.require(name)
        with self.database.writing() as connection:
            act = Act(connection, by, journal.next_seq(connection), partial(self._veil, by, beside=veils.BESIDE))
            yield act
            act.close()
            veils.renew(connection)
            searchindex.refresh(connection)
            journal.append(connection, by.name, name, act.details)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_study(folder: Path | str) -> Study:
    """Open the study in a folder, bringing its database up to date if need be.

    A database of an earlier version is backed up before it is migrated.

    Raises:
        StudyError: if there is no study there, or its database cannot be opened.
        SettingsError: if study.toml cannot be used.
    """
    place = Path(folder).resolve()
    if not (place / FILE).is_file():
        raise StudyError(
            f"There is no study in {folder}: it holds no {FILE}.",
            "Name its folder with --study DIR, or make a new one with `outspoken new DIR`.",
        )
    settings = read_settings(place)
    database = Database(settings.database.url, settings.database.schema_, place)
    try:
        upgrade(database, backups=place / ".outspoken" / "backups")
    except BaseException:
        database.close()
        raise
    return Study(place, settings, database)


def create(folder: Path | str, title: str, *, study_toml: str = "") -> Study:
    """Make a new study and open it.

    Raises:
        StudyError: if the folder already holds one.
        SettingsError: if the given settings cannot be used; nothing is left behind.
    """
    place = Path(folder).resolve()
    if (place / FILE).exists():
        raise StudyError(f"{folder} already holds a study.", f"Open it with `outspoken status --study {folder}`.")
    existed = place.exists()
    write_whole(place / FILE, study_toml or _starting_settings(title))
    try:
        read_settings(place)
    except BaseException:
        (place / FILE).unlink()
        if not existed:
            place.rmdir()
        raise
    ignore = place / ".gitignore"
    if not ignore.exists():
        write_whole(ignore, "study.db*\narchive/\nreports/\nreleases/\nprivate/\n.outspoken/\n")
    return open_study(place)


def _starting_settings(title: str) -> str:
    quoted = json.dumps(title, ensure_ascii=False).replace("\x7f", "\\u007f")  # a JSON text is a TOML text
    return f"""title = {quoted}
question = ""
languages = ["en"]
contact = ""

# What is recorded of every case. Types: country, category, yes-no, number, date, name, text.
[attributes.name]
type = "name"

[attributes.country]
type = "country"
label = "Country"

[attributes.sex]
type = "category"
label = "Sex"
values = {{ male = ["M", "male"], female = ["F", "female"] }}
"""
