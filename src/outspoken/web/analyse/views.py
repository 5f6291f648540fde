"""The case table and the page of one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from outspoken.analyse.caselist import CaseRecord, CaseTestimony, CaseValue, Said
from outspoken.analyse.cases import all_cases, one_case
from outspoken.analyse.listing import Asked, doubtful, known_columns, selected
from outspoken.web.access import Desk
from outspoken.web.analyse.keeping import Kept, kept_views
from outspoken.web.analyse.listing import Column, as_query, choices, read_asked
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show
from outspoken.web.presence import beside


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter by the values of one attribute."""

    name: str
    label: str
    values: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the case table."""

    number: int
    names: Sequence[str]
    cells: Sequence[Sequence[CaseValue]]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The case table as an address asks for it."""

    columns: Sequence[Column]
    lines: Leaf[Line]
    choices: Sequence[Choice]
    asked: Asked
    all: int
    number_sort: str
    views: Sequence[Kept]
    query: Sequence[tuple[str, str]]
    """What is asked for, as the form that keeps it sends it."""
    next: Next | None


def cases(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the case table."""
    everything, known = all_cases(desk.study, by=desk.actor), known_columns(desk.study.settings)
    asked = read_asked(request.GET.dict(), request.GET.getlist("column"), list(known))
    part = leaf(selected(everything, asked), request.GET)
    lines = Leaf([_line(case, asked) for case in part.items], part.number, part.of, part.total, part.query)
    own = choices(everything, desk.study.settings)
    page = CasesPage(
        [_column(name, label, asked) for name, label in known.items()],
        lines,
        [Choice(name, known[name], values, asked.where.get(name, "")) for name, values in own.items()],
        asked,
        len(everything),
        "-number" if asked.sort == "number" else "number",
        kept_views(desk, asked),
        [(name, one) for name, said in as_query(asked).items() for one in ([said] if isinstance(said, str) else said)],
        _next(desk, everything, lines.items),
    )
    return show(request, "analyse/cases.html", page)


def _next(desk: Desk, everything: Sequence[CaseRecord], found: Sequence[Line]) -> Next:
    if not everything:
        return Next(_("Import a spreadsheet"), address(desk.slug, "collect"))
    if any(one.doubtful for one in found):
        return Next(_("Settle the doubts"), address(desk.slug, "doubts"))
    return Next(_("Cross two attributes"), address(desk.slug, "crossings"))


def _line(case: CaseRecord, asked: Asked) -> Line:
    return Line(case.number, case.names, [case.values.get(name, ()) for name in asked.columns], doubtful(case))


def _column(name: str, label: str, asked: Asked) -> Column:
    down = asked.sort == name
    state = "ascending" if down else "descending" if asked.sort == f"-{name}" else "none"
    return Column(name, label, name in asked.columns, f"-{name}" if down else name, state)


@dataclass(frozen=True, slots=True)
class Told:
    """A testimony with what it says, field by field."""

    testimony: CaseTestimony
    fields: Sequence[tuple[str, Sequence[Said]]]
    codes: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case: its values, testimonies, doubts and judgements."""

    case: CaseRecord
    values: Sequence[tuple[str, Sequence[CaseValue]]]
    told: Sequence[Told]
    before: str
    after: str
    beside: Sequence[str] = ()
    """Who else has it open."""


def case(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show one case."""
    one = one_case(desk.study, number, by=desk.actor)
    found, labels = one.case, known_columns(desk.study.settings)
    page = CasePage(
        found,
        [(label, found.values.get(name, ())) for name, label in labels.items()],
        [_told(one, labels) for one in found.testimonies],
        address(desk.slug, "case", number=one.before) if one.before else "",
        address(desk.slug, "case", number=one.after) if one.after else "",
        beside(desk, f"case-{number}"),
    )
    return show(request, "analyse/case.html", page)


def _told(one: CaseTestimony, labels: dict[str, str]) -> Told:
    fields = [(labels.get(name, name.replace("-", " ").capitalize()), said) for name, said in one.said.items()]
    return Told(one, fields, list(one.codings.items()))
