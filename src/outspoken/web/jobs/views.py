"""The page of a piece of long work: asks for itself again while it runs, with a script or by reload."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from outspoken.web.access import Desk
from outspoken.web.paging import show
from outspoken.web.pieces import Piece, Stand
from outspoken.web.work import work


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A piece of work, and whether who looks may stop it or begin it again."""

    piece: Piece
    running: bool
    own: bool


def watch(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Show how far it is: all of it to who began it, to others only how much is done."""
    piece = _found(desk, number)
    own = _own(desk, piece)
    page = WorkPage(piece if own else _for_others(piece), piece.stand is Stand.RUNNING, own)
    part = request.headers.get("HX-Request") == "true"
    answer = show(request, "jobs/part.html" if part else "jobs/work.html", page)
    if page.running and not part:
        answer["Refresh"] = "3"  # without a script the page asks anew; the script asks sooner
    return answer


def stop(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Stop it, in whichever process it is; what its act had begun counts as not done."""
    piece = _found(desk, number)
    if not _own(desk, piece):
        raise Http404
    work.stop(desk, piece.id)
    return redirect("work", slug=desk.slug, number=piece.id)


def again(request: HttpRequest, desk: Desk, number: str) -> HttpResponse:
    """Begin it again."""
    piece = _found(desk, number)
    if not _own(desk, piece):
        raise Http404
    fresh = work.again(desk, piece)
    return redirect("work", slug=desk.slug, number=fresh.id)


def _found(desk: Desk, number: str) -> Piece:
    piece = work.find(desk, number)
    if piece is None:
        raise Http404
    return piece


def _own(desk: Desk, piece: Piece) -> bool:
    return piece.actor == desk.actor.name


def _for_others(piece: Piece) -> Piece:
    """Leave out what may speak of what others may not see: how many, at what, with which trouble."""
    # Safety: whoever began it may see cases that the others may not know of.
    how_far = replace(piece, done=piece.share, total=100 if piece.total else None)
    return replace(how_far, at="", message="", hint="", problems=(), result="", given={})
