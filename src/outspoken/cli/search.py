"""`outspoken search`: find stories by their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import counted, say, say_json
from outspoken.cli.shapes.search import HitShape, SearchShape
from outspoken.errors import OutspokenError
from outspoken.study import Actor, ids, open_study
from outspoken.study.marking import Place, Term
from outspoken.study.search import Hit, reindex, search


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 1000), help="Show so many stories.")
@click.option("--skip", default=0, type=click.IntRange(0), help="Leave out so many of the best.")
@click.option("--rebuild", is_flag=True, help="Make the index of words anew first.")
@in_study
@as_json
def search_command(folder: Path, words: tuple[str, ...], most: int, skip: int, *, rebuild: bool, in_json: bool) -> None:
    r"""Find the stories in whose title or texts all WORDS stand.

    Accents, case and letters that are typed in several ways (Arabic alef and ya, Cyrillic
    yo, Turkish dotless i) make no difference. "A phrase" stands in quotation marks, a
    word's beginning ends in *, and with a minus before it a word must not stand there;
    write -- before words of which the first has a minus.

    \b
    Examples:
      outspoken search left order
      outspoken search '"left the order" broth*'
      outspoken search defector --most 5 --json
    """
    if not words and not rebuild:
        raise OutspokenError("There is nothing to look for.", "Give words: `outspoken search left order`.")
    with open_study(folder) as study:
        if rebuild:
            made = reindex(study, by=Actor.local())
            click.echo(f"The index holds {counted(made, 'text or title', 'texts and titles')}.", err=True)
        asked = " ".join(words)
        found = search(study, asked, by=Actor.local(), most=most, skip=skip)
    if in_json:
        say_json(
            SearchShape(asked, [_spelt(term) for term in found.terms], found.total, [*map(HitShape.of, found.hits)])
        )
        return
    if not words:
        return
    if all(term.without for term in found.terms):
        say("Name at least one word that must stand there.")
        return
    for hit in found.hits:
        _say_hit(hit)
    shown = f", {skip + 1} to {skip + len(found.hits)} shown" if found.total > len(found.hits) > 0 else ""
    say(f"{counted(found.total, 'story', 'stories')} found{shown}.")


def _say_hit(hit: Hit) -> None:
    told = " · ".join(filter(None, (hit.outlet, hit.language)))
    title = _marked(hit.title, hit.title_marks) or "(no title)"
    say(f"{ids.spoken('story', hit.story_id)}  {title}{f'  {told}' if told else ''}")
    if hit.snippet:
        before = "…" if hit.start else ""
        say(f"    {before}{_marked(hit.snippet, hit.marks)}", hanging=4)


def _marked(printed: str, marks: Sequence[Place]) -> str:
    """Put what was found between angle marks, and everything on one line."""
    made, at = "", 0
    for start, end in marks:
        if start >= at:
            made += f"{printed[at:start]}‹{printed[start:end]}›"
            at = end
    return " ".join((made + printed[at:]).split())


def _spelt(term: Term) -> str:
    words = " ".join(term.forms)
    spelt = f'"{words}"' if len(term.forms) > 1 else words
    return f"{'-' if term.without else ''}{spelt}{'*' if term.begins else ''}"
