"""Cross two axes and open the cases of a cell; draw the cases over time and on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outspoken.analyse.axes import known_axes
from outspoken.analyse.caselist import CaseRecord
from outspoken.analyse.cases import all_cases
from outspoken.analyse.readers import Cell, cell_of, crossed
from outspoken.analyse.records import Crossing, Unit
from outspoken.coding.codebook import read_codebook
from outspoken.estimates import Estimate, shown
from outspoken.report.drawings import Address, Drawing, timeline, world
from outspoken.study.settings import PERIODS, AttributeType, Settings
from outspoken.web.access import Desk
from outspoken.web.crossings.shares import bounded, in_per_cent, share
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show
from outspoken.web.wording.book import worded_drawing

LABELS = {
    "day": gettext_lazy("day"),
    "week": gettext_lazy("week"),
    "month": gettext_lazy("month"),
    "quarter": gettext_lazy("quarter"),
    "half-year": gettext_lazy("half-year"),
    "year": gettext_lazy("year"),
    "decade": gettext_lazy("decade"),
}
OF = ("", "row", "column", "all")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table, with its bounds and the address of its cases."""

    text: str
    bounds: str
    cases: str
    sure: bool
    nothing: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with its total."""

    label: str
    numbers: Sequence[Number]


@dataclass(frozen=True, slots=True)
class CrossingsPage:
    """A crossing as an address asks for it."""

    axes: Sequence[tuple[str, str]]
    rows: str
    columns: str
    unit: str
    units: Sequence[str]
    of: str
    row_label: str
    column_label: str
    heads: Sequence[str]
    lines: Sequence[Line]
    total: Line
    notes: Sequence[str]
    doubtful: bool
    next: Next | None


def crossings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show a table of counts, or of shares."""
    axes = known_axes(desk.study.settings, read_codebook(desk.study.folder))
    rows, columns = _asked(request, axes)
    unit = Unit(request.GET["unit"]) if request.GET.get("unit") in set(Unit) else Unit.PERSONS
    of = request.GET.get("of", "") if request.GET.get("of") in OF else ""
    found = crossed(desk.study, rows, columns or None, by=desk.actor, unit=unit)
    grid = _Grid(found, desk.slug, (rows, columns), of)
    lines = [
        Line(
            label,
            [
                *(
                    grid.number(cell, total, grid.bottom(place), key, found.column_keys[place])
                    for place, cell in enumerate(cells)
                ),
                grid.number(total, total, found.total, key, ""),
            ],
        )
        for label, key, cells, total in zip(found.rows, found.row_keys, found.cells, found.row_totals, strict=True)
    ]
    bottom = [
        grid.number(total, found.total, total, "", key)
        for total, key in zip(found.column_totals, found.column_keys, strict=True)
    ]
    last = Line(_("Total"), [*bottom, grid.number(found.total, found.total, found.total, "", "")])
    page = CrossingsPage(
        list(axes.items()),
        rows,
        columns,
        unit.value,
        [one.value for one in Unit],
        of,
        found.row_axis.label,
        found.column_axis.label,
        found.columns,
        lines,
        last,
        found.notes,
        any(not number.sure for line in (*lines, last) for number in line.numbers),
        Next(_("See the cases over time and on the map"), address(desk.slug, "figures")),
    )
    return show(request, "crossings/crossings.html", page)


def _asked(request: HttpRequest, axes: dict[str, str]) -> tuple[str, str]:
    """Return the two axes asked for; without any, the first attribute by year."""
    first = next(iter(axes))
    rows = request.GET.get("rows", "").strip()[:80] or first
    return rows, request.GET.get("columns", "").strip()[:80] or "year"


@dataclass(frozen=True, slots=True)
class _Grid:
    """Says the numbers of a crossing as counts or shares, each with the address of its cases."""

    found: Crossing
    slug: str
    axes: tuple[str, str]
    of: str

    def bottom(self, place: int) -> Estimate:
        """Return the total of a column."""
        return self.found.column_totals[place]

    def number(self, count: Estimate, across: Estimate, down: Estimate, row: str, column: str) -> Number:
        """Say one number; `across` and `down` are the totals of its row and its column."""
        whole = {"row": across, "column": down, "all": self.found.total}.get(self.of)
        text = in_per_cent(share(count, whole)) if whole is not None else shown(count.value)
        bounds = "" if whole is not None or count.sure else f"{shown(count.low)}–{shown(count.high)}"
        people = self.found.unit is Unit.PERSONS and bool(count.high)
        cases = cell_address(self.slug, self.axes, row, column) if people else ""
        return Number(text, bounds, cases, count.sure, nothing=not count.high)


def cell_address(slug: str, axes: tuple[str, str], row: str, column: str) -> str:
    """Return where the cases of a cell are shown."""
    given = {"rows": axes[0], "columns": axes[1], "row": row, "column": column}
    return f"{address(slug, 'cell')}?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass(frozen=True, slots=True)
class CellPage:
    """The cases behind one number."""

    cell: Cell
    sure: Leaf[CaseRecord]
    maybe: Sequence[CaseRecord]
    back: str


def cell(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the cases that surely are in a cell, and those that only may be."""
    axes = known_axes(desk.study.settings, read_codebook(desk.study.folder))
    rows = request.GET.get("rows", "")[:80] or next(iter(axes))
    columns, row, column = (request.GET.get(name, "")[:200] for name in ("columns", "row", "column"))
    found = cell_of(desk.study, rows, columns or None, row, column, by=desk.actor)
    known = {case.number: case for case in all_cases(desk.study, by=desk.actor)}
    asked = {"rows": rows, "columns": columns}
    back = f"{address(desk.slug, 'crossings')}?{urlencode(asked)}" if columns else address(desk.slug, "figures")
    sure = [known[number] for number in found.sure if number in known]
    maybe = [known[number] for number in found.maybe if number in known]
    return show(request, "crossings/cell.html", CellPage(found, leaf(sure, request.GET), maybe, back))


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawing with its table: each value with its count and the address of its cases."""

    drawing: Drawing
    svg: SafeString
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The cases over time and on the map."""

    periods: Sequence[tuple[str, str]]
    period: str
    countries: Sequence[tuple[str, str]]
    country: str
    timeline: Shown
    map: Shown | None
    next: Next | None


def figures(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Draw the cases over time and on the map."""
    settings = desk.study.settings
    periods, countries = [*PERIODS, *settings.periods], _countries(settings)
    period = request.GET.get("period", "")
    period = period if period in periods else "month"
    country = request.GET.get("country", "")
    country = country if country in dict(countries) else next(iter(dict(countries)), "")

    def to(axis: str) -> Address:
        return lambda key: cell_address(desk.slug, (axis, ""), key, "")

    over_time = _shown(timeline(desk.study, period, to(period), by=desk.actor), to(period))
    on_map = _shown(world(desk.study, country, to(country), by=desk.actor), to(country)) if country else None
    step = Next(_("Cross two attributes"), address(desk.slug, "crossings"))
    page = FiguresPage(
        [(name, str(LABELS.get(name, name))) for name in periods], period, countries, country, over_time, on_map, step
    )
    return show(request, "crossings/figures.html", page)


def _countries(settings: Settings) -> list[tuple[str, str]]:
    return [
        (name, one.label or name.replace("-", " ").capitalize())
        for name, one in settings.attributes.items()
        if one.type is AttributeType.COUNTRY
    ]


def _shown(drawing: Drawing, to: Address) -> Shown:
    rows = [(bar.label, bounded(bar.estimate), to(bar.key)) for bar in drawing.bars if bar.estimate.high]
    # The drawing program escapes every text; no reader wrote a tag of it.
    return Shown(drawing, mark_safe(worded_drawing(drawing.svg)), rows)  # noqa: S308
