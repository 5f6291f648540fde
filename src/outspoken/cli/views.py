"""`outspoken views`: keep views of the case table, share and drop them."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.analyse.acts import drop_view, keep_view, share_view
from outspoken.analyse.listing import Asked, known_columns
from outspoken.analyse.readers import views_of
from outspoken.analyse.views import View
from outspoken.cli.options import as_json, hand_on, here, in_study
from outspoken.cli.output import say, say_json
from outspoken.cli.shapes.analyse import ViewList
from outspoken.errors import NotFound
from outspoken.study import Actor, open_study


@click.group("views", invoke_without_command=True)
@in_study
@as_json
@click.pass_context
def views_command(ctx: click.Context, folder: Path, *, in_json: bool) -> None:
    r"""List the views of the case table that you kept, and those that others share with you.

    A shared view is shown to those from whom nothing is hidden that its maker sees: its name
    and its filter may tell what they do not know.

    \b
    Examples:
      outspoken views
      outspoken cases --view "Women of 2015"
    """
    if hand_on(ctx):
        return
    with open_study(folder) as study:
        found = views_of(study, by=Actor.local())
    if in_json:
        say_json(ViewList.of(found))
        return
    if not found:
        say(f"No view was kept yet. Keep one: outspoken views keep NAME --is sex=female{here(folder)}", hanging=6)
    for one in found:
        say(f"{one.spoken} {one.name}{_whose(one)}: {described(one.asked)}", hanging=4)


@views_command.command("keep")
@click.argument("name")
@in_study
@click.option("--is", "values", multiple=True, metavar="COLUMN=VALUE", help="Only cases with this value; repeatable.")
@click.option("--words", default="", help="Only cases in which every one of these words stands.")
@click.option("--doubt", is_flag=True, help="Only cases about which something is in doubt.")
@click.option("--sort", default="number", show_default=True, help="A column, names or number; with - from the end.")
@click.option("--column", "columns", multiple=True, help="A column to show; repeatable.")
def keep_command(folder: Path, name: str, values: tuple[str, ...], columns: tuple[str, ...], **how: str | bool) -> None:
    r"""Keep a view of the case table under a NAME, for yourself.

    VALUE is as stored: a category, a country's code, a date, or the kind of missing.

    \b
    Examples:
      outspoken views keep "Women of 2015" --is sex=female --words 2015 --column left --sort -left
      outspoken views keep "In doubt" --doubt
    """
    where = dict(_pair(one) for one in values)
    asked = Asked(str(how["words"]), str(how["sort"]), columns, where, bool(how["doubt"]))
    with open_study(folder) as study:
        _refuse_unknown(asked, list(known_columns(study.settings)))
        one = keep_view(study, name, asked, by=Actor.local())
    say(f"{one.spoken} {one.name}: {described(one.asked)}", hanging=4)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not value:
        raise click.BadParameter(f"{text!r} is not COLUMN=VALUE.", param_hint="--is")
    return name.strip(), value.strip()


def _refuse_unknown(asked: Asked, known: list[str]) -> None:
    for name in (*asked.where, *asked.columns, asked.sort.lstrip("-")):
        if name not in {"number", "names", *known}:
            raise NotFound(f"The case table has no column {name!r}.", f"It has: {', '.join(known)}.")


@views_command.command("share")
@click.argument("view")
@in_study
@click.option("--no-more", is_flag=True, help="Share it no more.")
def share_command(folder: Path, view: str, *, no_more: bool) -> None:
    r"""Share a VIEW of yours, by name or id, with those from whom nothing is hidden that you see.

    \b
    Examples:
      outspoken views share "Women of 2015"
      outspoken views share V1 --no-more
    """
    with open_study(folder) as study:
        one = share_view(study, view, by=Actor.local(), shared=not no_more)
    say(f"{one.spoken} {one.name} is {'shared' if one.shared else 'yours alone'}.", hanging=4)


@views_command.command("drop")
@click.argument("view")
@in_study
def drop_command(folder: Path, view: str) -> None:
    r"""Forget a VIEW of yours, by name or id; no case changes.

    \b
    Example:
      outspoken views drop V1
    """
    with open_study(folder) as study:
        one = drop_view(study, view, by=Actor.local())
    say(f"{one.spoken} {one.name} is dropped.", hanging=4)


def described(asked: Asked) -> str:
    """Say what a view asks for, in the words of the command.

    >>> described(Asked(words="2015", sort="-left", columns=("left",), where={"sex": "female"}))
    'sex=female, words 2015, by -left; left'
    """
    said = [f"{name}={value}" for name, value in asked.where.items()]
    said += [f"words {asked.words}"] if asked.words else []
    said += ["in doubt"] if asked.doubt else []
    return f"{', '.join([*said, f'by {asked.sort}'])}; {', '.join(asked.columns)}"


def _whose(one: View) -> str:
    mine = one.actor == Actor.local().name
    return (" (shared)" if one.shared else "") if mine else f" (shared by {one.actor})"
