"""The machine that suggests codes: let it read, see how well it knows each code, accept what it is sure of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outspoken.coding import acts
from outspoken.coding.accepting import not_in_bulk
from outspoken.coding.codebook import Code, read_codebook
from outspoken.coding.readers import latest_suggestions, open_suggestions_for
from outspoken.coding.running import asked, suggested
from outspoken.coding.suggestions.minilm import MiniLM
from outspoken.coding.suggestions.records import SURE, Honesty
from outspoken.study import jobs
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show
from outspoken.web.work import work


@dataclass(frozen=True, slots=True)
class Known:
    """How well the machine knows one code, and what it proposes for it."""

    code: Code
    honesty: Honesty | None
    open: int
    sure: int
    """How many of the open ones it is sure of."""
    why_not: str
    """Why these may not be accepted at once."""
    first: int
    """The testimony with the most confident suggestion; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class MachinePage:
    """What the machine suggested when it last read the texts."""

    suggester: str
    codes: Sequence[Known]
    sure: float
    by_meaning: bool
    """Whether the sentence model is installed."""
    model: str
    """The address of the language model that study.toml names."""
    next: Next | None


def machine(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show how well the machine knows each code; sent as a form, let it read, or accept what it is sure of."""
    if request.method == "POST":
        if request.POST.get("do") == "accept_all":
            return _accept_all(request, desk, request.POST.get("code", ""))
        return _begin(desk, by_meaning="meaning" in request.POST, ask="ask" in request.POST)
    run = latest_suggestions(desk.study, by=desk.actor)
    waiting = open_suggestions_for(desk.study, by=desk.actor)
    total = Counter(one.code for one in waiting)
    sure = Counter(one.code for one in waiting if one.confidence >= SURE)
    first = {one.code: one.testimony_id for one in reversed(waiting)}
    honest = {one.code: one for one in run.honesty} if run else {}
    codes = [
        Known(
            code,
            honest.get(code.id),
            total[code.id],
            sure[code.id],
            not_in_bulk(honest.get(code.id)) if run else "",
            first.get(code.id, 0),
        )
        for code in read_codebook(desk.study.folder).codes()
    ]
    most = waiting[0].testimony_id if waiting else 0
    step = Next(_("Decide on the surest suggestion"), address(desk.slug, "code", number=most)) if most else None
    page = MachinePage(
        run.suggester if run else "",
        codes,
        SURE,
        MiniLM.installed() is not None,
        desk.study.settings.coding.endpoint.address,
        step if desk.may("coding.accept") else None,
    )
    return show(request, "coding/machine.html", page)


def _begin(desk: Desk, *, by_meaning: bool, ask: bool) -> HttpResponse:
    piece = work.begin(desk, "suggest", "suggest", by_meaning=by_meaning, ask=ask)
    return redirect("work", slug=desk.slug, number=piece.id)


@work.kind("suggest")
def _suggest(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    if given["ask"]:
        asked(desk.study, by=desk.actor, report=report)
    suggested(desk.study, by=desk.actor, by_meaning=given["by_meaning"], report=report)
    return address(desk.slug, "machine")


def _accept_all(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    made = acts.accept_all(desk.study, code, by=desk.actor)
    said = ngettext("%(count)d suggestion was accepted.", "%(count)d suggestions were accepted.", len(made))
    messages.success(request, said % {"count": len(made)})
    return redirect("machine", slug=desk.slug)
