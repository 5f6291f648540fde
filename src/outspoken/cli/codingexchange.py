"""`outspoken coding`, the part on other programs: export and import."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import say, say_json
from outspoken.cli.shapes.coding import ExportedShape, TakenShape
from outspoken.coding import acts, readers
from outspoken.errors import FileError
from outspoken.study import Actor, open_study


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_study
@as_json
def export_command(folder: Path, file: Path, *, in_json: bool) -> None:
    r"""Write the coding to FILE for another program, and list what it cannot take.

    A name that ends in .qdpx makes a REFI-QDA project (texts, codes, codings, cases, memos),
    one in .qdc its codebook alone. MAXQDA, NVivo, ATLAS.ti, QualCoder and others read both.
    The file holds the stories themselves: it goes to a colleague, never to the public.

    \b
    Example:
      outspoken coding export for-colleagues.qdpx
    """
    from outspoken.coding.exchange.refi_writing import write_qdc, write_qdpx

    with open_study(folder) as study:
        project = readers.project_of(study, by=Actor.local())
    match file.suffix.casefold():
        case ".qdpx":
            write_qdpx(project, file)
        case ".qdc":
            write_qdc(project, file)
        case _:
            raise FileError("it is not known what to write there.", "End its name in .qdpx or .qdc.", file=file)
    losses = project.losses if file.suffix.casefold() == ".qdpx" else ()
    if in_json:
        say_json(ExportedShape(str(file), list(losses)))
        return
    say(f"{file} is written.")
    _say_losses(losses)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@in_study
@as_json
def import_command(folder: Path, file: Path, *, in_json: bool) -> None:
    r"""Take in what another program coded, and list what could not be taken.

    FILE is a REFI-QDA project (.qdpx) or codebook (.qdc), a project of QualCoder (its folder or
    data.qda) or of Taguette (.sqlite3), or a table of quotes (.csv with document, code, quote),
    whose quotes are looked for in the texts of this study.

    \b
    Examples:
      outspoken coding import from-maxqda.qdpx
      outspoken coding import highlights.csv
    """
    from outspoken.coding.exchange.opening import opened

    with open_study(folder) as study:
        project = opened(file, readers.texts_by_title(study, by=Actor.local()), Actor.local().name)
        taken = acts.import_project(study, project, by=Actor.local())
    if in_json:
        say_json(TakenShape.of(taken))
        return
    say(f"{taken.codes} codes, {taken.texts} texts, {taken.cases} cases, {taken.codings} codings, {taken.memos} memos.")
    _say_losses(taken.losses)


def _say_losses(losses: tuple[str, ...]) -> None:
    if losses:
        say("Not carried over:")
        for loss in losses:
            say(f"  {loss}", hanging=2)


COMMANDS = (export_command, import_command)
"""What this module adds to `outspoken coding`."""
