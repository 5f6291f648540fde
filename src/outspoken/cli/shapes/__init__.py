"""The shapes of what `--json` prints, a module for each step; docs/reference/json.md is generated from them."""

from __future__ import annotations

from importlib import import_module

_MODULES = (
    "study",
    "collect",
    "archive",
    "screen",
    "people",
    "coding",
    "doubts",
    "search",
    "analyse",
    "report",
)


def all_shapes() -> dict[str, type]:
    """Return which command prints which shape, in the order of the work."""
    found: dict[str, type] = {}
    for name in _MODULES:
        found.update(import_module(f"outspoken.cli.shapes.{name}").SHAPES)
    return found
