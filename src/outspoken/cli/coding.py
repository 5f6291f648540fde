"""`outspoken coding`: show the codebook as the program reads it."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import say, say_json
from outspoken.cli.shapes.coding import CodebookShape
from outspoken.coding import Code, read_codebook
from outspoken.study import open_study


@click.group("coding")
def coding_command() -> None:
    """Step 5: say what the stories say, by a codebook."""


@coding_command.command("codebook")
@in_study
@as_json
def codebook_command(folder: Path, *, in_json: bool) -> None:
    r"""List the groups and codes of codebook.yaml, or say what is wrong in it.

    Each group and each code can be a ROW or COLUMN of `outspoken table`.

    \b
    Example:
      outspoken coding codebook --study outspoken-demo
    """
    with open_study(folder) as study:
        book = read_codebook(study.folder)
    if in_json:
        say_json(CodebookShape.of(book))
        return
    if not book.groups:
        say("The study has no codes; write groups of them into codebook.yaml.")
        return
    say(f"Version {book.version}")
    for group in book.groups:
        say()
        say(f"{group.id}: {group.name}. {group.question}".rstrip(), hanging=2)
        for code in group.codes:
            _say(code)


def _say(code: Code) -> None:
    say(f"  {code.id:<4} {code.name}. {code.question}".rstrip(), hanging=7)
    for name, text in (("", code.definition), ("include: ", code.include), ("exclude: ", code.exclude)):
        if text:
            say(f"       {name}{text.strip()}", hanging=7)
