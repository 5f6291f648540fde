"""`outspoken collect`: import spreadsheets, add stories, gather from watch lists, list what was found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import WRONG, counted, progress, say, say_json, say_table
from outspoken.cli.shapes.collect import (
    GatheredShape,
    ImportShape,
    OverlapShape,
    StoryList,
    StoryShape,
    TakingShape,
    WatchShape,
    WatchShapes,
)
from outspoken.collect import (
    Examined,
    Lead,
    Taking,
    add,
    examine_sheet,
    examine_source,
    gather,
    how_found,
    import_sheet,
    listed_stories,
    overlaps,
    watch_lists,
)
from outspoken.collect.finds.decoding import decoded
from outspoken.collect.finds.sources import read_pasted
from outspoken.errors import NotFound
from outspoken.study import Actor, open_study

_MOST = 20


@click.group("collect")
def collect_command() -> None:
    """Step 1: find stories; import spreadsheets."""


@collect_command.command("import", short_help="Import a spreadsheet that study.toml declares.")
@click.argument("name")
@in_study
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--keep-good", is_flag=True, help="Import the good rows even if others are wrong.")
@as_json
@click.pass_context
def import_command(
    ctx: click.Context, name: str, folder: Path, *, dry_run: bool, keep_good: bool, in_json: bool
) -> None:
    r"""Import a spreadsheet that study.toml declares under [collect.imports.NAME].

    All of its rows are imported, or none: a wrong row is named with line and column.
    Importing again creates nothing twice and shows what is printed differently now.

    \b
    Examples:
      outspoken collect import appendix-a --dry-run
      outspoken collect import appendix-a
    """
    with open_study(folder) as study:
        by = Actor.local()
        if dry_run:
            found = examine_sheet(study, name, by=by)
        else:
            with progress(f"Importing {name}", wanted=not in_json) as report:
                found = import_sheet(study, name, by=by, keep_good=keep_good, report=report)
    if in_json:
        say_json(ImportShape.of(found))
    else:
        _say(found)
        if found.written and found.doubts:
            say(f"Next: outspoken doubts{here(folder)}")
    if found.problems:
        ctx.exit(WRONG)


@collect_command.command("add", short_help="Add an address, a file, a folder, or what you paste.")
@click.argument("what")
@in_study
@click.option("--channel", default="", help="How it was found, if not by WHAT itself: the name of a search, say.")
@click.option("--query", default="", help="The words that were searched for; needs --channel.")
@click.option("--encoding", default="", help="What a text was saved in, if it is not UTF-8.")
@click.option("--address", default="", help="For pasted words: the address of their story.")
@click.option("--title", default="", help="For pasted words: the title of their story.")
@click.option("--outlet", default="", help="For pasted words: who published them.")
@click.option("--published", default="", help="For pasted words: when, as printed.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--keep-good", is_flag=True, help="Add the good entries even if others are wrong.")
@as_json
@click.pass_context
def add_command(ctx: click.Context, /, what: str, folder: Path, **given: Any) -> None:
    r"""Add the stories that WHAT names: an address, a file, a folder, or - for what is piped in.

    Files: lists of addresses (.txt, .csv), references (.ris, CSL .json, Zotero's .csv, ASReview's .csv, .ris and
    .asreview), mails (.eml), feeds and sitemaps (.xml), web archives (.warc, .warc.gz, .wacz), and stories themselves
    (.html, .pdf, .docx, .txt, .srt, .vtt). The same page under another address is the same story. Adding again changes
    nothing.

    \b
    Examples:
      outspoken collect add https://example.org/story
      outspoken collect add zotero.ris --channel nexis --query "left the group" --dry-run
      outspoken collect add clippings/ --keep-good
      outspoken collect add - --address https://example.org/story < words.txt
    """
    if given["query"] and not given["channel"]:
        raise NotFound("A search needs a name.", "Name it with --channel, e.g. --channel nexis.")
    source: Any = what
    if what == "-":
        about = Lead(given["address"], given["title"], given["outlet"], published=given["published"], evidence="given")
        source = read_pasted(decoded(sys.stdin.buffer.read(), "-", given["encoding"]), about)
    with open_study(folder) as study:
        by, encoding = Actor.local(), given["encoding"]
        if given["dry_run"]:
            found = examine_source(study, source, by=by, channel=given["channel"], encoding=encoding)
        else:
            channel = (given["channel"], given["query"])
            with progress(f"Adding {what}", wanted=not given["in_json"]) as report:
                found = add(
                    study,
                    source,
                    by=by,
                    channel=channel,
                    encoding=encoding,
                    keep_good=given["keep_good"],
                    report=report,
                )
    if given["in_json"]:
        say_json(TakingShape.of(found))
    else:
        _say_taking(found)
        if found.written and found.new:
            say(f"Next: outspoken screen next{here(folder)}")
    if found.problems:
        ctx.exit(WRONG)


@collect_command.command("gather", short_help="Go through the watch lists again.")
@click.argument("names", nargs=-1)
@in_study
@click.option("--allow", multiple=True, metavar="HOST:PORT", help="Ask this host too, though it is not on the web.")
@as_json
@click.pass_context
def gather_command(
    ctx: click.Context, names: tuple[str, ...], folder: Path, *, allow: tuple[str, ...], in_json: bool
) -> None:
    r"""Go through the watch lists of study.toml, all or those that are named, and take what is new.

    Running it again doubles nothing; what was interrupted goes on where it stopped. A list that cannot be reached does
    not stop the others.

    \b
    Examples:
      outspoken collect gather
      outspoken collect gather harbour-post
    """
    with open_study(folder) as study:
        by = Actor.local()
        wanted = names or tuple(study.settings.collect.watch)
        if not wanted:
            raise NotFound(
                "study.toml declares no watch list.", "Declare one under [collect.watch.NAME]: kind, address or file."
            )
        found = []
        for name in wanted:
            with progress(f"Gathering {name}", wanted=not in_json) as report:
                found.append(gather(study, name, by=by, allow=allow, report=report))
    if in_json:
        say_json(GatheredShape([TakingShape.of(one) for one in found]))
    else:
        for one in found:
            _say_taking(one)
    if any(one.trouble or one.problems for one in found):
        ctx.exit(WRONG)


@collect_command.command("stories", short_help="List the stories and how they were found.")
@in_study
@click.option("--channel", default="", help="Only what was found in one channel.")
@as_json
def stories_command(folder: Path, channel: str, *, in_json: bool) -> None:
    r"""List the stories, each with where it was found, and how far the channels overlap.

    \b
    Examples:
      outspoken collect stories
      outspoken collect stories --channel zotero.ris --json
    """
    with open_study(folder) as study:
        by = Actor.local()
        stories, finds, shared = (
            listed_stories(study, by=by, channel=channel),
            how_found(study, by=by),
            overlaps(study, by=by),
        )
    shaped = [StoryShape.of(one, finds.get(one.id, [])) for one in stories]
    if in_json:
        say_json(StoryList(shaped, [OverlapShape(list(names), count) for names, count in sorted(shared.items())]))
        return
    if not shaped:
        say("No stories yet.")
        say(f"Next: outspoken collect add ADDRESS{here(folder)}")
        return
    say_table(
        ("", "published", "outlet", "found in", "title or address"),
        [
            (
                one.id,
                " or ".join(one.published),
                one.outlet,
                ", ".join(dict.fromkeys(find.channel for find in one.finds)),
                one.title or one.address,
            )
            for one in shaped
        ],
    )
    both = [(names, count) for names, count in sorted(shared.items()) if len(names) == 2]
    for names, count in both:
        say(f"{names[0]} and {names[1]}: {counted(count, 'story', 'stories')} in both")


@collect_command.command("watch", short_help="List the watch lists and their last runs.")
@in_study
@as_json
def watch_command(folder: Path, *, in_json: bool) -> None:
    r"""List the watch lists of study.toml, when each was last gone through, and what went wrong.

    \b
    Example:
      outspoken collect watch
    """
    with open_study(folder) as study:
        shaped = [WatchShape.of(*one) for one in watch_lists(study, by=Actor.local())]
    if in_json:
        say_json(WatchShapes(shaped))
        return
    if not shaped:
        say("study.toml declares no watch list; put one under [collect.watch.NAME].")
        return
    rows = [
        (one.name, one.kind, one.last[:16].replace("T", " ") or "never", one.seen, one.new, one.trouble or one.where)
        for one in shaped
    ]
    say_table(("", "", "last run (UTC)", "seen", "new", "where, or what went wrong"), rows, numbers=(3, 4))


def _say_taking(found: Taking) -> None:
    done = "" if found.written else " would be"
    say(f"{found.source}: {counted(found.seen, 'entry', 'entries')} ({found.kind.value})")
    if found.unchanged:
        say("  it says that nothing changed since the last run")
    again = f", {len(found.again):,} known{done} found here for the first time" if found.again else ""
    say(f"  {len(found.new):,}{done} new{again}, {found.known:,} as before")
    for problem in found.problems[:_MOST]:
        say(f"  wrong: {problem}" + (f" {problem.hint}" if problem.hint else ""), hanging=4)
    _say_more(len(found.problems))
    for doubt in found.doubts[:_MOST]:
        say(f"  in doubt: {', '.join(doubt.rows)}: {doubt.note}", hanging=4)
    _say_more(len(found.doubts))
    if found.trouble:
        say(f"  not all could be read: {found.trouble}", hanging=4)
    if not found.written:
        say("Nothing was written; leave out --dry-run to add.")


def _say(found: Examined) -> None:
    say(f"{found.file}: {counted(found.rows, 'row')} ({found.how_read})")
    changed = len({change.key for change in found.changed})
    done = "" if found.written else " would be"
    say(f"  {len(found.new):,}{done} new, {changed:,}{done} changed, {found.unchanged:,} as before")
    for change in found.changed[:_MOST]:
        say(f"    {change.key}, {change.column}: {change.before!r} → {change.after!r}", hanging=6)
    _say_more(len(found.changed))
    if found.gone:
        say(
            f"  {len(found.gone)} in the study but no longer in the sheet (kept): {', '.join(found.gone[:_MOST])}",
            hanging=4,
        )
        _say_more(len(found.gone))
    if found.untouched:
        say(
            f"  left as they are, since you may not see what stands in them: {', '.join(found.untouched)}; "
            "new rows are taken whole",
            hanging=4,
        )
    for problem in found.problems[:_MOST]:
        say(f"  refused: {problem}" + (f" {problem.hint}" if problem.hint else ""), hanging=4)
    _say_more(len(found.problems))
    if found.doubts:
        say(f"  {counted(len(found.doubts), 'doubt')}:")
        for doubt in found.doubts[:_MOST]:
            say(f"    {doubt.kind.value}: {doubt.note}", hanging=6)
        _say_more(len(found.doubts))
    if not found.written:
        mend = ". Correct the rows, or import the others with --keep-good."
        say(f"Nothing was written{mend if found.problems else '; leave out --dry-run to import.'}")


def _say_more(number: int) -> None:
    if number > _MOST:
        say(f"    and {number - _MOST:,} more; --json lists them all")
