"""`outspoken collect`: import spreadsheets."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import WRONG, counted, progress, say, say_json
from outspoken.cli.shapes.collect import ImportShape
from outspoken.collect import Examined, examine_sheet, import_sheet
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
