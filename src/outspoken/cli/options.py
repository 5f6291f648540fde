"""Options that many commands share: which study, and JSON instead of text."""

from __future__ import annotations

import shlex
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


def hand_on(ctx: click.Context) -> bool:
    """Hand the options of a group on to its command; say whether there is one.

    `outspoken doubts --study DIR settle D1` then means the same study as
    `outspoken doubts settle D1 --study DIR`.
    """
    if not ctx.invoked_subcommand:
        return False
    ctx.default_map = {ctx.invoked_subcommand: dict(ctx.params)}
    return True


def here(folder: Path) -> str:
    """Return what to add to a command that is suggested, so that it finds the study too.

    >>> here(Path()), here(Path("my-study"))
    ('', ' --study my-study')
    """
    return "" if folder == Path() else f" --study {shlex.quote(str(folder))}"


def as_json(command: Command) -> Command:
    """Add `--json`."""
    return click.option("--json", "in_json", is_flag=True, help="Print JSON; its schema is in docs/reference/json.md.")(
        command
    )
