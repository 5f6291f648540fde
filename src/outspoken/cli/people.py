"""`outspoken people`: judge which testimonies are of one person, and restrict who may see them."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import say, say_json, say_table
from outspoken.cli.shapes.people import (
    JudgementList,
    JudgementShape,
    PairList,
    PairShape,
    RestrictionList,
    RestrictionShape,
    SketchList,
    SketchShape,
)
from outspoken.people import Restricted, Verdict, add, judge, lift, restrict, seal, undo, unseal
from outspoken.people.acts import LONGEST_OPENING
from outspoken.people.clusters import in_force
from outspoken.people.meeting import Engine
from outspoken.people.readers import (
    LEAST_CHANCE,
    explained,
    judgements_made,
    pairs_to_look_at,
    restrictions_in_force,
    suggested_in,
)
from outspoken.study import Actor, ids, open_study
from outspoken.text.letters import quote


@click.group("people")
def people_command() -> None:
    """Step 4: judge which testimonies are of one person; restrict who may see a case."""


@people_command.command("suggest")
@click.argument("story")
@in_study
@as_json
def suggest_command(folder: Path, story: str, *, in_json: bool) -> None:
    r"""Suggest what the texts of STORY say of its persons: names, sex, age, nationality, group, role, dates.

    Each value stands beside its passage and the rule that found it. Nothing is stored or
    counted; where a text does not say it plainly, nothing is suggested.

    \b
    Example:
      outspoken people suggest S12
    """
    with open_study(folder) as study:
        found = suggested_in(study, story, by=Actor.local())
    told = [(ids.spoken("text", text.id), text.language, sketch) for text, sketches in found for sketch in sketches]
    if in_json:
        say_json(SketchList([SketchShape.of(*one) for one in told]))
        return
    if not any(sketch.said for _, _, sketch in told):
        say(f"Nothing can be suggested of {story}: it has no text, or its texts do not say it plainly.")
    for number, (text, _, sketch) in enumerate(told, 1):
        rows = [[one.attribute, one.value, quote(one.quote), one.rule] for one in sketch.said]
        if rows:
            say(f"Person {number}, by {text}:")
            say_table(["attribute", "value", "passage", "rule"], rows)
        for one in sketch.unsure:
            say(f"In doubt, {one.attribute}: {quote(one.printed)}; {one.why}.")


@people_command.command("add")
@click.argument("story")
@in_study
def add_command(folder: Path, story: str) -> None:
    r"""Add a testimony: STORY speaks of one more person.

    Whether that is somebody known already is said with `outspoken people judge`.

    \b
    Example:
      outspoken people add S12
    """
    with open_study(folder) as study:
        made = add(study, story, by=Actor.local())
    say(f"{story} speaks of one more person: case {made.born_as}.")


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


@people_command.command("pairs")
@click.option(
    "--engine",
    type=click.Choice([one.value for one in Engine]),
    default=Engine.LOCAL.value,
    show_default=True,
    help="Where candidates are looked for; beyond small studies the pairs are the same.",
)
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    default=LEAST_CHANCE,
    show_default=True,
    help="The least chance; two who share a rare fact are listed all the same.",
)
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="How many to list.")
@in_study
@as_json
def pairs_command(folder: Path, engine: str, at_least: float, most: int, *, in_json: bool) -> None:
    r"""List the pairs of cases that may be one person, the likeliest first.

    By name, nationality, year of birth and sex, and by what is rare in this study. A pair
    somebody judged same or different is not listed; nobody is joined by being listed.
    With --engine duckdb or spark a very large study looks for candidates there.

    \b
    Examples:
      outspoken people pairs
      outspoken people pairs --at-least 0.5 --json
      outspoken people pairs --engine duckdb
    """
    with open_study(folder) as study:
        found = pairs_to_look_at(study, by=Actor.local(), engine=Engine(engine), at_least=at_least)
    shaped = [PairShape.of(one) for one in found[:most]]
    if in_json:
        say_json(PairList(shaped))
        return
    if not shaped:
        say("No two cases look like one person.")
        return
    rows = [(one.left, one.right, f"{one.chance:.2f}", "; ".join(one.reasons_for)) for one in shaped]
    say_table(("one", "other", "chance", "what speaks for it"), rows, numbers=(0, 1, 2))
    if len(found) > most:
        say(f"{len(found) - most} more: ask for them with --most {len(found)}.")


@people_command.command("explain")
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
    say(f"{one} and {other} are one person with a chance of {shaped.chance:.2f}, by name and facts alone.")
    for sign, reasons in (("+", shaped.reasons_for), ("-", shaped.reasons_against)):
        for reason in reasons:
            say(f"  {sign} {reason}", hanging=4)


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


@people_command.command("restrict")
@click.argument("what")
@click.option("--to", "names", multiple=True, required=True, metavar="NAME", help="Who may still see; repeatable.")
@in_study
def restrict_command(folder: Path, what: str, names: tuple[str, ...]) -> None:
    r"""Restrict case or attribute WHAT to named people; keepers see it too.

    For everybody else the case does not exist: it is in no list, no number, no error.

    \b
    Examples:
      outspoken people restrict 12 --to Bilal --to Chloe
      outspoken people restrict name --to Bilal
    """
    with open_study(folder) as study:
        made = restrict(study, what, names, by=Actor.local())
    say(f"{_called(what, made)} is restricted to {', '.join(made[0].trusted)}, and to owners and custodians.")


@people_command.command("seal")
@click.argument("what")
@in_study
def seal_command(folder: Path, what: str) -> None:
    r"""Seal case or attribute WHAT: nobody sees it until an owner or custodian opens it.

    \b
    Example:
      outspoken people seal 12
    """
    with open_study(folder) as study:
        made = seal(study, what, by=Actor.local())
    say(f"{_called(what, made)} is sealed. To open it: `outspoken people unseal {what} --why ...`.")


@people_command.command("unseal")
@click.argument("what")
@click.option("--why", required=True, help="The reason, kept with the opening.")
@click.option("--minutes", default=60, show_default=True, help=f"For how long, up to {LONGEST_OPENING}.")
@in_study
def unseal_command(folder: Path, what: str, why: str, minutes: int) -> None:
    r"""Open sealed case or attribute WHAT for yourself, for a time.

    \b
    Example:
      outspoken people unseal 12 --why "The lawyer asks for the date." --minutes 30
    """
    with open_study(folder) as study:
        made = unseal(study, what, by=Actor.local(), reason=why, minutes=minutes)
    until = made[0].openings[-1].ends[:16].replace("T", " ")
    say(f"{_called(what, made)} is open to you until {until} UTC; the journal says so.")


@people_command.command("lift")
@click.argument("what")
@in_study
def lift_command(folder: Path, what: str) -> None:
    r"""Lift the restriction or seal on case or attribute WHAT; it is open inside the study again.

    \b
    Example:
      outspoken people lift 12
    """
    with open_study(folder) as study:
        made = lift(study, what, by=Actor.local())
    say(f"{_called(what, made)} is open inside the study again.")


@people_command.command("restrictions")
@in_study
@as_json
def restrictions_command(folder: Path, *, in_json: bool) -> None:
    r"""List what is restricted or sealed, to whom, and who opened it.

    \b
    Example:
      outspoken people restrictions
    """
    with open_study(folder) as study:
        found = [RestrictionShape.of(one) for one in restrictions_in_force(study, by=Actor.local())]
    if in_json:
        say_json(RestrictionList(found))
        return
    if not found:
        say("Nothing is restricted: whoever may read the study sees all of it.")
        return
    rows = [(one.attribute or one.case or "", one.level, ", ".join(one.to), one.actor, _opened(one)) for one in found]
    say_table(("what", "level", "to", "by", "opened"), rows)


def _called(what: str, made: list[Restricted]) -> str:
    cases = [one.case for one in made if one.case is not None]
    if not cases:
        return f"The attribute {what}"
    others = f" (with {', '.join(map(str, cases))})" if len(cases) > 1 else ""
    return f"Case {what}{others}"


def _opened(one: RestrictionShape) -> str:
    if not one.openings:
        return ""
    last = one.openings[-1]
    return f"by {last.actor} until {last.ends[:16].replace('T', ' ')}"
