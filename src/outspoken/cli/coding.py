"""`outspoken coding`: the codebook and its versions, coding, rounds, agreement, exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import WRONG, counted, say, say_json, say_table
from outspoken.cli.shapes.coding import (
    CodebookShape,
    CodingList,
    CodingShape,
    ComparisonShape,
    VersionList,
    VersionShape,
    WaitingList,
)
from outspoken.coding import Answer, Code, Mark, Quoted, acts, read_codebook, readers
from outspoken.coding.records import Version
from outspoken.errors import NotFound
from outspoken.study import Actor, ids, open_study

ANSWERS = click.Choice([answer.value for answer in Answer])


@click.group("coding")
def coding_command() -> None:
    """Step 5: say what the stories say, by a codebook."""


# ---- the codebook --------------------------------------------------------------------------


@coding_command.command("codebook")
@in_study
@as_json
def codebook_command(folder: Path, *, in_json: bool) -> None:
    r"""List the groups and codes of codebook.yaml, or say what is wrong in it.

    Each group and each code can be a ROW or COLUMN of `outspoken table`.

    \b
    Example:
      outspoken coding codebook --study outspoken-demo
    """
    with open_study(folder) as study:
        book = read_codebook(study.folder)
    if in_json:
        say_json(CodebookShape.of(book))
        return
    if not book.groups:
        say("The study has no codes; write groups of them into codebook.yaml.")
        return
    say(f"Version {book.version}")
    for group in book.groups:
        say()
        say(f"{group.id}: {group.name}. {group.question}".rstrip(), hanging=2)
        for code in group.codes:
            _say(code)


@coding_command.command("versions")
@in_study
@as_json
def versions_command(folder: Path, *, in_json: bool) -> None:
    r"""List the versions of the codebook: who changed what, and what was taken back.

    \b
    Example:
      outspoken coding versions
    """
    with open_study(folder) as study:
        found = readers.codebook_versions(study, by=Actor.local())
    shaped = [VersionShape.of(one) for one in found]
    if in_json:
        say_json(VersionList(shaped))
        return
    if not shaped:
        say("Nothing has been coded or changed yet, so no version is kept.")
        return
    rows = [
        (one.number, one.at, one.actor, "; ".join(one.changes), "taken back" if one.undone else "") for one in shaped
    ]
    say_table(("version", "at", "by", "changes", ""), rows, numbers=(0,))


@coding_command.command("compare")
@click.argument("before", type=int, required=False)
@click.argument("after", type=int, required=False)
@in_study
@as_json
def compare_command(folder: Path, before: int | None, after: int | None, *, in_json: bool) -> None:
    r"""Compare two versions of the codebook, or the newest one with the file as it is now.

    \b
    Examples:
      outspoken coding compare
      outspoken coding compare 1 2
    """
    with open_study(folder) as study:
        found = readers.codebook_compared(study, by=Actor.local(), before=before, after=after)
    if in_json:
        say_json(ComparisonShape.of(found))
        return
    for old, new in found.look_renamed:
        say(f"{old} and {new} are much alike. If {new} is {old} by another name, put the file back and run")
        say(f"  outspoken coding rename {old} {new}")
    if not found.differences:
        say("They say the same.")
        return
    other = f"version {found.after}" if found.after else "the file"
    for one in found.differences:
        say(f"{one.code}, {one.field}:")
        say(f"  version {found.before}: {one.before or '–'}", hanging=4)
        say(f"  {other}: {one.after or '–'}", hanging=4)


@coding_command.command("rename")
@click.argument("code")
@click.argument("new")
@click.option("--name", default="", help="What tables call it from now on.")
@in_study
def rename_command(folder: Path, code: str, new: str, name: str) -> None:
    r"""Give CODE the id NEW; every coding with it follows.

    \b
    Example:
      outspoken coding rename J3 needs --name "Personal needs"
    """
    with open_study(folder) as study:
        _say_changed(acts.rename(study, code, new, by=Actor.local(), name=name), folder)


@coding_command.command("merge")
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help="One of the codes, or a new id.")
@click.option("--name", default="", help="What tables call the merged code.")
@click.option("--definition", default="", help="When the answer is yes.")
@in_study
def merge_command(folder: Path, codes: tuple[str, ...], into: str, name: str, definition: str) -> None:
    r"""Make one code of several.

    Yes to any of CODES is yes to the merged one, no to all of them is no. Whoever
    answered only some of them with no finds the testimony in the recode queue.

    \b
    Example:
      outspoken coding merge L3 L4 --into life --name "Life inside"
    """
    wording = _given(name=name, definition=definition)
    with open_study(folder) as study:
        _say_changed(acts.merge(study, codes, into, by=Actor.local(), wording=wording), folder)


@coding_command.command("split")
@click.argument("code")
@click.option("--part", "parts", multiple=True, metavar="ID=NAME", help="A part and its name; give it at least twice.")
@in_study
def split_command(folder: Path, code: str, parts: tuple[str, ...]) -> None:
    r"""Make several codes of one.

    A no to CODE is a no to every part. Every yes waits in the recode queue until all parts
    are answered. Write the definitions of the parts into codebook.yaml afterwards, or with
    `outspoken coding redefine`.

    \b
    Example:
      outspoken coding split O1 --part "O1a=Getting away" --part "O1b=Getting across the border"
    """
    fields = []
    for part in parts:
        number, _, name = part.partition("=")
        fields.append({"id": number.strip(), "name": name.strip() or number.strip()})
    with open_study(folder) as study:
        _say_changed(acts.split(study, code, fields, by=Actor.local()), folder)


@coding_command.command("redefine")
@click.argument("code")
@click.option("--name", default="", help="What tables call it.")
@click.option("--definition", default="", help="When the answer is yes.")
@click.option("--include", default="", help="What belongs to it, though one might doubt.")
@click.option("--exclude", default="", help="What does not, and where it belongs instead.")
@click.option("--same-meaning", is_flag=True, help="It is only said better: nothing has to be coded again.")
@in_study
def redefine_command(folder: Path, code: str, *, same_meaning: bool, **wording: str) -> None:
    r"""Say otherwise what CODE means; what was coded with it waits to be coded again.

    \b
    Example:
      outspoken coding redefine L4 --exclude "Fear of reprisals (O2); boredom alone."
    """
    with open_study(folder) as study:
        made = acts.redefine(study, code, _given(**wording), by=Actor.local(), same_meaning=same_meaning)
        _say_changed(made, folder)


@coding_command.command("add")
@click.argument("code")
@click.option("--to", "group", required=True, help="The id of its group.")
@click.option("--group-name", default="", help="What tables call the group, if it is new.")
@click.option("--name", required=True, help="What tables call it.")
@click.option("--definition", default="", help="When the answer is yes.")
@in_study
def add_command(folder: Path, code: str, group: str, group_name: str, **wording: str) -> None:
    r"""Add CODE to a group.

    \b
    Example:
      outspoken coding add L5 --to leaving --name "A loss at home" --definition "A death at home made the person leave."
    """
    with open_study(folder) as study:
        entry = {"id": code, **_given(**wording)}
        _say_changed(acts.add(study, group, entry, by=Actor.local(), group_name=group_name), folder)


@coding_command.command("retire")
@click.argument("code")
@in_study
def retire_command(folder: Path, code: str) -> None:
    r"""Take CODE out of use; its codings stay in the record and are no longer counted.

    \b
    Example:
      outspoken coding retire J3
    """
    with open_study(folder) as study:
        _say_changed(acts.retire(study, code, by=Actor.local()), folder)


@coding_command.command("adopt")
@in_study
def adopt_command(folder: Path) -> None:
    r"""Take over what was written into codebook.yaml by hand as a version of its own.

    The next coding does so anyway; `outspoken coding compare` shows first what it would be.

    \b
    Example:
      outspoken coding adopt
    """
    with open_study(folder) as study:
        _say_changed(acts.adopt(study, by=Actor.local()), folder)


@coding_command.command("undo")
@in_study
def undo_command(folder: Path) -> None:
    r"""Take back the last change of the codebook: the file and all codings are as before.

    \b
    Example:
      outspoken coding undo
    """
    with open_study(folder) as study:
        made = acts.undo(study, by=Actor.local())
        say(f"The codebook is version {made.number} again.")


@coding_command.command("queue")
@click.argument("code", required=False, default="")
@in_study
@as_json
def queue_command(folder: Path, code: str, *, in_json: bool) -> None:
    r"""List the codings that wait to be coded again, and why; exits with 1 if there are any.

    \b
    Example:
      outspoken coding queue L4
    """
    with open_study(folder) as study:
        waiting = readers.recode_queue(study, by=Actor.local(), code=code)
    if in_json:
        say_json(WaitingList.of(waiting))
    elif not waiting:
        say("Nothing waits to be coded again.")
    else:
        rows = [
            (
                f"C{one.coding.id}",
                f"T{one.coding.testimony_id}",
                one.coding.code,
                one.coding.answer.value,
                one.coding.coder,
                one.coding.stale,
                one.quote,
            )
            for one in waiting
        ]
        say_table(("", "testimony", "code", "answer", "by", "why", "words"), rows)
    if waiting:
        raise click.exceptions.Exit(WRONG)


# ---- coding ------------------------------------------------------------------------------


@coding_command.command("code")
@click.argument("testimony")
@click.argument("code")
@click.argument("answer", type=ANSWERS)
@click.option("--text", type=int, help="The number of the text (X12 is 12) in which the words stand.")
@click.option("--quote", "words", default="", help="The words that show it, letter by letter.")
@click.option("--replaces", default="", metavar="C12", help="The coding that this one replaces.")
@in_study
def code_command(
    folder: Path, testimony: str, code: str, answer: str, text: int | None, words: str, replaces: str
) -> None:
    r"""Answer CODE for TESTIMONY (T12, or the case number) with yes, no or cannot tell.

    With --text and --quote the words of the text carry the code.

    \b
    Examples:
      outspoken coding code 12 L2 yes
      outspoken coding code T12 L2 yes --text 3 --quote "they killed the prisoners"
      outspoken coding code 12 L2 no --replaces C40
    """
    if bool(words) != (text is not None):
        raise NotFound("Words stand in a text.", "Give both --text and --quote, or neither.")
    passage = Quoted(text, 0, 0, words) if text is not None else None
    based_on = ids.heard("coding", replaces) if replaces else None
    with open_study(folder) as study:
        made = acts.code(study, Mark(testimony, code, Answer(answer), passage, based_on), by=Actor.local())
    say(f"C{made.id}: T{made.testimony_id} has {made.code} as {made.answer.value}.")


@coding_command.command("uncode")
@click.argument("coding")
@in_study
def uncode_command(folder: Path, coding: str) -> None:
    r"""Take a CODING of your own away; it stays in the record.

    \b
    Example:
      outspoken coding uncode C40
    """
    with open_study(folder) as study:
        acts.uncode(study, ids.heard("coding", coding), by=Actor.local())
    say(f"{coding} no longer counts.")


@coding_command.command("list")
@click.option("--code", default="", help="Only with this code.")
@click.option("--coder", default="", help="Only by this coder.")
@in_study
@as_json
def list_command(folder: Path, code: str, coder: str, *, in_json: bool) -> None:
    r"""List the codings in force that you may see.

    \b
    Example:
      outspoken coding list --code L2
    """
    with open_study(folder) as study:
        found = readers.codings_of(study, by=Actor.local(), code=code, coder=coder)
    shaped = [CodingShape.of(one) for one in found]
    if in_json:
        say_json(CodingList(shaped))
        return
    rows = [
        (
            f"C{one.id}",
            f"T{one.testimony}",
            one.code,
            one.answer,
            one.coder,
            one.version,
            "settled" if one.settled else one.stale,
        )
        for one in shaped
    ]
    say_table(("", "testimony", "code", "answer", "by", "version", ""), rows, numbers=(5,))
    say(counted(len(rows), "coding"))


@coding_command.command("settle")
@click.argument("testimony")
@click.argument("code")
@click.argument("answer", type=ANSWERS)
@click.option("--why", required=True, help="The reason, kept with the decision.")
@click.option("--replaces", default="", metavar="C12", help="An earlier settlement that this one replaces.")
@in_study
def settle_command(folder: Path, testimony: str, code: str, answer: str, why: str, replaces: str) -> None:
    r"""End a disagreement on CODE of TESTIMONY; what the coders gave stays beside it.

    \b
    Example:
      outspoken coding settle T12 L2 yes --why "Both read the second half as reported speech; it is not."
    """
    based_on = ids.heard("coding", replaces) if replaces else None
    with open_study(folder) as study:
        made = acts.settle(study, testimony, code, Answer(answer), by=Actor.local(), reason=why, based_on=based_on)
    say(f"C{made.id}: {testimony} counts with {made.code} as {made.answer.value}.")


def _say(code: Code) -> None:
    say(f"  {code.id:<4} {code.name}. {code.question}".rstrip(), hanging=7)
    for name, text in (("", code.definition), ("include: ", code.include), ("exclude: ", code.exclude)):
        if text:
            say(f"       {name}{text.strip()}", hanging=7)


def _say_changed(made: Version, folder: Path) -> None:
    say(f"codebook.yaml is version {made.number}.")
    with open_study(folder) as study:
        waiting = readers.recode_queue(study, by=Actor.local())
    if waiting:
        said = counted(len(waiting), "coding waits", "codings wait")
        say(f"{said} to be coded again; `outspoken coding queue` lists them.")


def _given(**wording: Any) -> dict[str, Any]:
    return {name: value for name, value in wording.items() if value}


# Rounds, memos, suggestions and exchange have modules of their own; they add their commands to the group.
from outspoken.cli import codingexchange, codingrounds, codingsuggestions  # noqa: E402

for _module in (codingrounds, codingsuggestions, codingexchange):
    for _command in _module.COMMANDS:
        coding_command.add_command(_command)
