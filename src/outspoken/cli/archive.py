"""`outspoken archive`: see which stories are copies of one text, and settle it."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.archive import CopyVerdict, settle_copy, undo_copy
from outspoken.archive.copies.clusters import in_force
from outspoken.archive.copies.readers import copies_settled, suggested_copies
from outspoken.archive.copies.records import CopyCluster, CopySuggestion
from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import counted, say, say_json, say_table
from outspoken.cli.shapes.archive import CopyClusterShape, CopyJudgementShape, CopyList
from outspoken.study import Actor, ids, open_study


@click.group("archive")
def archive_command() -> None:
    """Step 2: keep what was published; settle copies of a text."""


# ---- copies --------------------------------------------------------------------------


@archive_command.command("copies")
@click.option("--settled", is_flag=True, help="List what was settled, and not what is suggested.")
@click.option("--undone", is_flag=True, help="List what was undone, too; with --settled.")
@in_study
@as_json
def copies_command(folder: Path, *, settled: bool, undone: bool, in_json: bool) -> None:
    r"""List stories that look like copies of one text, and why.

    Nothing is counted as a copy until a person says so with `outspoken archive
    settle-copy`. What has been settled already is shown with its verdict.

    \b
    Examples:
      outspoken archive copies
      outspoken archive copies --settled
    """
    with open_study(folder) as study:
        made, originals = copies_settled(study, by=Actor.local(), undone=undone)
        clusters = [] if settled else suggested_copies(study, by=Actor.local())
    shaped = [CopyJudgementShape.of(one) for one in made]
    if in_json:
        say_json(CopyList([CopyClusterShape.of(one) for one in clusters], shaped, len(originals)))
    elif settled:
        counts = {one.id for one in in_force(made).values()}
        _say_settled(shaped, counts, len(originals))
    else:
        _say_clusters(clusters, folder)


@archive_command.command("settle-copy")
@click.argument("copy")
@click.argument("original")
@click.argument("verdict", metavar="VERDICT", type=click.Choice([verdict.value for verdict in CopyVerdict]))
@click.option("--why", default="", help="The reason, kept with the judgement.")
@in_study
def settle_copy_command(folder: Path, copy: str, original: str, verdict: str, why: str) -> None:
    r"""Settle whether story COPY is a copy of story ORIGINAL.

    VERDICT is copy, not-a-copy or unsure. A copy stays in the study with all that was
    kept of it, and is not counted for itself. `outspoken archive undo-copy` takes it back.

    \b
    Examples:
      outspoken archive settle-copy S12 S4 copy --why "Both print the agency's text."
      outspoken archive settle-copy S12 S4 not-a-copy
    """
    with open_study(folder) as study:
        made = settle_copy(study, copy, original, CopyVerdict(verdict), by=Actor.local(), reason=why)
    one, other = ids.spoken("story", made.copy), ids.spoken("story", made.of)
    said = {
        "copy": f"{one} is a copy of {other} and is not counted for itself.",
        "not-a-copy": f"{one} is no copy of {other}; both are counted.",
        "unsure": f"whether {one} is a copy of {other} stays open; both are counted.",
    }
    say(f"Settled: {said[verdict]}")


@archive_command.command("undo-copy")
@click.argument("one")
@click.argument("other")
@in_study
def undo_copy_command(folder: Path, one: str, other: str) -> None:
    r"""Undo what was settled of stories ONE and OTHER.

    \b
    Example:
      outspoken archive undo-copy S12 S4
    """
    with open_study(folder) as study:
        left = undo_copy(study, one, other, by=Actor.local())
    now = f"{left.verdict.value} counts again" if left else "nothing is settled of them any more"
    say(f"Undone for {one} and {other}: {now}.")


def _say_clusters(clusters: list[CopyCluster], folder: Path) -> None:
    if not clusters:
        say("No story looks like a copy of another.")
        return
    for cluster in clusters:
        original = ids.spoken("story", cluster.original)
        first = "" if cluster.sure_which else " (it is not sure that it was first)"
        say(f"{original}{first}: {counted(len(cluster.suggestions), 'story looks', 'stories look')} like a copy.")
        for one in cluster.suggestions:
            say(f"  {ids.spoken('story', one.copy)}  {_standing(one)}{' '.join(one.reasons)}", hanging=6)
    some = next((one for cluster in clusters for one in cluster.suggestions if one.verdict is None), None)
    if some is not None:
        pair = f"{ids.spoken('story', some.copy)} {ids.spoken('story', some.of)}"
        say(f"Settle one with `outspoken archive settle-copy {pair} copy{here(folder)}`.")


def _standing(suggestion: CopySuggestion) -> str:
    kind = "translation, " if suggestion.translation else ""
    return f"[{kind}{suggestion.verdict.value if suggestion.verdict else 'open'}] "


def _say_settled(made: list[CopyJudgementShape], counts: set[int], copies: int) -> None:
    if not made:
        say("No copy was settled.")
        return
    rows = [
        (
            one.copy,
            one.original,
            one.verdict,
            "undone" if one.undone_at else "counts" if one.id in counts else "replaced",
            one.actor,
            one.reason,
        )
        for one in made
    ]
    say_table(("copy", "original", "verdict", "", "by", "why"), rows)
    if copies == 1:
        say("1 story is settled as a copy and not counted for itself.")
    else:
        say(f"{copies:,} stories are settled as copies and not counted for themselves.")
