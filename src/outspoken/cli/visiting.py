"""Visit stories and read what came back, as `archive keep` and `collect gather --keep` do, and say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outspoken.cli.options import here
from outspoken.cli.output import counted, progress, say

if TYPE_CHECKING:
    from outspoken.archive import Which
    from outspoken.archive.records import KeptStories, ReadStories
    from outspoken.study import Actor, Study

_MOST = 20


def visit(
    study: Study,
    *,
    by: Actor,
    which: Which | None = None,
    only: Sequence[str] = (),
    allow: Sequence[str] = (),
    quiet: bool = False,
    reading: bool = True,
) -> tuple[KeptStories, ReadStories | None]:
    """Keep what is not kept yet and read it, unless `reading` is to be done later."""
    from outspoken.archive import Which, keep, read

    with progress("Keeping", wanted=not quiet) as report:
        kept = keep(study, by=by, which=which or Which.NEW, only=only, allow=allow, report=report)
    if not reading:
        return kept, None
    with progress("Reading", wanted=not quiet) as report:
        return kept, read(study, by=by, only=only, report=report)


def wrong(kept: KeptStories, done: ReadStories | None) -> bool:
    """Whether something brought no good page, or could not be read."""
    return bool(kept.failed or (done is not None and done.refused))


def say_visited(kept: KeptStories, done: ReadStories | None, folder: Path) -> None:
    """Say what came of visits and, if it was done, of reading."""
    say(f"{counted(kept.kept, 'story', 'stories')} kept, {kept.failed:,} brought no good page.")
    say_problems(kept.problems)
    if done is not None:
        say_read(done, folder)


def say_read(done: ReadStories, folder: Path) -> None:
    """Say what came of reading."""
    say(f"{counted(done.read, 'capture')} read, {done.refused:,} refused.")
    say_problems(done.problems)
    if done.lost:
        say(f"{counted(done.lost, 'passage')} could not be found again. List: outspoken archive lost{here(folder)}")


def say_problems(problems: Sequence[tuple[str, str]]) -> None:
    """Name the first stories that something was wrong with, and why."""
    for story, why in problems[:_MOST]:
        say(f"  {story}: {why}", hanging=4)
    if len(problems) > _MOST:
        say(f"  and {len(problems) - _MOST:,} more; --json lists them all")
