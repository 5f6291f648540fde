"""`outspoken archive`: keep stories, read them, show and verify what is kept, take WARC files in and give them out."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.archive import CopyVerdict, settle_copy, undo_copy
from outspoken.archive.copies.clusters import in_force
from outspoken.archive.copies.readers import copies_settled, suggested_copies
from outspoken.archive.copies.records import CopyCluster, CopySuggestion
from outspoken.cli.anchoring import anchor_command, anchored
from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import WRONG, counted, progress, say, say_json, say_table
from outspoken.cli.shapes.archive import (
    CopyClusterShape,
    CopyJudgementShape,
    CopyList,
    GivenShape,
    ImportedShape,
    KeptShape,
    ListShape,
    LostShape,
    ReadShape,
    ShowShape,
    VerifiedShape,
    WaczShape,
)
from outspoken.cli.visiting import say_read, say_visited, visit, wrong
from outspoken.study import Actor, ids, open_study

_SHOWN = 1_500
"""Characters of a text that are shown where nobody asked for all."""


@click.group("archive")
def archive_command() -> None:
    """Step 2: keep what was published, as it was published, and read its words."""


archive_command.add_command(anchor_command)


@archive_command.command("keep", short_help="Visit stories and keep what was published.")
@click.argument("stories", nargs=-1)
@in_study
@click.option("--retry", "which", flag_value="failed", help="Visit those again whose last visit brought no good page.")
@click.option(
    "--again", "which", flag_value="all", help="Visit every story again, or those named; earlier captures stay."
)
@click.option("--allow", multiple=True, metavar="HOST:PORT", help="Visit this host too, though it is not on the web.")
@click.option("--no-read", is_flag=True, help="Keep only; `outspoken archive read` reads later.")
@as_json
@click.pass_context
def keep_command(
    ctx: click.Context,
    stories: tuple[str, ...],
    folder: Path,
    *,
    which: str | None,
    allow: tuple[str, ...],
    no_read: bool,
    in_json: bool,
) -> None:
    r"""Visit every story that has an address and no capture yet, keep what comes back, and read it.

    Visits are polite: one at a time for each host with a pause between, no cookies, no
    log-in. Interrupt it whenever you like; the same command goes on where it stopped.

    \b
    Examples:
      outspoken archive keep
      outspoken archive keep S12 --again
      outspoken archive keep --retry
    """
    from outspoken.archive import Which

    with open_study(folder) as study:
        kept, done = visit(
            study,
            by=Actor.local(),
            which=Which(which or Which.NEW),
            only=stories,
            allow=allow,
            quiet=in_json,
            reading=not no_read,
        )
    if in_json:
        say_json(KeptShape.of(kept, done))
    else:
        say_visited(kept, done, folder)
    if wrong(kept, done):
        ctx.exit(WRONG)


@archive_command.command("read", short_help="Read the words out of what was kept.")
@click.argument("stories", nargs=-1)
@in_study
@click.option("--anew", is_flag=True, help="Read also what this version has read already.")
@as_json
@click.pass_context
def read_command(ctx: click.Context, stories: tuple[str, ...], folder: Path, *, anew: bool, in_json: bool) -> None:
    r"""Read captures that this version of the program has not read yet.

    Each file is read in a fenced process, for it may be hostile. Where a newer version
    reads a text differently, passages move along; those it no longer holds are listed by
    `outspoken archive lost`.

    \b
    Examples:
      outspoken archive read
      outspoken archive read S12 --anew
    """
    from outspoken.archive import read

    with open_study(folder) as study, progress("Reading", wanted=not in_json) as report:
        done = read(study, by=Actor.local(), only=stories, anew=anew, report=report)
    if in_json:
        say_json(ReadShape.of(done))
    else:
        say_read(done, folder)
    if done.refused:
        ctx.exit(WRONG)


@archive_command.command("list", short_help="List the stories and what is kept of each.")
@in_study
@as_json
def list_command(folder: Path, *, in_json: bool) -> None:
    r"""List every story: how many captures and texts it has, and what stands in the way.

    \b
    Example:
      outspoken archive list
    """
    from outspoken.archive import holdings

    with open_study(folder) as study:
        found = holdings(study, by=Actor.local())
    if in_json:
        say_json(ListShape.of(found))
        return
    if not found:
        say(f"The study has no stories yet. Next: outspoken collect --help{here(folder)}")
        return
    rows = []
    for one in found:
        last = one.captures[-1] if one.captures else None
        why = (last.problem or last.refused) if last else "not kept yet" if one.address else "has no address"
        rows.append((one.story, len(one.captures), len(one.texts), one.title or one.address, why))
    say_table(("story", "captures", "texts", "title", "in the way"), rows, numbers=(1, 2))


@archive_command.command("show", short_help="Show what is kept of a story.")
@click.argument("story")
@in_study
@click.option("--all", "whole", is_flag=True, help="Show the whole of each text.")
@as_json
def show_command(story: str, folder: Path, *, whole: bool, in_json: bool) -> None:
    r"""Show the captures of a story and its texts, originals beside translations; nothing is visited.

    \b
    Examples:
      outspoken archive show S12
      outspoken archive show S12 --all
    """
    from outspoken.archive import show

    with open_study(folder) as study:
        found = show(study, story, by=Actor.local())
    if in_json:
        say_json(ShowShape.of(found))
        return
    say(f"{found.story}: {found.title or found.address}")
    for one in found.captures:
        say(f"  kept {one.at}: {one.status or 'no answer'} {one.media} {one.address}".rstrip(), hanging=4)
        for name, why in (("note", one.note), ("problem", one.problem), ("not read", one.refused)):
            if why:
                say(f"    {name}: {why}", hanging=6)
    for text, marks in found.texts:
        of = f", translation of X{text.of_id}" if text.of_id else ""
        say()
        say(f"  X{text.id} ({text.kind.value}{of}) {text.language or 'language unknown'}: {text.title}".rstrip(" :"))
        for kind in dict.fromkeys(mark.kind.value for mark in marks):
            say(
                f"    {counted(sum(mark.kind.value == kind for mark in marks), f'{kind} stretch', f'{kind} stretches')}"
            )
        say(text.words if whole or len(text.words) <= _SHOWN else text.words[:_SHOWN] + " …")
    if found.lost:
        say()
        say(f"  {counted(len(found.lost), 'passage')} of an older reading could not be found again.")


@archive_command.command("lost", short_help="List passages that newer readings no longer hold.")
@in_study
@as_json
def lost_command(folder: Path, *, in_json: bool) -> None:
    r"""List every passage that could not be found again when its story was read anew.

    \b
    Example:
      outspoken archive lost
    """
    from outspoken.archive import lost_passages

    with open_study(folder) as study:
        found = lost_passages(study, by=Actor.local())
    if in_json:
        say_json(LostShape.of(found))
        return
    if not found:
        say("Every passage was found again.")
    for story, passage in found:
        say(f"{story}, X{passage.text_id}, {passage.start}–{passage.end}: {passage.quote}", hanging=2)


@archive_command.command("verify", short_help="Check that the archive is what it was.")
@in_study
@as_json
@click.pass_context
def verify_command(ctx: click.Context, folder: Path, *, in_json: bool) -> None:
    r"""Check every object and record against its hash and length; name the first that does not fit.

    \b
    Example:
      outspoken archive verify
    """
    from outspoken.archive import verify
    from outspoken.errors import SealBroken

    with open_study(folder) as study, progress("Verifying", wanted=not in_json) as report:
        try:
            found, wrong = verify(study, by=Actor.local(), report=report), ""
        except SealBroken as error:
            found, wrong = None, error.message
    if in_json:
        say_json(VerifiedShape.of(found, wrong))
    elif found is None:
        say(f"Not intact: {wrong}")
    else:
        objects, records = counted(found.objects, "object"), counted(found.records, "record")
        say(f"Intact: {objects}, {records}, {counted(found.captures, 'capture')}.")
        say(f"Head of the manifest: {found.head}")
        for one in found.anchors:
            say(anchored(one, found.objects), hanging=2)
    if wrong:
        ctx.exit(WRONG)


@archive_command.command("give", short_help="Give a story a text by hand.")
@click.argument("story")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_study
@click.option("--transcript", is_flag=True, help="It was written down from sound.")
@click.option("--translation-of", default="", metavar="TEXT", help="It translates this text of the story (X3).")
@click.option("--language", default="", help="Its language (BCP 47), where it should not be told by its words.")
@as_json
def give_command(
    story: str, file: Path, folder: Path, *, transcript: bool, translation_of: str, language: str, in_json: bool
) -> None:
    r"""Give a story a text that no visit brings: pasted words, captions, a transcript, a translation.

    \b
    Examples:
      outspoken archive give S12 pasted.txt
      outspoken archive give S12 english.txt --translation-of X3 --language en
    """
    from outspoken.archive import TextKind, give

    kind = TextKind.TRANSCRIPT if transcript else TextKind.GIVEN
    with open_study(folder) as study:
        made = give(study, story, file, by=Actor.local(), kind=kind, language=language, of=translation_of)
    if in_json:
        say_json(GivenShape.of(made))
        return
    text = made.text
    told = f"{counted(len(text.words), 'character')}, {text.language or 'language unknown'}"
    say(f"{story} has a new text, X{text.id} ({text.kind.value}): {told}.")


@archive_command.command("import-warc", short_help="Take in a WARC or WACZ file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_study
@as_json
def import_warc_command(file: Path, folder: Path, *, in_json: bool) -> None:
    r"""Keep a WARC or WACZ file byte for byte, and make a story of every page in it.

    Every record is checked first; if one is not what it says, nothing is taken in. The
    same file again doubles nothing.

    \b
    Example:
      outspoken archive import-warc crawl.warc.gz
    """
    from outspoken.archive import import_warc

    with open_study(folder) as study, progress("Taking in", wanted=not in_json) as report:
        found = import_warc(study, file, by=Actor.local(), report=report)
    if in_json:
        say_json(ImportedShape.of(found))
        return
    say(
        f"{counted(found.records, 'record')}: {counted(found.pages, 'page')} read, {found.stories:,} new "
        f"{'story' if found.stories == 1 else 'stories'}, {found.refused:,} without words, {found.before:,} as before."
    )


@archive_command.command("wacz", short_help="Write what is kept as a WACZ.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_study
@as_json
def wacz_command(file: Path, folder: Path, *, in_json: bool) -> None:
    r"""Write every good capture into one WACZ, which replay programs for web archives open.

    It holds whole stories with their names: it is for colleagues inside the study, not for the public.

    \b
    Example:
      outspoken archive wacz study.wacz
    """
    from outspoken.archive import wacz

    with open_study(folder) as study:
        captures, seal = wacz(study, file, by=Actor.local())
    if in_json:
        say_json(WaczShape(str(file), captures, seal))
        return
    say(f"{file}: {counted(captures, 'capture')}, SHA-256 {seal}")


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
