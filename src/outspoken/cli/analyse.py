"""`outspoken cases` and `outspoken table`: the case table, and crossings of it."""

from __future__ import annotations

from pathlib import Path

import click

from outspoken.analyse.readers import crossed
from outspoken.analyse.records import Unit
from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import say, say_grid, say_json
from outspoken.cli.shapes import TableShape
from outspoken.estimates import Estimate, shown
from outspoken.study import Actor, open_study


@click.command("table")
@click.argument("row")
@click.argument("column")
@in_study
@click.option("--unit", type=click.Choice([unit.value for unit in Unit]), default=Unit.PERSONS.value, show_default=True)
@as_json
def table_command(folder: Path, row: str, column: str, unit: str, *, in_json: bool) -> None:
    r"""Count cases by ROW and COLUMN.

    Each is an attribute of the study, a period (day, week, month, quarter, half-year,
    year, decade, or one of the study's own), region, outlet, a code, or a group of codes.
    A cell such as 2–3 lies between two bounds, because something is in doubt.

    \b
    Examples:
      outspoken table country month
      outspoken table sex year
      outspoken table "region(un)" half-year
      outspoken table leaving joining
    """
    with open_study(folder) as study:
        found = crossed(study, row, column, by=Actor.local(), unit=Unit(unit))
    if in_json:
        say_json(TableShape.of(found))
        return
    if not found.total.high:
        say("There are no cases to count yet; import a sheet with `outspoken collect import`.")
        return
    columns = [found.row_axis.label, *found.columns, "Total"]
    rows = [
        [label, *map(_cell, cells), _cell(total)]
        for label, cells, total in zip(found.rows, found.cells, found.row_totals, strict=True)
    ]
    rows.append(["Total", *map(_cell, found.column_totals), _cell(found.total)])
    say_grid(columns, rows)
    say()
    say(f"Unit: {found.unit.value}. {' '.join(found.notes)}".strip())
    if any(not cell.sure for cells in found.cells for cell in (*cells, found.total)):
        say(f"A number such as 1–2 has two bounds, because something is in doubt: outspoken doubts{here(folder)}")


def _cell(estimate: Estimate) -> str:
    if not estimate.high:
        return "·"
    return shown(estimate.value) if estimate.sure else f"{shown(estimate.low)}–{shown(estimate.high)}"
