"""Show every stated number beside what the data say, with its verdict and what it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from outspoken.report.review import check, tallied
from outspoken.report.verdicts import Checked, Verdict
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show
from outspoken.web.wording.book import worded

SUMS = "arithmetic"
_READINGS = {"value", "footnote", "identity"}


@dataclass(frozen=True, slots=True)
class Line:
    """One stated number, said for a table."""

    checked: Checked
    printed: str
    recomputed: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The stated numbers of a study, those that fail first."""

    lines: Leaf[Line]
    counts: Sequence[tuple[str, int]]
    verdict: str
    kinds: Sequence[str]
    kind: str
    sums: Sequence[Line]
    """Printed tables that do not add up by themselves."""
    next: Next | None


def claims(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Recompute everything that is stated, and show what became of it."""
    found = check(desk.study, by=desk.actor)
    counts = [(verdict.value, count) for verdict, count in tallied(found).items()]
    verdict, kind = request.GET.get("verdict", ""), request.GET.get("kind", "")
    order = [Verdict.FAILS, Verdict.DEPENDS, Verdict.CANNOT_TELL, Verdict.HOLDS]
    shown = sorted(
        (one for one in found if (not verdict or one.verdict.value == verdict) and (not kind or one.kind == kind)),
        key=lambda one: order.index(one.verdict),
    )
    page = ClaimsPage(
        leaf([_line(one) for one in shown], request.GET),
        counts,
        verdict,
        sorted({one.kind for one in found}),
        kind,
        [_line(one) for one in found if one.kind == SUMS and one.verdict is Verdict.FAILS],
        _next(desk, dict(counts)),
    )
    return show(request, "claims/claims.html", page)


def _next(desk: Desk, counts: dict[str, int]) -> Next:
    if counts[Verdict.DEPENDS.value]:
        return Next(_("Settle the doubts that they depend on"), address(desk.slug, "doubts"))
    return Next(_("Build the report"), address(desk.slug, "report"))


def _line(one: Checked) -> Line:
    low, high = worded(said(one.recomputed.low)), worded(said(one.recomputed.high))
    between = _("or") if one.kind in _READINGS else _("to")
    recomputed = low if low == high else f"{low} {between} {high}"
    if one.kind in _READINGS and one.recomputed.low is None:
        recomputed = ""  # of outlets and spellings the data say nothing else than the sheet
    return Line(one, said(one.printed), recomputed, one.verdict.value)


def said(value: float | str | None) -> str:
    """Say a number of a claim: a share in per cent, a whole number without a point.

    >>> said(0.5862), said(58.0), said("2014-01-19"), said(None)
    ('58.6 %', '58', '2014-01-19', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value))
        return f"{value * 100:.1f} %" if 0 < abs(value) < 1 else f"{value:.2f}"
    return str(value)
