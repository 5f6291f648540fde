"""Turn what went wrong into pages: full sentences, the same headers, nothing about what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from outspoken.errors import Conflict, ImportRefused, NotAllowed, NotFound, OutspokenError
from outspoken.web import problems
from outspoken.web.access import Unidentified, has_entered
from outspoken.web.serving import serving


class Sentences:
    """Catches the one family of errors, wherever a view raises it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error of ours into a page; anything else is a bug and stays one."""
        if isinstance(error, Unidentified):
            return problems.unidentified()
        if isinstance(error, NotFound | NotAllowed):
            return nothing_here(request)
        if isinstance(error, OutspokenError):
            if isinstance(error, Conflict) and error.mine is not None and error.theirs is not None:
                return both(request, error)
            return say(request, error, 409 if isinstance(error, Conflict) else 422)
        return None


def say(request: HttpRequest, error: OutspokenError, status: int) -> HttpResponse:
    """Show an error's sentence, its hint and its problems."""
    listed = error.problems if isinstance(error, ImportRefused) else ()
    if problems.wanted(request):
        return problems.problem(status, error.message, error.hint, listed)
    shown = {"message": error.message, "hint": error.hint, "problems": listed}
    return render(request, "sentence.html", shown, status=status)


def both(request: HttpRequest, error: Conflict) -> HttpResponse:
    """Show both versions where somebody else changed a thing first; nothing was overwritten."""
    shown = {
        "message": error.message,
        "hint": error.hint,
        "mine": told(error.mine),
        "theirs": told(error.theirs),
        "again": request.get_full_path(),
    }
    return render(request, "conflict.html", shown, status=409)


def told(version: object) -> list[tuple[str, str]]:
    """Say what a version holds, field by field; fields without a value are left out.

    >>> told({"name": "Hunger", "question": ""}), told("yes")
    ([('name', 'Hunger')], [('', 'yes')])
    """
    if is_dataclass(version):
        version = {one.name: getattr(version, one.name) for one in fields(version)}
    if not isinstance(version, Mapping):
        return [("", str(version))]
    return [(name.replace("_", " "), str(value)) for name, value in version.items() if value not in (None, "", ())]


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike for what does not exist and for what somebody may not see."""
    # Safety: one page for both, whatever was raised, so that asking tells nobody what is there.
    request.desk = None  # type: ignore[attr-defined]
    if problems.wanted(request):
        return problems.nothing_here()
    if serving().team and request.method == "GET" and not _signed_in(request):
        return redirect(f"/account/login/?{urlencode({'next': request.path})}")
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike, too, when Django itself refuses."""
    return nothing_here(request)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that we made a mistake; nothing of it is shown."""
    if problems.wanted(request):
        return problems.problem(500, "The server made a mistake.")
    return render(request, "500.html", status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request made no sense."""
    if problems.wanted(request):
        return problems.problem(400, "This request made no sense.")
    return render(request, "400.html", status=400)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form did not come from one of our own pages, or is too old."""
    shown = {
        "message": _("This form was not sent from a page of this server, or the page was open for too long."),
        "hint": _("Go back, load the page anew and send it again."),
    }
    return render(request, "sentence.html", shown, status=403)


def _signed_in(request: HttpRequest) -> bool:
    return hasattr(request, "user") and has_entered(request)


__all__ = [
    "Http404",
    "Sentences",
    "bad_request",
    "both",
    "broken",
    "forbidden",
    "nothing_here",
    "refused_form",
    "say",
    "told",
]
