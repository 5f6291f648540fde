"""Print for people (tables, colours on a terminal) or for programs (JSON), and say errors with their hints."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from outspoken.errors import ImportRefused, OutspokenError
from outspoken.study.jobs import Report, quiet

FINE, WRONG, CANNOT = 0, 1, 2
"""Exit codes: fine; found something wrong with the study; could not do what was asked."""

_WIDEST_PIPE = 160
_NARROWEST = 40
_MOST_PROBLEMS = 20


def console() -> Console:
    """Return a console for standard output; when piped, wide and without colours."""
    return Console(width=None if sys.stdout.isatty() else _WIDEST_PIPE, highlight=False, soft_wrap=False)


def say(text: str = "", *, hanging: int = 0) -> None:
    """Print a line, without markup; a terminal gets it broken between words, a pipe whole.

    `hanging` is how far the lines after the first are indented.
    """
    click.echo(_broken(text, hanging) if sys.stdout.isatty() else text)


def _complain(text: str, hanging: int) -> None:
    click.echo(_broken(text, hanging) if sys.stderr.isatty() else text, err=True)


def _broken(text: str, hanging: int) -> str:
    width = max(shutil.get_terminal_size().columns, _NARROWEST)
    lines = (
        textwrap.wrap(line, width, subsequent_indent=" " * hanging, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    return "\n".join("\n".join(broken) for broken in lines)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """Turn records, enums and paths into what JSON can hold."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def say_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, numbers: Sequence[int] = ()) -> None:
    """Print a table; `numbers` are the columns to align to the right.

    Where it is too wide, its last column is broken into lines.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for index, name in enumerate(columns):
        last = index == len(columns) - 1
        table.add_column(name, justify="right" if index in numbers else "left", overflow="fold", no_wrap=not last)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    screen = console()
    with screen.capture() as printed:
        screen.print(table)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


def say_grid(columns: Sequence[str], rows: Sequence[Sequence[object]], stub: int = 1) -> None:
    """Print a wide table of numbers in as many blocks as the terminal needs, the stub in each."""
    width = console().width
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(name), *(len(row[index]) for row in cells)) for index, name in enumerate(columns)]
    left = sum(widths[:stub]) + 2 * stub
    blocks: list[list[int]] = [[]]
    used = left
    for index in range(stub, len(columns)):
        if used + widths[index] + 2 > width and blocks[-1]:
            blocks.append([])
            used = left
        blocks[-1].append(index)
        used += widths[index] + 2
    for number, block in enumerate(blocks):
        if number:
            say()
        for line in [list(columns), *cells]:
            start = "  ".join(line[index].ljust(widths[index]) for index in range(stub))
            say("  ".join([start, *(line[index].rjust(widths[index]) for index in block)]).rstrip())


@contextmanager
def progress(what: str, *, wanted: bool = True) -> Iterator[Report]:
    """Show how far long work is: a bar on a terminal, a line now and then elsewhere, nothing if not wanted."""
    if not wanted:
        yield quiet
        return
    if not sys.stderr.isatty():
        yield _lines(what)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def report(done: int, total: int | None, doing: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{what}: {doing}" if doing else what)

        yield report


def _lines(what: str) -> Report:
    last = [""]

    def report(done: int, total: int | None, doing: str) -> None:
        tenth = done * 10 // total if total else done // 10_000
        line = f"{what}{': ' + doing if doing else ''} {tenth}"
        if line != last[0] and done:
            last[0] = line
            click.echo(f"{what}{': ' + doing if doing else ''}, {done}{f' of {total}' if total else ''}", err=True)

    return report


def say_error(error: OutspokenError) -> None:
    """Print an error and the hint that mends it, to standard error."""
    _complain(f"{_marked('Error', 'red')}: {error.message}", 7)
    if isinstance(error, ImportRefused) and len(error.problems) > 1:
        for problem in error.problems[1:_MOST_PROBLEMS]:
            _complain(f"  also: {problem}", 8)
        if len(error.problems) > _MOST_PROBLEMS:
            _complain(f"  and {len(error.problems) - _MOST_PROBLEMS} more", 8)
    if error.hint:
        _complain(f"{_marked('Hint', 'cyan')}: {error.hint}", 6)


def counted(number: int, one: str, several: str = "") -> str:
    """Say a number with its noun.

    >>> counted(1, "row"), counted(2, "row"), counted(2, "story", "stories")
    ('1 row', '2 rows', '2 stories')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _marked(word: str, colour: str) -> str:
    return click.style(word, fg=colour, bold=True) if sys.stderr.isatty() else word
