"""Find the entries of the journal that speak of one story. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from outspoken.study.journal import Entry

_NAMING = ("story", "stories", "new", "again", "copy", "original")
"""The details of acts of collecting, keeping and screening that hold stories."""


def entries_of(story: int, entries: Iterable[Entry]) -> list[Entry]:
    """Return what was done to a story, the newest first."""
    wanted = {story, f"S{story}"}
    return [entry for entry in entries if any(_holds(entry.details.get(name), wanted) for name in _NAMING)][::-1]


def _holds(detail: object, wanted: set[object]) -> bool:
    if isinstance(detail, list):
        return any(one in wanted for one in detail)
    return not isinstance(detail, bool) and detail in wanted
