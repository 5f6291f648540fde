"""Keep views of the case table: under a name, for oneself or shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from outspoken.analyse.acts import drop_view, keep_view, share_view
from outspoken.analyse.listing import Asked, known_columns, understood
from outspoken.analyse.readers import views_of
from outspoken.analyse.views import View
from outspoken.errors import NotFound
from outspoken.web.access import Desk
from outspoken.web.analyse.listing import as_query, read_asked
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show


@dataclass(frozen=True, slots=True)
class Kept:
    """A view that was kept, and the address of the case table as it asks for it."""

    view: View
    address: str
    here: bool
    mine: bool
    filters: Sequence[tuple[str, str]]
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class ViewsPage:
    """One's own views, and those that others share."""

    views: Sequence[Kept]
    next: Next | None


def views(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the views; sent as a form, keep, share or drop one."""
    if request.method == "POST":
        return _changed(request, desk)
    page = ViewsPage(kept_views(desk), Next(_("Go to the cases"), address(desk.slug, "cases")))
    return show(request, "analyse/views.html", page)


def kept_views(desk: Desk, asked: Asked | None = None) -> list[Kept]:
    """Return the views that somebody sees; `asked` is what they look at now."""
    labels, known = known_columns(desk.study.settings), list(known_columns(desk.study.settings))
    return [
        _kept(desk, view, understood(view.asked, known), labels, asked) for view in views_of(desk.study, by=desk.actor)
    ]


def _kept(desk: Desk, view: View, wants: Asked, labels: dict[str, str], asked: Asked | None) -> Kept:
    return Kept(
        view,
        f"{address(desk.slug, 'cases')}?{urlencode(as_query(wants), doseq=True)}",
        here=wants == asked,
        mine=view.actor == desk.actor.name,
        filters=[(labels[name], value) for name, value in wants.where.items()],
        columns=[labels[name] for name in wants.columns],
    )


def _changed(request: HttpRequest, desk: Desk) -> HttpResponse:
    do, view = request.POST.get("do", ""), request.POST.get("view", "")[:100]
    if do == "keep":
        known = list(known_columns(desk.study.settings))
        asked = read_asked(request.POST.dict(), request.POST.getlist("column"), known)
        one = keep_view(desk.study, request.POST.get("name", "")[:200], asked, by=desk.actor)
        messages.success(request, _("Kept as “%s”.") % one.name)
        return redirect(f"{address(desk.slug, 'cases')}?{urlencode(as_query(one.asked), doseq=True)}")
    if do in {"share", "unshare"}:
        share_view(desk.study, view, by=desk.actor, shared=do == "share")
    elif do == "drop":
        drop_view(desk.study, view, by=desk.actor)
    else:
        raise NotFound("There is no such act.")
    messages.success(request, _("Done, and in the journal."))
    return redirect("views", slug=desk.slug)
