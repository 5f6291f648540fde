"""Find the entries of the journal that speak of one story. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from outspoken.study.journal import Entry

_NAMING = ("story", "copy", "original")
"""The details of acts of collecting, keeping and screening that name a story."""
_LISTING = ("stories", "new", "again")
"""Those that list stories; a number there counts them."""


def entries_of(story: int, entries: Iterable[Entry]) -> list[Entry]:
    """Return what was done to a story, the newest first."""
    wanted = {story, f"S{story}"}
    return [entry for entry in entries if _speaks(entry, wanted)][::-1]


def _speaks(entry: Entry, wanted: set[object]) -> bool:
    listed = [one for name in _LISTING for one in _items(entry.details.get(name))]
    named = [entry.details.get(name) for name in _NAMING]
    return any(not isinstance(one, bool) and one in wanted for one in (*named, *listed))


def _items(detail: object) -> list[object]:
    return list(detail) if isinstance(detail, list) else []
