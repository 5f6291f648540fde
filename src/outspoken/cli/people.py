"""`outspoken people`: judge which testimonies are of one person."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import say, say_json, say_table
from outspoken.cli.shapes.people import JudgementList, JudgementShape
from outspoken.people import Verdict, judge, undo
from outspoken.people.clusters import in_force
from outspoken.people.readers import judgements_made
from outspoken.study import Actor, open_study


@click.group("people")
def people_command() -> None:
    """Step 4: judge which testimonies are of one person."""


@people_command.command("judge")
@click.argument("one")
@click.argument("other")
@click.argument("verdict", metavar="VERDICT", type=click.Choice([verdict.value for verdict in Verdict]))
@click.option("--why", default="", help="The reason, kept with the judgement.")
@in_study
def judge_command(folder: Path, one: str, other: str, verdict: str, why: str) -> None:
    r"""Judge whether cases ONE and OTHER are the same person.

    VERDICT is same, different or unsure. unsure is a judgement too: every count then
    shows both possibilities. Nothing is merged for good; `outspoken people undo` brings
    back what was before.

    \b
    Examples:
      outspoken people judge 12 17 same --why "Both name the same hospital and day."
      outspoken people judge 12 17 unsure
    """
    with open_study(folder) as study:
        made = judge(study, one, other, Verdict(verdict), by=Actor.local(), reason=why)
    said = {"same": "one person", "different": "two people", "unsure": "perhaps one person, perhaps two"}
    say(f"J{made.id}: {one} and {other} count as {said[verdict]}.")


@people_command.command("undo")
@click.argument("one")
@click.argument("other")
@in_study
def undo_command(folder: Path, one: str, other: str) -> None:
    r"""Undo the judgement in force on cases ONE and OTHER.

    \b
    Example:
      outspoken people undo 12 17
    """
    with open_study(folder) as study:
        left = undo(study, one, other, by=Actor.local())
    now = f"now counts as {left.verdict.value} (J{left.id})" if left else "is unjudged again"
    say(f"The pair {one} and {other} {now}.")


@people_command.command("judgements")
@click.option("--undone", is_flag=True, help="List those that were undone, too.")
@in_study
@as_json
def judgements_command(folder: Path, *, undone: bool, in_json: bool) -> None:
    r"""List the judgements.

    \b
    Example:
      outspoken people judgements --undone
    """
    with open_study(folder) as study:
        made, born_as = judgements_made(study, by=Actor.local(), undone=undone)
    shaped = [JudgementShape.of(one, born_as) for one in made]
    if in_json:
        say_json(JudgementList(shaped))
        return
    if not made:
        say("Nobody has judged anybody.")
        return
    counts = {judgement.id for judgement in in_force(made).values()}
    rows = [
        (f"J{one.id}", one.left, one.right, one.verdict, _standing(one, counts), one.actor, one.reason)
        for one in shaped
    ]
    say_table(("", "one", "other", "verdict", "", "by", "why"), rows, numbers=(1, 2))


def _standing(judgement: JudgementShape, counts: set[int]) -> str:
    if judgement.undone_at:
        return "undone"
    return "counts" if judgement.id in counts else "replaced"
