"""`outspoken screen`: decide which stories count, and say why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from outspoken.analyse.readers import flow_bounded
from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import counted, say, say_json, say_table
from outspoken.cli.shapes.collect import StoryShape
from outspoken.cli.shapes.screen import CriterionList, CriterionShape, DecisionList, DecisionShape, FlowShape, NextShape
from outspoken.collect import how_found
from outspoken.errors import NotFound
from outspoken.screen import Answer, Verdict, criteria_of, decide, decisions_on, flow, next_story, undo
from outspoken.screen.diagram import drawn, labels_of, lines_of
from outspoken.study import Actor, open_study
from outspoken.study.files import write_whole


@click.group("screen")
def screen_command() -> None:
    """Step 3: decide which stories count, and say why."""


@screen_command.command("criteria")
@in_study
@as_json
def criteria_command(folder: Path, *, in_json: bool) -> None:
    r"""Show the criteria of study.toml: each question, and what its answers mean.

    \b
    Example:
      outspoken screen criteria
    """
    with open_study(folder) as study:
        criteria = criteria_of(study, by=Actor.local())
    if in_json:
        shaped = [CriterionShape(n, c.question, c.include, c.exclude, list(c.examples)) for n, c in criteria.items()]
        say_json(CriterionList(shaped))
        return
    if not criteria:
        say("study.toml states no criteria; put each under [screen.criteria.NAME], with its question.", hanging=2)
    for name, one in criteria.items():
        say(f"{name}: {one.question}", hanging=2)
        for word, meaning in (("yes", one.include), ("no", one.exclude)):
            if meaning:
                say(f"  {word}: {meaning}", hanging=6)
        for example in one.examples:
            say(f"  e.g. {example}", hanging=6)


@screen_command.command("next")
@in_study
@as_json
def next_command(folder: Path, *, in_json: bool) -> None:
    r"""Show the first story about which nobody decided yet, and how many wait.

    \b
    Example:
      outspoken screen next
    """
    with open_study(folder) as study:
        by = Actor.local()
        found, waiting, criteria = next_story(study, by=by), flow(study, by=by).waiting, criteria_of(study, by=by)
        shaped = StoryShape.of(found, how_found(study, by=by).get(found.id, [])) if found else None
    if in_json:
        say_json(NextShape(shaped, waiting))
        return
    if shaped is None:
        say("No story waits for a decision.")
        return
    say(f"{shaped.id} {shaped.title or '(no title)'}", hanging=4)
    for line in (shaped.address, shaped.outlet, " or ".join(shaped.published)):
        if line:
            say(f"    {line}", hanging=4)
    for find in shaped.finds:
        query = f", searched for {find.query!r}" if find.query else ""
        say(f"    found in {find.channel}{query}, {find.at[:10]}", hanging=6)
    for name, one in criteria.items():
        say(f"  {name}: {one.question}", hanging=4)
    say(f"{counted(waiting, 'story waits', 'stories wait')}.")
    say(f"Next: outspoken screen decide {shaped.id} include|exclude|unclear{here(folder)}", hanging=6)


@screen_command.command("decide")
@click.argument("story")
@click.argument("verdict", metavar="VERDICT", type=click.Choice([verdict.value for verdict in Verdict]))
@click.option("--answer", "answers", multiple=True, metavar="CRITERION=yes|no|unclear", help="Once for each criterion.")
@click.option("--yes-to-all", is_flag=True, help="Answer every criterion that --answer leaves out with yes.")
@click.option("--why", default="", help="The reason, kept with the decision.")
@in_study
def decide_command(
    story: str, verdict: str, answers: tuple[str, ...], *, yes_to_all: bool, why: str, folder: Path
) -> None:
    r"""Decide whether STORY counts: include, exclude or unclear.

    An included story meets every criterion; an excluded one fails at least one, and the first that it fails is the
    reason that the flow counts. A later decision takes the place of the earlier one; `undo` brings it back.

    \b
    Examples:
      outspoken screen decide S12 include --yes-to-all
      outspoken screen decide S13 exclude --answer left=no --why "He says that he still belongs to it."
      outspoken screen decide S14 unclear --answer credible=unclear
    """
    with open_study(folder) as study:
        given = _answers(answers)
        if yes_to_all:
            given = dict.fromkeys(study.settings.screen.criteria, Answer.YES) | given
        made = decide(study, story, Verdict(verdict), by=Actor.local(), answers=given, reason=why)
    done = {"include": "is included", "exclude": "is excluded", "unclear": "is unclear"}[made.verdict.value]
    say(f"S{made.story} {done}.")


def _answers(given: tuple[str, ...]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for one in given:
        name, mark, answer = one.partition("=")
        if not mark or answer not in {each.value for each in Answer}:
            raise NotFound(f"{one!r} is not an answer.", "Write --answer CRITERION=yes, no or unclear.")
        found[name.strip()] = Answer(answer)
    return found


@screen_command.command("undo")
@click.argument("story")
@in_study
def undo_command(story: str, folder: Path) -> None:
    r"""Undo your decision in force about STORY; the one before counts again.

    \b
    Example:
      outspoken screen undo S13
    """
    with open_study(folder) as study:
        left = undo(study, story, by=Actor.local())
    say(f"{story} now stands as {left.verdict.value}." if left else f"{story} is undecided again.")


@screen_command.command("decisions")
@click.argument("story", default="")
@in_study
@as_json
def decisions_command(story: str, folder: Path, *, in_json: bool) -> None:
    r"""List the decisions about STORY, or all; the undone ones too.

    \b
    Example:
      outspoken screen decisions S13
    """
    with open_study(folder) as study:
        shaped = [DecisionShape.of(one) for one in decisions_on(study, story, by=Actor.local())]
    if in_json:
        say_json(DecisionList(shaped))
        return
    if not shaped:
        say("Nobody has decided yet.")
        return
    rows = [
        (
            one.id,
            one.story,
            one.verdict,
            "undone" if one.undone_at else "",
            one.screener,
            ", ".join(f"{name} {answer}" for name, answer in one.answers.items() if answer != "yes"),
            one.reason,
        )
        for one in shaped
    ]
    say_table(("", "story", "verdict", "", "by", "not yes", "why"), rows)


@screen_command.command("flow")
@in_study
@click.option("--svg", "target", type=click.Path(path_type=Path, dir_okay=False), help="Draw it into this file, too.")
@as_json
def flow_command(folder: Path, target: Path | None, *, in_json: bool) -> None:
    r"""Count what became of every story that was found; the numbers add up whatever was decided.

    \b
    Examples:
      outspoken screen flow
      outspoken screen flow --svg flow.svg
    """
    with open_study(folder) as study:
        found, labels = flow_bounded(study, by=Actor.local()), labels_of(study.settings.screen.criteria)
    if target is not None:
        write_whole(target, drawn(found, labels))
    if in_json:
        say_json(FlowShape(**asdict(found)))
        return
    for label, number, depth in lines_of(found, labels):
        say(f"{number:>8,}  {'  ' * depth}{label}", hanging=10)
