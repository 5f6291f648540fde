"""`outspoken journal`: read and verify the record of all acts."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, hand_on, in_study
from outspoken.cli.output import WRONG, counted, say, say_error, say_json, say_table
from outspoken.cli.shapes.study import EntryShape, JournalShape, VerifyShape
from outspoken.errors import SealBroken
from outspoken.study import Actor, open_study
from outspoken.study.journal import entries, verify


@click.group("journal", invoke_without_command=True)
@in_study
@click.option("--newest", type=click.IntRange(min=1), help="Only so many of the newest acts.")
@as_json
@click.pass_context
def journal_command(ctx: click.Context, folder: Path, newest: int | None, *, in_json: bool) -> None:
    r"""List what was done, by whom, when.

    \b
    Examples:
      outspoken journal --newest 5
      outspoken journal verify
    """
    if hand_on(ctx):
        return
    with open_study(folder) as study, study.read(by=Actor.local()) as connection:
        found = [EntryShape.of(entry) for entry in entries(connection, newest)]
    if in_json:
        say_json(JournalShape(found))
        return
    if not found:
        say("Nothing was done yet.")
        return
    rows = [(entry.seq, _moment(entry.at), entry.actor, entry.act, _details(entry)) for entry in found]
    say_table(("", "when (UTC)", "who", "what", "details"), rows, numbers=(0,))


def _moment(at: str) -> str:
    return at[:19].replace("T", " ")


def _details(entry: EntryShape) -> str:
    """Say what an act was about; a hash is cut to what the eye can compare."""
    said = (f"{name} {str(value)[:12] if name == 'sha256' else value}" for name, value in sorted(entry.details.items()))
    return ", ".join(said)


@journal_command.command("verify")
@in_study
@as_json
@click.pass_context
def verify_command(ctx: click.Context, folder: Path, *, in_json: bool) -> None:
    r"""Check that no entry was changed since it was written; exit with 1 if one was.

    \b
    Example:
      outspoken journal verify --study my-study
    """
    with open_study(folder) as study, study.read(by=Actor.local()) as connection:
        try:
            count, head = verify(connection)
        except SealBroken as error:
            if in_json:
                say_json(VerifyShape(intact=False, entries=0, head="", problem=error.message))
            else:
                say_error(error)
            ctx.exit(WRONG)
    if in_json:
        say_json(VerifyShape(intact=True, entries=count, head=head, problem=""))
        return
    say(f"{counted(count, 'entry', 'entries')}, as written; none was changed since.")
    say(f"Head: {head}")
    say("Note the head somewhere else: whoever can rewrite the whole file can rewrite the whole chain.", hanging=2)
