"""`outspoken cases` and `outspoken table`: the case table, and crossings of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from outspoken.analyse.caselist import CaseRecord, CaseValue
from outspoken.analyse.readers import crossed, view_called
from outspoken.analyse.records import Unit
from outspoken.cli.options import as_json, here, in_study
from outspoken.cli.output import counted, say, say_grid, say_json, say_table
from outspoken.cli.shapes.analyse import CaseList, TableShape
from outspoken.estimates import Estimate, shown
from outspoken.report.selection import as_asked, cases_where
from outspoken.study import Actor, open_study


@click.command("cases")
@in_study
@click.option("--where", default="", help='A condition, e.g. "sex = female and year = 2015".')
@click.option("--view", default="", metavar="NAME", help="Only the cases and columns of a view that was kept.")
@as_json
def cases_command(folder: Path, where: str, view: str, *, in_json: bool) -> None:
    r"""List the cases, with every value that a doubt leaves.

    Cases that meet a condition or not, depending on a doubt, are listed apart: with the others
    they make the greater of the two bounds of `outspoken table`.

    \b
    Examples:
      outspoken cases
      outspoken cases --where "region = 'Other Middle East' and year = 2014"
      outspoken cases --view "Women of 2015"
      outspoken cases --json
    """
    with open_study(folder) as study:
        found = cases_where(study, where, by=Actor.local())
        if view:
            found = as_asked(found, view_called(study, view, by=Actor.local()))
        labels = {name: one.label or name for name, one in study.settings.attributes.items()}
    if in_json:
        say_json(CaseList.of(found))
        return
    if not found.sure and not found.possible:
        say("No case meets this condition." if where else "There are no cases yet.")
        return
    if found.sure:
        _say_cases(found.sure, labels)
        say()
    said = f"{counted(len(found.sure), 'case')}." if found.sure else "No case surely meets this condition."
    if not found.possible:
        say(said)
        return
    say(f"{said} Possibly, depending on what is in doubt:")
    say()
    _say_cases(found.possible, labels)
    say()
    say(f"{counted(len(found.possible), 'case')}, possibly. See: outspoken doubts{here(folder)}")


def _say_cases(cases: Sequence[CaseRecord], labels: Mapping[str, str]) -> None:
    columns = list(cases[0].values)
    rows = [_case_line(case, columns) for case in cases]
    say_table(("", *(labels.get(name, name.capitalize()) for name in columns), ""), rows, numbers=(0,))


def _case_line(case: CaseRecord, columns: list[str]) -> tuple[str, ...]:
    maybe = f"perhaps {' and '.join(map(str, case.maybe))}" if case.maybe else ""
    return (str(case.number), *(_open_values(case.values[name]) for name in columns), maybe)


def _open_values(values: tuple[CaseValue, ...]) -> str:
    return " or ".join(value.text for value in values)


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
