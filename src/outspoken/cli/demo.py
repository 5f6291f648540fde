"""`outspoken demo`: the 2015 study from its appendix to a checked report, in one command."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import click

from outspoken.cli.options import here
from outspoken.cli.output import progress, say
from outspoken.collect import import_sheet
from outspoken.errors import StudyError
from outspoken.report.acts import build
from outspoken.report.overview import overview
from outspoken.report.verdicts import Verdict
from outspoken.study import Actor, open_study
from outspoken.study.settings import FILE

NAME = "icsr-2015"
_MARK = "The 2015 study, rebuilt from its published appendix"


@click.command("demo")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("outspoken-demo"),
    show_default=True,
    help="Where to build it.",
)
def demo_command(folder: Path) -> None:
    r"""Build the 2015 study of 58 defectors: import its appendix, check its numbers, write the report.

    \b
    Example:
      outspoken demo --to /tmp/demo
    """
    _copied(folder)
    by = Actor.local()
    with open_study(folder) as study:
        with progress("Importing"):
            import_sheet(study, "appendix-a", by=by)
        found = overview(study, by=by)
        with progress("Report") as report:
            built = build(study, by=by, report=report)
        counts = built.verdicts
    say("; ".join(found.headline))
    say(
        f"Of the numbers the report states, {counts[Verdict.HOLDS]} hold, {counts[Verdict.FAILS]} fail and "
        f"{counts[Verdict.DEPENDS]} depend on a doubt; {counts[Verdict.CANNOT_TELL]} cannot be told from the appendix."
    )
    say("The report:")
    for edition in built.editions:
        say(f"  {edition.path}")
    say(f"Next: outspoken check{here(folder)}")


def _copied(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if (folder / FILE).is_file() and _MARK in (folder / FILE).read_text(encoding="utf-8", errors="replace"):
            return
        raise StudyError(f"{folder} already holds something else.", "Choose another place: `outspoken demo --to DIR`.")
    shutil.copytree(_example(), folder, dirs_exist_ok=True)


def _example() -> Path:
    """Return the example that ships with the package, or lies beside it in a checkout."""
    shipped = Path(str(files("outspoken"))) / "demo" / NAME
    return shipped if shipped.is_dir() else Path(str(files("outspoken"))).parents[1] / "examples" / NAME
