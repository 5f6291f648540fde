"""Where one is and where one can go: the steps that have pages, the breadcrumbs, the reminders."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from outspoken.web.access import has_entered
from outspoken.web.serving import serving


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation: the name of a route and what it is called."""

    route: str
    label: Any
    privilege: str = "study.read"


PLACES = (
    Place("overview", _("Overview")),
    Place("collect", _("Collect")),
    Place("archive", _("Archive")),
    Place("screen", _("Screen")),
    Place("people", _("People")),
    Place("coding", _("Coding")),
    Place("codebook", _("Codebook")),
    Place("cases", _("Cases")),
    Place("doubts", _("Doubts")),
    Place("crossings", _("Tables")),
    Place("claims", _("Claims")),
    Place("report", _("Report")),
    Place("publish", _("Publish")),
    Place("search", _("Search")),
    Place("journal", _("Journal")),
    Place("settings", _("Settings")),
    Place("members", _("Members"), "study.admit"),
)
"""In the order of the work. A place is shown once its route exists, and only to who may go there."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go."""

    label: Any
    address: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """The one obvious next step of a page."""

    label: Any
    address: str


def address(slug: str, route: str, /, **given: object) -> str:
    """Return the address of a page of a study."""
    return reverse(route, kwargs={"slug": slug, **given})


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Give every template what stands around a page."""
    desk = getattr(request, "desk", None)
    return {
        "desk": desk,
        "places": _places(request, desk) if desk is not None else (),
        "team": serving().team,
        "entered": hasattr(request, "session") and hasattr(request, "user") and has_entered(request),
    }


def _places(request: HttpRequest, desk: Any) -> list[Link]:
    own = frozenset(name for name in _ASKED if desk.actor.may(name))
    found = _open_to(own, desk.slug, get_language() or "", team=serving().team)
    return [Link(label, where, here=_is_here(request.path, where, name)) for name, label, where in found]


_ASKED = frozenset(place.privilege for place in PLACES)


@lru_cache(maxsize=512)
def _open_to(privileges: frozenset[str], slug: str, language: str, *, team: bool) -> list[tuple[str, str, str]]:
    """List route, label and address of each place, in the language that is active: the same on every page."""
    found = []
    for place in PLACES:
        if place.privilege not in privileges or (place.route == "members" and not team):
            continue
        with suppress(NoReverseMatch):
            found.append((place.route, str(place.label), address(slug, place.route)))
    return found


def _is_here(asked: str, where: str, name: str) -> bool:
    return asked == where if name == "overview" else asked.startswith(where)
