"""List what is in doubt, as work to do: settle a reading with a reason, or open it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.analyse.cases import all_cases
from outspoken.analyse.readers import doubts_of
from outspoken.collect import settle
from outspoken.collect.records import Doubt, DoubtKind, DoubtState
from outspoken.errors import NotFound
from outspoken.people.readers import judgements_made
from outspoken.study import ids
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show

PER_LEAF = 25


@dataclass(frozen=True, slots=True)
class Work:
    """One doubt, and where one looks to settle it."""

    doubt: Doubt
    cases: Sequence[int]
    pair: str
    """The address of the pair it is about, for who may be one person."""
    may_settle: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    """The doubts of a study, by kind."""

    work: Leaf[Work]
    kinds: Sequence[tuple[str, int]]
    kind: str
    settled: bool
    open: int
    next: Next | None


def doubts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the doubts; sent as a form, settle one or open it again."""
    if request.method == "POST":
        return _settle(request, desk)
    settled, kind = request.GET.get("settled") == "yes", request.GET.get("kind", "")
    found = doubts_of(desk.study, by=desk.actor, settled=settled)
    kinds = [(one.value, count) for one in DoubtKind if (count := sum(doubt.kind is one for doubt in found))]
    shown = [doubt for doubt in found if not kind or doubt.kind.value == kind]
    still = sum(doubt.state is DoubtState.OPEN for doubt in found)
    cases, pairs = _cases(desk), _pairs(desk)
    work = leaf(shown, request.GET, PER_LEAF)
    made = Leaf([_work(desk, one, cases, pairs) for one in work.items], work.number, work.of, work.total, work.query)
    step = None if still else Next(_("Check the stated numbers"), address(desk.slug, "claims"))
    return show(request, "doubts/doubts.html", DoubtsPage(made, kinds, kind, settled, still, step))


def _work(desk: Desk, doubt: Doubt, cases: dict[tuple[str, str], int], pairs: dict[str, str]) -> Work:
    stored = doubt.id.startswith("D")
    about = dict.fromkeys(cases[doubt.sheet, key] for key in doubt.rows if (doubt.sheet, key) in cases)
    return Work(
        doubt,
        list(about),
        pairs.get(doubt.id, ""),
        may_settle=stored and desk.may("collect.settle"),
        settled=doubt.state is DoubtState.SETTLED,
    )


def _cases(desk: Desk) -> dict[tuple[str, str], int]:
    """Return the case that each row of a sheet speaks of."""
    return {
        (one.sheet, one.key): case.number
        for case in all_cases(desk.study, by=desk.actor)
        for one in case.testimonies
        if one.key
    }


def _pairs(desk: Desk) -> dict[str, str]:
    made, born = judgements_made(desk.study, by=desk.actor)
    found = {}
    for judgement in made:
        one, other = (born[number] for number in judgement.pair)
        found[ids.spoken("judgement", judgement.id)] = address(desk.slug, "pair", one=one, other=other)
    return found


def _settle(request: HttpRequest, desk: Desk) -> HttpResponse:
    doubt, reason = request.POST.get("doubt", ""), request.POST.get("reason", "").strip()[:2_000]
    reopen = request.POST.get("do") == "open"
    choice = "" if reopen else request.POST.get("choice", "")
    if not reopen and not choice:
        raise NotFound("No reading was chosen.", "Choose one, then settle.")
    made = settle(desk.study, doubt, choice, by=desk.actor, reason=reason)
    if reopen:
        messages.success(request, _("%s is open again.") % made.id)
    else:
        messages.success(request, _("%s is settled. It can be opened again at any time.") % made.id)
    return redirect("doubts", slug=desk.slug)
