"""The process that runs readers of other steps on hostile bytes, in fenced workers.

Run as `python -I -m outspoken.archive.errands`. It is told which function of Outspoken to
run; what comes of it goes back as plain values, for nothing that was near hostile bytes is
ever unpickled.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from outspoken.archive.forms import laid_flat
from outspoken.archive.overseer import oversee, said
from outspoken.errors import FileError, OutspokenError

_READERS = "outspoken.collect.finds.kinds"


def main() -> None:
    """Fork workers until the asking ends."""
    oversee(lambda: import_module(_READERS), answer)


def answer(asked: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Run what is asked for."""
    try:
        given = [blobs[one["bytes"]] if isinstance(one, dict) else one for one in asked["arguments"]]
        found: list[bytes] = []
        return {"found": laid_flat(_function(asked["run"])(*given), found)}, found
    except OutspokenError as error:
        return {"error": _told(error)}, []
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on hostile bytes is one file's fate
        return {"refused": said(error)}, []


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _told(error: OutspokenError) -> dict[str, Any]:
    told: dict[str, Any] = {"message": error.message, "hint": error.hint}
    if isinstance(error, FileError):
        told |= {"file": error.file, "line": error.line, "field": error.field}
    return told


if __name__ == "__main__":
    main()
