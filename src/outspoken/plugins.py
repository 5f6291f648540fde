"""Find what other packages, and our own later steps, hang onto an earlier step.

A plug-in is an entry point; `pip install` is the plug-in system. Nothing is loaded
until somebody asks for it.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from outspoken.errors import StudyError

INTAKES = "outspoken.intakes"
FETCHERS = "outspoken.fetchers"
KEEPERS = "outspoken.keepers"
WORKERS = "outspoken.workers"


def load(group: str) -> dict[str, Any]:
    """Load every plug-in of a group, by name, in the order of their names.

    Raises:
        StudyError: if an installed plug-in cannot be loaded.
    """
    found: dict[str, Any] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        try:
            found[entry.name] = entry.load()
        except Exception as error:
            raise StudyError(
                f"The plug-in {entry.name} ({entry.value}) cannot be loaded: {error}.",
                "Install it again, or remove the package that brings it.",
            ) from error
    return found
