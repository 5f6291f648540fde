"""`outspoken check` and `outspoken report`: are the stated numbers true, and the report that states them."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.cli.options import as_json, in_study
from outspoken.cli.output import WRONG, say, say_json
from outspoken.cli.shapes import CheckShape
from outspoken.report.review import check, tallied
from outspoken.report.verdicts import Checked, Verdict
from outspoken.study import Actor, open_study


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
        say(", ".join(f"{count} {verdict.value}" for verdict, count in counts.items()))
    if counts[Verdict.FAILS]:
        ctx.exit(WRONG)


def _say(one: Checked) -> None:
    low, high = one.recomputed.low, one.recomputed.high
    found = low if low == high else f"{low} to {high}"
    printed = "nothing" if one.printed is None else one.printed
    say(f"{one.verdict.value.upper():<8} {one.where}: printed {printed}, recomputed {'–' if found is None else found}")
    say(f"         {one.text} {one.note}".rstrip())
    for line in one.depends_on:
        say(f"           - {line}")
