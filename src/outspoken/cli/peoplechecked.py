"""`outspoken people`, the part on what testimonies say: who counts, which value does, which suggestions are taken."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import counted, say, say_json, say_table
from outspoken.cli.shapes.people import (
    AnswerShape,
    ContradictionList,
    ContradictionShape,
    ExclusionList,
    ExclusionShape,
    PersonShape,
    ValueSuggestionList,
    ValueSuggestionShape,
)
from outspoken.people import accept, dismiss, exclude, readmit, reconsider, settle, unsettle
from outspoken.people.checked.records import Out
from outspoken.people.readers import answers_given, contradictions_in, exclusions_made, person_of, values_suggested
from outspoken.study import Actor, ids, open_study
from outspoken.text.letters import quote


@click.command("person")
@click.argument("case")
@in_study
@as_json
def person_command(folder: Path, case: str, *, in_json: bool) -> None:
    r"""Show who CASE is: all its testimonies, values that contradict each other, and what was judged.

    \b
    Example:
      outspoken people person 12
    """
    with open_study(folder) as study:
        found = person_of(study, case, by=Actor.local())
    shaped = PersonShape.of(found)
    if in_json:
        say_json(shaped)
        return
    told = ", ".join(
        f"{ids.spoken('testimony', one.id)} (came as {one.born_as}, {ids.spoken('story', one.story_id)})"
        for one in found.testimonies
    )
    say(f"Case {found.number}: {told}{'' if found.counts else '; it is left out'}", hanging=4)
    for one in shaped.contradictions:
        say(f"  {_contradiction(one)}", hanging=4)
    for each in shaped.exclusions:
        say(f"  {_exclusion(each)}", hanging=4)
    for made in shaped.judgements:
        undone = f" (undone by {made.undone_by})" if made.undone_at else ""
        say(
            f"  J{made.id} {made.left} and {made.right} {made.verdict}, by {made.actor}{undone}: {made.reason}",
            hanging=4,
        )


@click.command("exclude")
@click.argument("what")
@click.argument("kind", type=click.Choice(["fake", "not-eligible"]))
@click.option("--criterion", default="", help="The criterion of study.toml that is not met.")
@click.option("--why", default="", help="The reason, kept with it.")
@in_study
def exclude_command(folder: Path, what: str, kind: str, criterion: str, why: str) -> None:
    r"""Leave out WHAT, a case (12) or one of its testimonies (T12), as fake or not eligible.

    It counts nowhere any more; the flow of the study says how many were left out, and why. `outspoken people readmit`
    takes it back.

    \b
    Examples:
      outspoken people exclude 12 fake --why "The outlet withdrew the story."
      outspoken people exclude 12 not-eligible --criterion left --why "He never left."
    """
    with open_study(folder) as study:
        made = exclude(study, what, Out(kind.replace("-", " ")), by=Actor.local(), criterion=criterion, reason=why)
    say(f"{what} is left out as {kind.replace('-', ' ')}: {counted(len(made), 'testimony', 'testimonies')}.")


@click.command("readmit")
@click.argument("what")
@in_study
def readmit_command(folder: Path, what: str) -> None:
    r"""Take back that WHAT, a case or a testimony, is left out.

    \b
    Example:
      outspoken people readmit 12
    """
    with open_study(folder) as study:
        made = readmit(study, what, by=Actor.local())
    say(f"{what} counts again: {counted(len(made), 'testimony', 'testimonies')}.")


@click.command("exclusions")
@click.option("--undone", is_flag=True, help="List those that were taken back, too.")
@in_study
@as_json
def exclusions_command(folder: Path, *, undone: bool, in_json: bool) -> None:
    r"""List which testimonies are left out, and why.

    \b
    Example:
      outspoken people exclusions
    """
    with open_study(folder) as study:
        found = [ExclusionShape.of(one) for one in exclusions_made(study, by=Actor.local(), undone=undone)]
    if in_json:
        say_json(ExclusionList(found))
        return
    for one in found:
        say(_exclusion(one), hanging=2)
    if not found:
        say("Nobody is left out.")


def _exclusion(one: ExclusionShape) -> str:
    criterion = f" ({one.criterion})" if one.criterion else ""
    undone = f", taken back by {one.undone_by}" if one.undone_by else ""
    return f"{one.testimony} of case {one.case}: {one.kind}{criterion}, by {one.actor}{undone}: {one.reason}"


@click.command("contradictions")
@in_study
@as_json
def contradictions_command(folder: Path, *, in_json: bool) -> None:
    r"""List persons whose testimonies contradict each other, settled or not.

    While nobody settles which value counts, every count shows all of them.

    \b
    Example:
      outspoken people contradictions
    """
    with open_study(folder) as study:
        found = [ContradictionShape.of(one) for one in contradictions_in(study, by=Actor.local())]
    if in_json:
        say_json(ContradictionList(found))
        return
    for one in found:
        say(f"Case {one.case}: {_contradiction(one)}", hanging=2)
    if not found:
        say("No person's testimonies contradict each other.")


def _contradiction(one: ContradictionShape) -> str:
    values = ", ".join(f"{each.value} ({', '.join(each.testimonies)})" for each in one.values)
    end = f"{one.settled} counts, by {one.actor}: {one.reason}" if one.settled else "not settled"
    return f"{one.attribute} is {values}; {end}"


@click.command("settle")
@click.argument("case")
@click.argument("attribute")
@click.argument("value")
@click.option("--why", default="", help="The reason, kept with it.")
@in_study
def settle_command(folder: Path, case: str, attribute: str, value: str, why: str) -> None:
    r"""Say which of several values of CASE counts; all of them stay in the record.

    \b
    Example:
      outspoken people settle 12 country Australia --why "The court names it; the paper guessed."
    """
    with open_study(folder) as study:
        made = settle(study, case, attribute, value, by=Actor.local(), reason=why)
    say(f"{attribute} of case {case} counts as {made.value}; {', '.join(made.aside)} stays in the record.")


@click.command("unsettle")
@click.argument("case")
@click.argument("attribute")
@in_study
def unsettle_command(folder: Path, case: str, attribute: str) -> None:
    r"""Take back what was settled last of ATTRIBUTE of CASE.

    \b
    Example:
      outspoken people unsettle 12 country
    """
    with open_study(folder) as study:
        made = unsettle(study, case, attribute, by=Actor.local())
    say(f"That {attribute} of case {case} counts as {made.value} is taken back.")


@click.command("suggestions")
@click.argument("case")
@click.option("--answered", is_flag=True, help="List those that somebody accepted or dismissed, too.")
@in_study
@as_json
def suggestions_command(folder: Path, case: str, *, answered: bool, in_json: bool) -> None:
    r"""List the values that the texts of CASE's story seem to give it, each beside its passage.

    CASE is the number of one testimony. A star stands before values of a rule that was right at least 95 times in 100
    here, as far as this study can tell.

    \b
    Examples:
      outspoken people suggestions 12
      outspoken people suggestions 12 --answered
    """
    by = Actor.local()
    with open_study(folder) as study:
        found = [ValueSuggestionShape.of(one) for one in values_suggested(study, case, by=by)]
        given = [AnswerShape.of(one) for one in answers_given(study, case, by=by)]
    if in_json:
        say_json(ValueSuggestionList(ids.heard("person", case), found, given))
        return
    rows = [
        ("*" if one.preselected else "", one.attribute, one.value or one.printed, _passage(one), _state(one))
        for one in found
    ]
    if answered:
        rows += [("", one.attribute, one.value, quote(one.quote), f"{one.state} by {one.actor}") for one in given]
    if rows:
        say_table(["", "attribute", "value", "passage", ""], rows)
        say(f"Next: outspoken people accept {case} ATTRIBUTE, or dismiss")
    else:
        say(f"Nothing more is suggested of case {case}.")


def _passage(one: ValueSuggestionShape) -> str:
    before, after = one.before[-30:].replace("\n", " "), one.after[:30].replace("\n", " ")
    return f"…{before}[{one.quote}]{after}…"


def _state(one: ValueSuggestionShape) -> str:
    if one.problem:
        return f"cannot be taken: {one.problem}"
    return f"{one.there} stands there" if one.there else one.proof or one.rule


@click.command("accept")
@click.argument("case")
@click.argument("attribute")
@click.argument("value", default="")
@click.option("--instead", is_flag=True, help="Set it in the place of what the testimony says already.")
@in_study
def accept_command(folder: Path, case: str, attribute: str, value: str, *, instead: bool) -> None:
    r"""Accept the value suggested as ATTRIBUTE of CASE; it becomes a fact with its passage.

    Name the VALUE where several are suggested. `outspoken people reconsider` takes it back.

    \b
    Examples:
      outspoken people accept 12 age
      outspoken people accept 12 age 27 --instead
    """
    with open_study(folder) as study:
        made = accept(study, case, attribute, value, by=Actor.local(), instead=instead)
    say(f"{attribute} of case {case} is {made.value}: {quote(made.quote)}.")


@click.command("dismiss")
@click.argument("case")
@click.argument("attribute")
@click.argument("value", default="")
@in_study
def dismiss_command(folder: Path, case: str, attribute: str, value: str) -> None:
    r"""Turn down the value suggested as ATTRIBUTE of CASE; it is not suggested again.

    \b
    Example:
      outspoken people dismiss 12 age
    """
    with open_study(folder) as study:
        made = dismiss(study, case, attribute, value, by=Actor.local())
    say(f"{made.value} is not {attribute} of case {case}, and is not suggested again.")


@click.command("reconsider")
@click.argument("case")
@click.argument("attribute")
@click.argument("value", default="")
@in_study
def reconsider_command(folder: Path, case: str, attribute: str, value: str) -> None:
    r"""Take back the last answer to a value suggested as ATTRIBUTE of CASE.

    \b
    Example:
      outspoken people reconsider 12 age
    """
    with open_study(folder) as study:
        made = reconsider(study, case, attribute, value, by=Actor.local())
    say(f"That {made.value} was {made.state.value} as {attribute} of case {case} is taken back.")


COMMANDS = (
    *(person_command, exclude_command, readmit_command, exclusions_command),
    *(contradictions_command, settle_command, unsettle_command),
    *(suggestions_command, accept_command, dismiss_command, reconsider_command),
)
