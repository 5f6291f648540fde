"""The values that texts seem to give a testimony: each beside its passage, accepted or dismissed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outspoken.analyse.listing import known_columns
from outspoken.errors import NotFound
from outspoken.people import accept, dismiss, reconsider
from outspoken.people.checked.records import Answer, ValueSuggestion
from outspoken.people.readers import answers_given, values_suggested
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggested value, the name of its field, and how its attribute is called."""

    field: str
    label: str
    one: ValueSuggestion


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """What is suggested of one testimony, and what was answered."""

    number: int
    suggested: Sequence[Suggested]
    answered: Sequence[tuple[str, Answer]]
    next: Next | None


def values(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show what is suggested of a testimony; sent as a form, take over or turn down each, or take an answer back."""
    if request.method == "POST":
        return _answered(request, desk, number)
    labels = known_columns(desk.study.settings)
    found = values_suggested(desk.study, str(number), by=desk.actor)
    given = answers_given(desk.study, str(number), by=desk.actor)
    page = ValuesPage(
        number,
        [Suggested(_field(one), labels.get(one.attribute, one.attribute), one) for one in found],
        [(labels.get(one.attribute, one.attribute), one) for one in given[::-1]],
        Next(_("See the person"), address(desk.slug, "person", number=number)) if not found else None,
    )
    return show(request, "people/values.html", page)


def _field(one: ValueSuggestion) -> str:
    """Return what the answer to a value is called in the form: the attribute and the value, which together are one."""
    return f"{one.attribute}:{one.value or one.printed}"


def _answered(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    back = request.POST.get("reconsider", "")
    if back:
        attribute, _colon, value = back.partition(":")
        reconsider(desk.study, str(number), attribute, value, by=desk.actor)
        messages.success(request, _("Taken back; what was before counts again."))
        return redirect("values", slug=desk.slug, number=number)
    done = 0
    for field, answer in request.POST.items():
        attribute, colon, value = field.partition(":")
        if not colon or answer not in {"accept", "instead", "dismiss"}:
            continue
        if answer == "dismiss":
            dismiss(desk.study, str(number), attribute, value, by=desk.actor)
        else:
            accept(desk.study, str(number), attribute, value, by=desk.actor, instead=answer == "instead")
        done += 1
    if not done:
        raise NotFound("Nothing was answered.", "Choose accept or dismiss beside a value, then send the form.")
    messages.success(request, ngettext("%(n)d answer is kept.", "%(n)d answers are kept.", done) % {"n": done})
    return redirect("values", slug=desk.slug, number=number)
