"""Options that many commands share: which study, and JSON instead of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def in_study(command: Command) -> Command:
    """Add `--study DIR`."""
    return click.option(
        "--study",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="The study's folder (default: here).",
    )(command)


def as_json(command: Command) -> Command:
    """Add `--json`."""
    return click.option("--json", "in_json", is_flag=True, help="Print JSON; its schema is in docs/reference/json.md.")(
        command
    )
