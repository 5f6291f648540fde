"""`outspoken check` and `outspoken report`: are the stated numbers true, and the report that states them."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import WRONG, counted, progress, say, say_json
from outspoken.cli.shapes.report import BuiltShape, CheckShape
from outspoken.report.acts import FORMATS, build
from outspoken.report.review import check, tallied
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study import Actor, open_study

_READINGS = {"value", "footnote", "identity"}
"""Kinds whose low and high are two readings, with nothing between them."""
_MOST_SHOWN = 10
_NOTHING = "claims.yaml states no numbers yet, and nothing is in doubt."


@click.command("check")
@in_study
@click.option("--all", "everything", is_flag=True, help="List what holds, too.")
@as_json
@click.pass_context
def check_command(ctx: click.Context, folder: Path, *, everything: bool, in_json: bool) -> None:
    r"""Recompute every number that claims.yaml states, and add up every printed table.

    Each holds, fails, or depends on a doubt; where the study has nothing to check it
    with, nobody can tell. Exits with 1 if something fails.

    \b
    Examples:
      outspoken check
      outspoken check --json
    """
    with open_study(folder) as study:
        found = check(study, by=Actor.local())
    counts = tallied(found)
    if in_json:
        say_json(CheckShape.of(counts, found))
    else:
        for one in found:
            if everything or one.verdict in {Verdict.FAILS, Verdict.DEPENDS}:
                _say(one)
        said = ", ".join(f"{count:,} {verdict.value}" for verdict, count in counts.items())
        say(f"{counted(len(found), 'number')} checked: {said}." if found else _NOTHING)
    if counts[Verdict.FAILS]:
        ctx.exit(WRONG)


def _say(one: Checked) -> None:
    low, high = _shown(one.recomputed.low), _shown(one.recomputed.high)
    found = low if low == high else f"{low} {'or' if one.kind in _READINGS else 'to'} {high}"
    printed = "nothing" if one.printed is None else one.printed
    say(f"{one.verdict.value.upper():<8} {one.where}: printed {printed}, recomputed {found}", hanging=9)
    say(f"         {one.text} {one.note}".rstrip(), hanging=9)
    for line in one.depends_on:
        say(f"           - {line}", hanging=13)


def _shown(value: float | str | None) -> str:
    """Show a share as a percentage, everything else as it is.

    >>> _shown(0.586207), _shown(58), _shown("2014-01-19"), _shown(None)
    ('58.6 %', '58', '2014-01-19', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, float) and 0 < value < 1:
        return f"{value * 100:.1f} %"
    return str(value)


@click.group("report")
def report_command() -> None:
    """Step 7: build the report."""


@report_command.command("build")
@in_study
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Only this edition; may be given again (default: all three).",
)
@click.option("--final", is_flag=True, help="Refuse while a number is unchecked or fails unacknowledged.")
@as_json
def build_command(folder: Path, formats: tuple[str, ...], *, final: bool, in_json: bool) -> None:
    r"""Build the report as web pages, PDF and Word file, from one source.

    Every number in it comes from an expression over the cases. Texts are yours to edit in
    prose/. The report holds what the study holds: it is for inside, not for release.

    \b
    Examples:
      outspoken report build
      outspoken report build --format pdf
      outspoken report build --final
    """
    with open_study(folder) as study, progress("Report", wanted=not in_json) as report:
        built = build(study, by=Actor.local(), formats=formats or FORMATS, final=final, report=report)
    if in_json:
        say_json(BuiltShape.of(built))
        return
    say(f"{built.title} ({built.date})")
    for edition in built.editions:
        say(f"  {edition.format:<5} {edition.path}")
    if built.typed:
        say(f"{counted(len(built.typed), 'number')} in the text typed by hand, which nothing checks:")
        for typed in built.typed[:_MOST_SHOWN]:
            say(f"  {typed}")
    if built.failing:
        say(f"{counted(len(built.failing), 'stated number')} fail and are not acknowledged; see `outspoken check`.")
