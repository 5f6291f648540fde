"""The studies that this server may open: each is opened once and shared by all threads.

A study's engine keeps a pool of connections, so readers work side by side and the database
lets one writer through at a time. When study.toml changes on disk, the study is opened anew.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from threading import Lock

from outspoken.errors import NotFound, OutspokenError, StudyError
from outspoken.study.policies import passed_over
from outspoken.study.settings import FILE
from outspoken.study.study import Study, open_study
from outspoken.web.serving import Serving, serving

HERE = "here"
"""What the one study of one person is called in addresses."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class Shelf:
    """The studies below a folder, by the names of their folders."""

    def __init__(self, served: Serving) -> None:
        self.served = served
        self._opened: dict[str, tuple[tuple[int, int], Study]] = {}
        self._lock = Lock()

    def slugs(self) -> list[str]:
        """Name every study that is there."""
        if not self.served.team:
            return [HERE] if (self.served.folder / FILE).is_file() else []
        return sorted(
            place.name
            for place in self.served.folder.iterdir()
            if _SLUG.fullmatch(place.name) and (place / FILE).is_file()
        )

    def folder(self, slug: str) -> Path:
        """Return where a study lies, or would lie.

        Raises:
            NotFound: if no study can be called so.
        """
        if not self.served.team:
            if slug != HERE:
                raise NotFound("There is no such study here.")
            return self.served.folder
        if not _SLUG.fullmatch(slug):
            raise NotFound("There is no such study here.")
        return self.served.folder / slug

    def study(self, slug: str) -> Study:
        """Return a study, opened at its first use.

        Raises:
            NotFound: if there is none of that name.
            Unguarded: if a team would be let into a database that refuses nothing.
            StudyError, SettingsError: if it cannot be opened.
        """
        file = self.folder(slug) / FILE
        try:
            found = file.stat()
        except OSError as error:
            raise NotFound("There is no such study here.") from error
        stamp = (found.st_mtime_ns, found.st_size)
        with self._lock:
            known = self._opened.get(slug)
            if known is not None and known[0] == stamp:
                return known[1]
            study = open_study(file.parent)
            if self.served.team:
                _refuse_unguarded(study)
            self._opened[slug] = (stamp, study)
        if known is not None:
            known[1].close()
        return study

    def refuse_unguarded(self) -> None:
        """Refuse to serve a team at all, if the database would refuse it nothing.

        Raises:
            Unguarded: for the first study of which that is so.
        """
        for slug in self.slugs():
            try:
                self.study(slug)
            except Unguarded:
                raise
            except OutspokenError:
                continue  # its own page says what is wrong with it

    def close(self) -> None:
        """Let go of every study."""
        with self._lock:
            for _, study in self._opened.values():
                study.close()
            self._opened.clear()


class Unguarded(StudyError):
    """A team's study is opened as somebody whom PostgreSQL refuses nothing."""


def _refuse_unguarded(study: Study) -> None:
    # Safety: the policies of the database are the second net under our views, for people whose cases are restricted.
    with study.database.reading() as connection:
        right = passed_over(connection)
    if not right:
        return
    study.close()
    who = "a superuser" if right == "superuser" else "a role that bypasses row-level security"
    raise Unguarded(
        f"The study in {study.folder.name} is opened by {who}, whom PostgreSQL refuses no restricted case.",
        "Give the server a role of its own, made with `create role NAME login nosuperuser nobypassrls`, let it own the "
        "schema, and name it in [database] of study.toml.",
    )


@cache
def shelf() -> Shelf:
    """Return the shelf of this process."""
    return Shelf(serving())
