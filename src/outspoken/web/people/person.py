"""A person: all testimonies, values that contradict each other, who is left out, what was judged; and its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from outspoken.analyse.listing import known_columns
from outspoken.errors import NotFound
from outspoken.people import exclude, readmit, settle, split, unsettle
from outspoken.people.checked.records import Contradiction, Out, Person
from outspoken.people.clusters import in_force
from outspoken.people.readers import person_of
from outspoken.people.records import Testimony, Verdict
from outspoken.screen import criteria_of
from outspoken.study import ids
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show
from outspoken.web.people.names import printed_names
from outspoken.web.people.picture import Words, drawn, in_force_between


@dataclass(frozen=True, slots=True)
class Told:
    """A testimony of the person."""

    testimony: str
    born: int
    story: int
    name: str
    out: str
    """Why it is left out, or empty."""


@dataclass(frozen=True, slots=True)
class Contradicting:
    """Several values of one attribute, each with the testimonies that give it."""

    attribute: str
    label: str
    values: Sequence[tuple[str, str]]
    settled: str
    why: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, and what may be done."""

    person: Person
    told: Sequence[Told]
    contradictions: Sequence[Contradicting]
    picture: SafeString
    sentences: Sequence[str]
    criteria: Sequence[tuple[str, str]]
    out: bool
    """Whether some of it is left out."""
    next: Next | None


def person(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a person; sent as a form, settle a contradiction, leave out, take back, or split."""
    if request.method == "POST":
        return _changed(request, desk, number)
    found = person_of(desk.study, str(number), by=desk.actor)
    if found.number != number:
        return redirect("person", slug=desk.slug, number=found.number)
    names, labels = printed_names(desk), known_columns(desk.study.settings)
    judged = in_force_between(in_force(found.judgements), found.born)
    out = {one.testimony: one.kind.value for one in found.exclusions if not one.undone_by}
    page = PersonPage(
        found,
        [_told(one, names.get(one.born_as, ""), out.get(one.id, "")) for one in found.testimonies],
        [_contradicting(one, labels.get(one.attribute, one.attribute)) for one in found.contradictions],
        _picture(found, judged),
        [_sentence(*one) for one in judged],
        [(name, one.label or name) for name, one in criteria_of(desk.study, by=desk.actor).items()],
        bool(out),
        _next(desk, found),
    )
    return show(request, "people/person.html", page)


def _told(one: Testimony, name: str, out: str) -> Told:
    return Told(ids.spoken("testimony", one.id), one.born_as, one.story_id, name, out)


def _contradicting(one: Contradiction, label: str) -> Contradicting:
    values = [(value, ", ".join(ids.spoken("testimony", each) for each in givers)) for value, givers in one.values]
    settled = (one.settled.value, f"{one.settled.actor}: {one.settled.reason}") if one.settled else ("", "")
    return Contradicting(one.attribute, label, values, *settled)


def _picture(found: Person, judged: Sequence[tuple[int, int, Verdict]]) -> SafeString:
    own = [one.born_as for one in found.testimonies]
    others = dict.fromkeys(number for one in judged for number in one[:2] if number not in own)
    words = Words(_("Who is judged to be whom"), _sentence, _("Nobody has judged anybody here."))
    # Numbers and translated words, escaped where they are drawn.
    return mark_safe(drawn(own, list(others), judged, words))  # noqa: S308


def _sentence(one: int, other: int, verdict: Verdict) -> str:
    said = {
        Verdict.SAME: _("%(one)d and %(other)d are one person."),
        Verdict.DIFFERENT: _("%(one)d and %(other)d are two people."),
        Verdict.UNSURE: _("%(one)d and %(other)d may be one person."),
    }
    return said[verdict] % {"one": one, "other": other}


def _next(desk: Desk, found: Person) -> Next | None:
    waiting = next((one for one in found.contradictions if one.settled is None), None)
    if waiting is not None and desk.may("people.settle"):
        return Next(_("Settle what contradicts itself"), "#contradictions")
    return Next(_("See what waits for a judgement"), address(desk.slug, "people"))


def _changed(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    said = {name: request.POST.get(name, "").strip() for name in ("do", "attribute", "value", "what", "criterion")}
    reason, study, actor = request.POST.get("reason", "").strip()[:2_000], desk.study, desk.actor
    if said["do"] == "settle":
        settle(study, str(number), said["attribute"], said["value"], by=actor, reason=reason)
    elif said["do"] == "unsettle":
        unsettle(study, str(number), said["attribute"], by=actor)
    elif said["do"] in {one.value for one in Out}:
        criterion = said["criterion"]
        exclude(study, said["what"] or str(number), Out(said["do"]), by=actor, criterion=criterion, reason=reason)
    elif said["do"] == "readmit":
        readmit(study, said["what"] or str(number), by=actor)
    elif said["do"] == "split":
        split(study, str(number), by=actor, off=request.POST.getlist("off"), reason=reason)
    else:
        raise NotFound("There is no such act.")
    messages.success(request, _("Done, and in the journal. It can be taken back."))
    return redirect("person", slug=desk.slug, number=number)
