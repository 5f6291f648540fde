"""`outspoken people`, the part on giving judgements to a colleague and taking them in."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import WRONG, counted, say, say_json
from outspoken.cli.shapes.people import PlanShape
from outspoken.errors import FileError
from outspoken.people import import_judgements
from outspoken.people.exchange.entities import from_entities, to_entities
from outspoken.people.exchange.records import Line
from outspoken.people.exchange.tables import from_csv, to_csv
from outspoken.people.readers import import_planned, judgement_lines, persons_described
from outspoken.study import Actor, open_study
from outspoken.study.files import write_whole

_ENTITIES = {".json", ".jsonl", ".ijson", ".ftm"}


@click.command("export-judgements")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_study
def export_command(folder: Path, file: Path) -> None:
    r"""Write the judgements to FILE for a colleague: .csv, or .jsonl for FollowTheMoney.

    CSV holds every judgement in force. .jsonl holds one Person entity a line, whose referents are its testimonies; it
    says who is the same, and nothing of who is different or unsure. The file names people: it never goes to the public.

    \b
    Examples:
      outspoken people export-judgements judgements.csv
      outspoken people export-judgements people.jsonl
    """
    by, kind = Actor.local(), _kind(file)
    with open_study(folder) as study:
        if kind == "csv":
            lines = judgement_lines(study, by=by)
            text, said = to_csv(lines), counted(len(lines), "judgement")
        else:
            persons = persons_described(study, by=by)
            text, said = to_entities(persons), counted(len(persons), "person", "persons")
    write_whole(file, text)
    say(f"{file} holds {said}.")


@click.command("import-judgements")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--write", is_flag=True, help="Take them over; without it nothing is changed.")
@in_study
@as_json
def import_command(folder: Path, file: Path, *, write: bool, in_json: bool) -> None:
    r"""Say what taking in the judgements of FILE would do; with --write, do it.

    Nothing is taken over while a line contradicts what is in force. What is unsure here and judged in the file counts
    as new. The cases are those of this study; nobody is looked up anywhere.

    \b
    Examples:
      outspoken people import-judgements judgements.csv
      outspoken people import-judgements judgements.csv --write
    """
    lines = _read(file)
    by = Actor.local()
    with open_study(folder) as study:
        plan = import_judgements(study, lines, by=by).plan if write else import_planned(study, lines, by=by)
    shaped = PlanShape.of(plan, written=write)
    if in_json:
        say_json(shaped)
    else:
        for one in shaped.refused:
            say(f"line {one.line}: {one.left} and {one.right} {one.verdict}: {one.why}", hanging=2)
        done = "taken over" if write else "new"
        rest = f"{shaped.known} known already, {len(shaped.refused)} refused"
        say(f"{counted(len(shaped.new), 'judgement')} {done}, {rest}.")
        if shaped.new and not write and not shaped.refused:
            say(f"Next: outspoken people import-judgements {file} --write{here(folder)}")
    if shaped.refused:
        raise SystemExit(WRONG)


def _kind(file: Path) -> str:
    ending = file.suffix.casefold()
    if ending == ".csv":
        return "csv"
    if ending in _ENTITIES:
        return "entities"
    raise FileError("it is not known what such a file holds.", "End its name in .csv or .jsonl.", file=file)


def _read(file: Path) -> list[Line]:
    kind = _kind(file)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"it cannot be read ({error}).", "Save it as UTF-8.", file=file) from error
    return from_csv(text) if kind == "csv" else from_entities(text)


COMMANDS = (export_command, import_command)
