"""The page of a piece of long work: asks for itself again while it runs, with a script or by reload."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from outspoken.web.access import Desk
from outspoken.web.paging import show
from outspoken.web.work import Piece, Stand, work


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A piece of work, and whether who looks may stop it or begin it again."""

    piece: Piece
    running: bool
    own: bool


def watch(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Show how far it is."""
    piece = _found(desk, number)
    page = WorkPage(piece, piece.stand is Stand.RUNNING, _own(desk, piece))
    part = request.headers.get("HX-Request") == "true"
    answer = show(request, "jobs/part.html" if part else "jobs/work.html", page)
    if page.running and not part:
        answer["Refresh"] = "3"  # without a script the page asks anew; the script asks sooner
    return answer


def stop(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Stop it; what its act had begun counts as not done."""
    piece = _found(desk, number)
    if not _own(desk, piece):
        raise Http404
    piece.stop.set()
    return redirect("work", slug=desk.slug, number=piece.id)


def again(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Begin it again."""
    piece = _found(desk, number)
    if not _own(desk, piece):
        raise Http404
    fresh = work.begin(desk.slug, desk.actor.name, piece.what, piece.do)
    return redirect("work", slug=desk.slug, number=fresh.id)


def _found(desk: Desk, number: str) -> Piece:
    piece = work.find(desk.slug, number)
    if piece is None:
        raise Http404
    return piece


def _own(desk: Desk, piece: Piece) -> bool:
    return piece.actor == desk.actor.name
