"""Make a study here: an empty one, or the 2015 example."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from outspoken.errors import StudyError
from outspoken.study import create
from outspoken.study.settings import FILE
from outspoken.web.studies import HERE, shelf

EXAMPLE = "icsr-2015"


def make_empty(slug: str, title: str) -> None:
    """Make a new, empty study.

    Raises:
        StudyError: if there is one already.
    """
    create(shelf().folder(slug or HERE), title).close()


def make_example(slug: str) -> None:
    """Put the 2015 example there, before any import.

    Raises:
        StudyError: if something of the same name is there already.
    """
    place = shelf().folder(slug)
    source = _example()
    taken = [one.name for one in source.iterdir() if (place / one.name).exists()]
    if (place / FILE).exists() or taken:
        raise StudyError(
            f"{place.name} already holds something else.", "Start the server in an empty folder: `outspoken serve DIR`."
        )
    shutil.copytree(source, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.db*", "reports", ".outspoken"))


def _example() -> Path:
    shipped = Path(str(files("outspoken"))) / "demo" / EXAMPLE
    return shipped if shipped.is_dir() else Path(str(files("outspoken"))).parents[1] / "examples" / EXAMPLE
