"""`outspoken doubts`: what could change a number, and who settled it how."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.analyse.readers import doubts_of
from outspoken.cli.options import as_json, hand_on, here, in_study
from outspoken.cli.output import say, say_json
from outspoken.cli.shapes.doubts import DoubtList, DoubtShape
from outspoken.collect import settle
from outspoken.study import Actor, open_study


@click.group("doubts", invoke_without_command=True)
@in_study
@as_json
@click.option("--settled", is_flag=True, help="List settled doubts, too.")
@click.pass_context
def doubts_command(ctx: click.Context, folder: Path, *, in_json: bool, settled: bool) -> None:
    r"""List what is in doubt, each with the printed value, its readings and the rows.

    \b
    Examples:
      outspoken doubts
      outspoken doubts settle D1 2015-04-01 --why "The outlet's page says 1 April."
    """
    if hand_on(ctx):
        return
    with open_study(folder) as study:
        found = [DoubtShape.of(doubt) for doubt in doubts_of(study, by=Actor.local(), settled=settled)]
    if in_json:
        say_json(DoubtList(found))
        return
    if not found:
        say("Nothing is in doubt.")
    for doubt in found:
        if doubt is not found[0]:
            say()
        rows = f"{'row' if len(doubt.rows) == 1 else 'rows'} {', '.join(doubt.rows)}"
        say(f"{doubt.id:<4} {doubt.kind} ({rows}, {doubt.field}): {doubt.printed}", hanging=5)
        say(f"     {doubt.note}", hanging=5)
        for reading in doubt.readings:
            say(f"       - {reading.value}: {reading.why}", hanging=9)
        if doubt.state == "settled":
            said = f"     settled as {doubt.choice} by {doubt.chosen_by}"
            say(f"{said}: {doubt.reason}" if doubt.reason else said, hanging=5)
    if any(doubt.state == "open" for doubt in found):
        say()
        say(f"Next: outspoken doubts settle ID READING --why REASON{here(folder)}", hanging=6)
        if any(doubt.id.startswith("S") for doubt in found):
            say(f"      outspoken screen decide STORY include|exclude{here(folder)}", hanging=6)
        if any(doubt.id.startswith("J") for doubt in found):
            say(f"      outspoken people judge ONE OTHER same|different|unsure{here(folder)}", hanging=6)
        if any(doubt.id.startswith("P") for doubt in found):
            say(f"      outspoken people settle CASE ATTRIBUTE VALUE --why REASON{here(folder)}", hanging=6)


@doubts_command.command("settle")
@click.argument("doubt")
@click.argument("choice", default="noted")
@click.option("--why", default="", help="The reason, kept with the choice.")
@click.option("--open", "reopen", is_flag=True, help="Open the doubt again.")
@in_study
def settle_command(folder: Path, doubt: str, choice: str, why: str, *, reopen: bool) -> None:
    r"""Choose one reading of DOUBT; what was printed stays on record.

    A doubt without readings (two spellings, say) is settled as noted. Who is one person
    is settled with `outspoken people judge`.

    \b
    Examples:
      outspoken doubts settle D1 2015-04-01 --why "The outlet's page says 1 April."
      outspoken doubts settle D1 --open
    """
    with open_study(folder) as study:
        made = settle(study, doubt, "" if reopen else choice, by=Actor.local(), reason=why)
    say(f"{made.id} is {'open again' if reopen else f'settled as {made.choice}'}.")
