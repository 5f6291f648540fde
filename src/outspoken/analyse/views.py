"""A view of the case table that somebody wants to find again: its name, and what it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from outspoken.analyse.listing import Asked
from outspoken.errors import NotFound
from outspoken.study import ids
from outspoken.text.letters import fold

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class View:
    """A view that was kept."""

    id: int
    actor: str
    """Who made it, and alone may share or drop it."""
    name: str
    asked: Asked
    shared: bool
    at: str

    @property
    def spoken(self) -> str:
        """Its visible id, V3."""
        return ids.spoken("view", self.id)


def written(asked: Asked) -> str:
    """Write what a view asks for as the database keeps it."""
    return json.dumps(asdict(asked), ensure_ascii=False, sort_keys=True)


def read(row: Any) -> View:
    """Read a row of the database."""
    said = json.loads(row.asked)
    asked = Asked(said["words"], said["sort"], tuple(said["columns"]), said["where"], said["doubt"])
    return View(row.id, row.actor, row.name, asked, bool(row.shared), row.at)


def found(views: Iterable[View], name: str) -> View:
    """Find a view by its id or its name; somebody's own stand first.

    Raises:
        NotFound: if there is none.
    """
    wanted = fold(name.strip())
    for one in views:
        if wanted in {fold(one.spoken), fold(one.name)}:
            return one
    raise NotFound(f"There is no view {name!r} here.", "List them with `outspoken views`.")
