"""`outspoken coding`, the part on rounds: assign, next, finish, close, agreement, disagreements, prevalence, memos."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import WRONG, counted, say, say_json, say_table
from outspoken.cli.shapes.coding import (
    AgreedList,
    DisagreementList,
    MemoList,
    MemoShape,
    PrevalenceShape,
    RoundList,
    RoundShape,
    TaskShape,
)
from outspoken.coding import About, Answer, Plan, Scheme, acts, findings, readers
from outspoken.coding.prevalence import Scope
from outspoken.errors import NotFound
from outspoken.estimates import shown
from outspoken.study import Actor, ids, open_study


@click.command("assign")
@click.argument("name")
@click.option("--coders", required=True, help="Who codes, with commas between: Amal,Bilal.")
@click.option("--scheme", type=click.Choice([one.value for one in Scheme]), default="all", help="How to draw.")
@click.option("--size", type=int, default=0, help="How many testimonies (default: all).")
@click.option("--each", type=int, default=2, help="By how many coders each is coded (default: 2).")
@click.option("--by", "attribute", default="", help="The attribute whose values are the strata.")
@click.option("--pick", multiple=True, metavar="T12", help="A testimony, for the scheme picked.")
@click.option("--seed", type=int, default=0, help="Of the draw, so that it can be repeated.")
@click.option("--open", "is_open", is_flag=True, help="Coders see each other's codings and suggestions.")
@in_study
def assign_command(folder: Path, name: str, coders: str, *, is_open: bool, **drawing: object) -> None:
    r"""Begin the round NAME: draw testimonies and share them out among coders.

    With which chance each was drawn is kept, so that shares can be estimated. In a round
    that is not --open coders see only their own codings, until it is closed.

    \b
    Examples:
      outspoken coding assign pilot --coders Amal,Bilal --scheme random --size 40
      outspoken coding assign main --coders Amal,Bilal,Chloe --scheme stratified --by sex --size 200 --each 1
    """
    plan = Plan(
        name,
        tuple(one.strip() for one in coders.split(",") if one.strip()),
        Scheme(str(drawing["scheme"])),
        int(str(drawing["size"])),
        int(str(drawing["each"])),
        blind=not is_open,
        seed=int(str(drawing["seed"])),
        by=str(drawing["attribute"]),
        picked=tuple(drawing["pick"]) if isinstance(drawing["pick"], tuple) else (),
    )
    with open_study(folder) as study:
        made = acts.assign(study, plan, by=Actor.local())
        tasks = next(tasks for one, tasks in readers.rounds_of(study, by=Actor.local()) if one.id == made.id)
    drawn = len({one.testimony_id for one in tasks})
    say(f"The round {made.name} has {counted(drawn, 'testimony', 'testimonies')} of {made.population}:")
    for coder in plan.coders:
        say(f"  {coder}: {sum(one.coder == coder for one in tasks)}")


@click.command("rounds")
@in_study
@as_json
def rounds_command(folder: Path, *, in_json: bool) -> None:
    r"""List the rounds and how far they are.

    \b
    Example:
      outspoken coding rounds
    """
    with open_study(folder) as study:
        found = [RoundShape.of(one, tasks) for one, tasks in readers.rounds_of(study, by=Actor.local())]
    if in_json:
        say_json(RoundList(found))
        return
    if not found:
        say("There is no round; begin one with `outspoken coding assign`.")
        return
    rows = [
        (
            one.name,
            one.scheme,
            "blind" if one.blind else "open",
            f"{one.finished} of {one.assignments}",
            "closed" if one.closed else "",
        )
        for one in found
    ]
    say_table(("round", "drawn", "", "finished", ""), rows)


@click.command("next")
@click.argument("name", required=False, default="")
@in_study
@as_json
def next_command(folder: Path, name: str, *, in_json: bool) -> None:
    r"""Show what you have to code next, in the round NAME or in any.

    \b
    Example:
      outspoken coding next pilot
    """
    with open_study(folder) as study:
        task = readers.next_task(study, by=Actor.local(), round_name=name)
    if in_json:
        say_json(TaskShape.of(task))
        return
    if task is None:
        say("You have nothing left to code.")
        return
    left = counted(task.left, "testimony", "testimonies")
    say(f"T{task.assignment.testimony_id} in the round {task.round.name}; {left} left, this one included.")
    if task.text is not None:
        say()
        say(f"Text {task.text.id}: {task.text.title}".rstrip(": "))
        say(task.text.words)


@click.command("finish")
@click.argument("name")
@click.argument("testimony")
@click.option("--rest", type=click.Choice(["no", "cannot tell"]), help="The answer to every code not answered yet.")
@in_study
def finish_command(folder: Path, name: str, testimony: str, rest: str | None) -> None:
    r"""Say that you have coded TESTIMONY in the round NAME.

    \b
    Example:
      outspoken coding finish pilot T12 --rest no
    """
    with open_study(folder) as study:
        made = acts.finish(study, name, testimony, by=Actor.local(), rest=Answer(rest) if rest else None)
    say(f"{testimony} is finished; {counted(len(made), 'answer was', 'answers were')} filled in.")


@click.command("close")
@click.argument("name")
@in_study
def close_command(folder: Path, name: str) -> None:
    r"""End the round NAME: from now on its coders see each other's codings.

    \b
    Example:
      outspoken coding close pilot
    """
    with open_study(folder) as study:
        acts.close(study, name, by=Actor.local())
    say(f"The round {name} is closed. Next: `outspoken coding agreement`, `outspoken coding disagreements`.")


@click.command("agreement")
@click.argument("codes", nargs=-1)
@click.option("--round", "name", default="", help="Only of this round.")
@click.option("--version", type=int, help="Only by this version of the codebook.")
@click.option("--pairs", is_flag=True, help="For every two coders, too.")
@in_study
@as_json
def agreement_command(
    folder: Path, codes: tuple[str, ...], name: str, version: int | None, *, pairs: bool, in_json: bool
) -> None:
    r"""Say how far coders agree on each code, beyond chance, with intervals.

    Only codings made blind are compared. Under 30 testimonies coded twice, or 5 that have
    the code, nothing can be told.

    \b
    Examples:
      outspoken coding agreement
      outspoken coding agreement L2 --round pilot --pairs
    """
    with open_study(folder) as study:
        found = findings.agreement_on(
            study, by=Actor.local(), codes=codes, round_name=name, version=version, pairs=pairs
        )
    if in_json:
        say_json(AgreedList.of(found))
        return
    rows = [
        (
            one.code or "all codes",
            " + ".join(one.coders) or "all",
            one.estimate.method.partition(",")[0],
            shown(one.estimate.value),
            _interval(one.estimate.low, one.estimate.high),
            one.estimate.n,
            one.estimate.caveat,
        )
        for one in found
    ]
    say_table(("code", "coders", "measure", "", "95 %", "stories", ""), rows, numbers=(3, 5))


@click.command("disagreements")
@click.argument("code", required=False, default="")
@click.option("--round", "name", default="", help="Only of this round.")
@in_study
@as_json
def disagreements_command(folder: Path, code: str, name: str, *, in_json: bool) -> None:
    r"""List where coders differ and nobody has settled it; exits with 1 if there is any.

    \b
    Example:
      outspoken coding disagreements L2
    """
    with open_study(folder) as study:
        found = findings.disagreements_on(study, by=Actor.local(), code=code, round_name=name)
    if in_json:
        say_json(DisagreementList.of(found))
    elif not found:
        say("Coders differ nowhere that is not settled.")
    else:
        rows = [
            (one.story, one.code, "; ".join(f"{who}: {answer.value}" for who, answer in one.answers.items()))
            for one in found
        ]
        say_table(("testimony", "code", "answers"), rows)
    if found:
        raise click.exceptions.Exit(WRONG)


@click.command("prevalence")
@click.argument("code")
@click.option("--round", "name", default="", help="The round whose draw is the sample (default: the newest).")
@click.option("--wider", is_flag=True, help="Say it of people like these, not of this collection alone.")
@in_study
@as_json
def prevalence_command(folder: Path, code: str, name: str, *, wider: bool, in_json: bool) -> None:
    r"""Estimate how frequent CODE is among all testimonies, from those that were drawn and coded.

    \b
    Example:
      outspoken coding prevalence L2 --round main
    """
    scope = Scope.WIDER if wider else Scope.COLLECTION
    with open_study(folder) as study:
        found = findings.prevalence_on(study, code, by=Actor.local(), round_name=name, scope=scope)
    if in_json:
        say_json(PrevalenceShape.of(code, found))
        return
    said = f"{shown(found.value)} ({_interval(found.low, found.high)})" if found.low is not None else shown(found.value)
    say(f"{code}: {said} of {found.unit}, from {found.n} coded by people.")
    say(f"{found.method}. {found.caveat}".strip())


@click.command("methods")
@in_study
def methods_command(folder: Path) -> None:
    r"""Write how the coding was done, for the methods section of a paper.

    \b
    Example:
      outspoken coding methods
    """
    with open_study(folder) as study:
        say(findings.methods_text(study, by=Actor.local()))


@click.command("memo")
@click.argument("about", required=False, default="")
@click.argument("words", required=False, default="")
@click.option("--replaces", default="", metavar="M3", help="The memo that this one rewords.")
@in_study
@as_json
def memo_command(folder: Path, about: str, words: str, replaces: str, *, in_json: bool) -> None:
    r"""Note WORDS about something: a code, S12 (a story), T12 (a testimony); without both, list memos.

    \b
    Examples:
      outspoken coding memo L2 "We decided to count threats, too."
      outspoken coding memo
    """
    with open_study(folder) as study:
        if about and words:
            based_on = ids.heard("memo", replaces) if replaces else None
            known = readers.known_code(study, about, by=Actor.local())
            subject = About(code=known) if known else _subject(about)
            made = acts.memo(study, subject, words, by=Actor.local(), based_on=based_on)
            say(f"M{made.id} is kept.")
            return
        found = [MemoShape.of(one) for one in readers.memos_of(study, by=Actor.local())]
    if in_json:
        say_json(MemoList(found))
        return
    if not found:
        say("There is no memo.")
        return
    say_table(
        ("", "about", "by", "at", "words"), [(f"M{one.id}", one.about, one.actor, one.at, one.words) for one in found]
    )


def _subject(about: str) -> About:
    kind = about[:1].upper()
    if kind == "S":
        return About(story_id=ids.heard("story", about))
    if kind == "T":
        return About(testimony_id=ids.heard("testimony", about))
    raise NotFound(f"{about!r} is no code, story or testimony.", "Name a code, or S12 or T12.")


def _interval(low: float | None, high: float | None) -> str:
    return f"{low:.2f} to {high:.2f}" if low is not None and high is not None else ""


COMMANDS = (
    assign_command,
    rounds_command,
    next_command,
    finish_command,
    close_command,
    agreement_command,
    disagreements_command,
    prevalence_command,
    methods_command,
    memo_command,
)
"""What this module adds to `outspoken coding`."""
