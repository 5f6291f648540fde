"""Restrict, seal, open and lift: who may see a case or an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.errors import NotFound
from outspoken.people import Restricted, lift, restrict, seal, unseal
from outspoken.people.acts import LONGEST_OPENING
from outspoken.people.readers import restrictions_in_force
from outspoken.web.access import Desk
from outspoken.web.paging import show


@dataclass(frozen=True, slots=True)
class Lying:
    """What is restricted, by the word that names it, and how."""

    what: str
    restrictions: Sequence[Restricted]

    @property
    def first(self) -> Restricted:
        """All restrictions on one thing say the same."""
        return self.restrictions[0]


@dataclass(frozen=True, slots=True)
class RestrictionsPage:
    """What is restricted and sealed, and the forms to change it."""

    lying: Sequence[Lying]
    attributes: Sequence[tuple[str, str]]
    what: str
    longest: int


def restrictions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is restricted; sent as a form, restrict, seal, open or lift."""
    if request.method == "POST":
        return _changed(request, desk)
    found: dict[str, list[Restricted]] = {}
    for one in restrictions_in_force(desk.study, by=desk.actor):
        found.setdefault(one.attribute or str(one.case), []).append(one)
    attributes = [(name, one.label or name) for name, one in desk.study.settings.attributes.items()]
    page = RestrictionsPage(
        [Lying(what, tuple(ones)) for what, ones in found.items()],
        attributes,
        request.GET.get("what", "")[:40],
        LONGEST_OPENING,
    )
    return show(request, "people/restrictions.html", page)


def _changed(request: HttpRequest, desk: Desk) -> HttpResponse:
    said = {name: request.POST.get(name, "").strip() for name in ("do", "what", "names", "reason", "minutes")}
    study, actor, what = desk.study, desk.actor, said["what"]
    if said["do"] == "restrict":
        restrict(study, what, said["names"].replace("،", ",").split(","), by=actor)
    elif said["do"] == "seal":
        seal(study, what, by=actor)
    elif said["do"] == "unseal":
        minutes = int(said["minutes"]) if said["minutes"].isascii() and said["minutes"].isdigit() else 0
        unseal(study, what, by=actor, reason=said["reason"][:2_000], minutes=minutes)
    elif said["do"] == "lift":
        lift(study, what, by=actor)
    else:
        raise NotFound("There is no such act.")
    messages.success(request, _("Done, and in the journal."))
    return redirect("restrictions", slug=desk.slug)
