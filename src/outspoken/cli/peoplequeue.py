"""`outspoken people`, the part on judging: the queue, what speaks for a pair, splits, conflicts, how many are left."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.analyse.outlook import Queued, outlook
from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import counted, say, say_json
from outspoken.cli.shapes.people import AlertList, AlertShape, LeftShape, PairShape, QueuedShape, QueueList
from outspoken.people import split
from outspoken.people.meeting import Engine
from outspoken.people.readers import explained, person_of
from outspoken.people.remaining import WITHIN
from outspoken.study import Actor, open_study

_within = click.option(
    "--within",
    type=click.FloatRange(0, 1),
    default=WITHIN,
    show_default=True,
    help="The share of people counted twice that does not matter to you.",
)
_engine = click.option(
    "--engine",
    type=click.Choice([one.value for one in Engine]),
    default=Engine.LOCAL.value,
    show_default=True,
    help="Where candidates of a very large study are looked for.",
)


@click.command("next")
@click.option("--most", type=click.IntRange(1), default=1, show_default=True, help="How many to show.")
@_within
@_engine
@in_study
@as_json
def next_command(folder: Path, most: int, within: float, engine: str, *, in_json: bool) -> None:
    r"""Show the pair of cases to judge next: the one that would change most in the numbers.

    Pairs that nobody looked at come first, by how likely they are one person and how much the counts they stand in
    would change; those left unsure come after them. At the end stands how many people are probably still counted
    twice, and whether to go on.

    \b
    Examples:
      outspoken people next
      outspoken people next --most 10 --json
    """
    with open_study(folder) as study:
        found = outlook(study, by=Actor.local(), engine=Engine(engine), within=within)
    if in_json:
        shown = [QueuedShape.of(one) for one in found.queue[:most]]
        say_json(QueueList(len(found.queue), LeftShape.of(found.left), shown))
        return
    for one in found.queue[:most]:
        _say(one, folder)
    if not found.queue:
        say("No two cases look like one person, and nothing is left unsure.")
    say(f"{counted(len(found.queue), 'pair waits', 'pairs wait')}. {found.left.advice}")
    if found.alerts:
        said = counted(len(found.alerts), "conflict", "conflicts")
        say(f"{said} to look at: outspoken people conflicts{here(folder)}")


def _say(one: Queued, folder: Path) -> None:
    pair = PairShape.of(one.pair)
    left = f", left unsure by {one.unsure.actor} (J{one.unsure.id})" if one.unsure else ""
    say(f"{pair.left} and {pair.right}: one person with a chance of {pair.chance:.2f}{left}", hanging=4)
    for sign, reasons in (("+", pair.reasons_for), ("-", pair.reasons_against)):
        for reason in reasons:
            say(f"  {sign} {reason}", hanging=4)
    if one.unsure and one.unsure.reason:
        say(f"  ? {one.unsure.reason}", hanging=4)
    say(f"  if same: {'; '.join(change.text for change in one.changes)}", hanging=4)
    if one.forbidden:
        say("  They cannot be one as things stand: see `outspoken people conflicts`.", hanging=4)
    say(f"  outspoken people judge {pair.left} {pair.right} same|different|unsure --why REASON{here(folder)}")
    say()


@click.command("explain")
@click.argument("one")
@click.argument("other")
@in_study
@as_json
def explain_command(folder: Path, one: str, other: str, *, in_json: bool) -> None:
    r"""Say what speaks for and against cases ONE and OTHER being the same person.

    \b
    Example:
      outspoken people explain 6 14
    """
    with open_study(folder) as study:
        shaped = PairShape.of(explained(study, one, other, by=Actor.local()))
    if in_json:
        say_json(shaped)
        return
    say(f"{one} and {other} are one person with a chance of {shaped.chance:.2f}, by names, facts and stories.")
    for sign, reasons in (("+", shaped.reasons_for), ("-", shaped.reasons_against)):
        for reason in reasons:
            say(f"  {sign} {reason}", hanging=4)


@click.command("split")
@click.argument("case")
@click.option("--off", multiple=True, metavar="CASE", help="Split off this testimony only; repeatable.")
@click.option("--why", default="", help="The reason, kept with the judgements.")
@in_study
def split_command(folder: Path, case: str, off: tuple[str, ...], why: str) -> None:
    r"""Split CASE into its testimonies: they were of several people after all.

    Each is judged different from the others, so that nothing joins them again by way of a third. With --off only those
    named are taken away from the rest. `outspoken people undo` on any two of them takes the whole split back.

    \b
    Examples:
      outspoken people split 12 --why "Two courts, two men."
      outspoken people split 12 --off 17 --why "The film shows another man."
    """
    by = Actor.local()
    with open_study(folder) as study:
        before = [one.born_as for one in person_of(study, case, by=by).testimonies]
        made = split(study, case, by=by, off=off, reason=why)
        now = sorted({person_of(study, str(number), by=by).number for number in before})
    said = "; ".join(f"case {number}" for number in now)
    say(f"{counted(len(made), 'judgement', 'judgements')}; what was case {case} is now {said}.")


@click.command("conflicts")
@in_study
@as_json
def conflicts_command(folder: Path, *, in_json: bool) -> None:
    r"""List where judgements, likeness and values pull in two directions.

    A is not B, C is A, and C looks like B; somebody is unsure of two who cannot be one; one person has two values;
    of one person some testimonies are left out and others count.

    \b
    Example:
      outspoken people conflicts
    """
    with open_study(folder) as study:
        found = outlook(study, by=Actor.local()).alerts
    if in_json:
        say_json(AlertList([AlertShape(one.alarm.value, one.one, one.other, one.text) for one in found]))
        return
    for one in found:
        say(one.text, hanging=2)
    if not found:
        say("Nothing pulls in two directions.")


@click.command("left")
@_within
@_engine
@in_study
@as_json
def left_command(folder: Path, within: float, engine: str, *, in_json: bool) -> None:
    r"""Say how many people are probably still counted twice, and whether to go on judging.

    \b
    Examples:
      outspoken people left
      outspoken people left --within 0.05
    """
    with open_study(folder) as study:
        shaped = LeftShape.of(outlook(study, by=Actor.local(), engine=Engine(engine), within=within).left)
    if in_json:
        say_json(shaped)
        return
    say(shaped.advice)
    say(f"From {counted(shaped.pairs, 'pair')} that nobody judged. {shaped.caveat}")


COMMANDS = (next_command, explain_command, split_command, conflicts_command, left_command)
