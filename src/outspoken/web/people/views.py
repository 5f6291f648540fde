"""Judge two testimonies side by side: same, different, unsure; and the list of what was judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outspoken.analyse.caselist import CaseRecord, CaseTestimony, Said
from outspoken.analyse.cases import all_cases
from outspoken.analyse.listing import known_columns
from outspoken.analyse.readers import changes_foreseen, people_foreseen
from outspoken.analyse.worth import Change
from outspoken.errors import NotFound, StudyError
from outspoken.people import Judgement, Verdict, judge, undo
from outspoken.people.clusters import in_force
from outspoken.people.readers import judgements_made, told_beside
from outspoken.people.reasons import Reason
from outspoken.people.storied import Beside
from outspoken.web.access import Desk
from outspoken.web.crossings.shares import bounded
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show
from outspoken.web.people.names import named, printed_names
from outspoken.web.people.queue import Waiting, Work, work_left
from outspoken.web.presence import beside

SHOWN = 25
"""So many pairs of the queue are shown at once."""
LABELS = {
    Verdict.SAME: gettext_lazy("same"),
    Verdict.DIFFERENT: gettext_lazy("different"),
    Verdict.UNSURE: gettext_lazy("unsure"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair that somebody judged, with the names that are printed."""

    one: int
    other: int
    names: tuple[str, str]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class PairsPage:
    """The judgements in force."""

    pairs: Leaf[Judged]
    verdict: str
    counts: Sequence[tuple[str, int]]
    work: Work
    waiting: Sequence[Waiting]
    problem: str
    next: Next | None


def pairs(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the pairs that were judged, those left unsure first; or go to the pair that is asked for."""
    asked = [request.GET.get(name, "").strip() for name in ("one", "other")]
    if all(one.isascii() and one.isdigit() and len(one) < 10 for one in asked) and asked[0] != asked[1]:
        return redirect("pair", slug=desk.slug, one=int(asked[0]), other=int(asked[1]))
    found = _judged(desk)
    counts = [(one.value, sum(pair.judgement.verdict is one for pair in found)) for one in Verdict]
    wanted = request.GET.get("verdict", "")
    shown = [pair for pair in found if not wanted or pair.judgement.verdict.value == wanted]
    work = work_left(desk, printed_names(desk))
    step = None
    if work.pairs:
        first = work.pairs[0]
        words = _("Look at the first unsure pair") if first.unsure else _("Judge the next pair")
        step = Next(words, address(desk.slug, "pair", one=first.one, other=first.other))
    problem = _("Give the numbers of two different cases.") if any(asked) else ""
    page = PairsPage(leaf(shown, request.GET), wanted, counts, work, work.pairs[:SHOWN], problem, step)
    return show(request, "people/pairs.html", page)


def _judged(desk: Desk) -> list[Judged]:
    made, born = judgements_made(desk.study, by=desk.actor)
    names = printed_names(desk)
    found = []
    for judgement in in_force(made).values():
        one, other = (born[number] for number in judgement.pair)
        if one in names and other in names:  # a story that was excluded holds no case
            found.append(Judged(one, other, (names[one], names[other]), judgement))
    order = [Verdict.UNSURE, Verdict.SAME, Verdict.DIFFERENT]
    return sorted(found, key=lambda pair: (order.index(pair.judgement.verdict), pair.one, pair.other))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the testimony, the case it is in now, and its name."""

    born: int
    case: CaseRecord
    testimony: CaseTestimony
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """What both say in one field."""

    label: str
    one: Sequence[Said]
    other: Sequence[Said]
    alike: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict that may be given, and how many people there would be."""

    verdict: Verdict
    label: str
    key: str
    """Its number and its letter: either presses the button."""
    people: str
    """Empty where other judgements forbid it."""
    now: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against two being one person, and where their stories say so."""

    chance: int | None
    """In percent; None where the study records no names."""
    speaks_for: Sequence[Reason]
    against: Sequence[Reason]
    passages: Sequence[Beside]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two testimonies side by side, and what may be judged of them."""

    one: Side
    other: Side
    rows: Sequence[Row]
    codes: Sequence[tuple[str, str, str]]
    choices: Sequence[Choice]
    evidence: Evidence
    changes: Sequence[Change]
    history: Sequence[Judgement]
    may_judge: bool
    may_undo: bool
    next: Next | None
    beside: Sequence[str] = ()
    """Who else has the pair open."""


def pair(request: HttpRequest, desk: Desk, one: int, other: int) -> HttpResponse:
    """Show two testimonies side by side; sent as a form, judge them or undo what was judged."""
    if request.method == "POST":
        return _judge(request, desk, one, other)
    sides = _sides(desk, one, other)
    made, born = judgements_made(desk.study, by=desk.actor, undone=True)
    own = [found for found in made if {born[number] for number in found.pair} == {one, other}]
    current = next(iter(in_force(own).values()), None)
    page = PairPage(
        *sides,
        _rows(desk, *sides),
        _codes(*sides),
        _choices(desk, one, other, current),
        _evidence(desk, one, other),
        changes_foreseen(desk.study, str(one), str(other), by=desk.actor),
        own[::-1],
        desk.may("people.judge"),
        desk.may("people.undo") and current is not None,
        _next(desk, {one, other}),
        beside(desk, f"pair-{min(one, other)}-{max(one, other)}"),
    )
    return show(request, "people/pair.html", page)


def _judge(request: HttpRequest, desk: Desk, one: int, other: int) -> HttpResponse:
    wanted = request.POST.get("verdict", "")
    if wanted == "undo":
        undo(desk.study, str(one), str(other), by=desk.actor)
        messages.success(request, _("The judgement is undone; what was before counts again."))
    elif wanted in set(Verdict):
        reason = request.POST.get("reason", "").strip()[:2_000]
        judge(desk.study, str(one), str(other), Verdict(wanted), by=desk.actor, reason=reason)
        messages.success(request, _("The judgement is kept. It can be undone at any time."))
    else:
        raise NotFound("There is no such judgement.", "Choose same, different or unsure.")
    return redirect("pair", slug=desk.slug, one=one, other=other)


def _sides(desk: Desk, one: int, other: int) -> tuple[Side, Side]:
    found = {}
    for case in all_cases(desk.study, by=desk.actor):
        for testimony in case.testimonies:
            if testimony.born_as in {one, other}:
                name = named(testimony, case.names)
                found[testimony.born_as] = Side(testimony.born_as, case, testimony, name)
    if len(found) < 2:
        raise NotFound("There is no such pair in this study.")
    return found[one], found[other]


def _rows(desk: Desk, one: Side, other: Side) -> list[Row]:
    labels = known_columns(desk.study.settings)
    fields = dict.fromkeys([*one.testimony.said, *other.testimony.said])
    return [
        Row(
            labels.get(name, name.replace("-", " ").capitalize()),
            one.testimony.said.get(name, ()),
            other.testimony.said.get(name, ()),
            alike={said.value for said in one.testimony.said.get(name, ())}
            == {said.value for said in other.testimony.said.get(name, ())},
        )
        for name in fields
    ]


def _codes(one: Side, other: Side) -> list[tuple[str, str, str]]:
    mine, theirs = one.testimony.codings, other.testimony.codings
    return [
        (code, ", ".join(mine.get(code, ())), ", ".join(theirs.get(code, ())))
        for code in dict.fromkeys([*mine, *theirs])
    ]


def _choices(desk: Desk, one: int, other: int, current: Judgement | None) -> list[Choice]:
    people = people_foreseen(desk.study, str(one), str(other), by=desk.actor)
    return [
        Choice(
            verdict,
            str(LABELS[verdict]),
            f"{key} {verdict.value[0]}",
            bounded(people[verdict]),
            current is not None and current.verdict is verdict,
        )
        for key, verdict in enumerate(Verdict, start=1)
    ]


def _evidence(desk: Desk, one: int, other: int) -> Evidence:
    """Return what speaks for and against a pair; nothing where the study compares nobody."""
    try:
        found, passages = told_beside(desk.study, str(one), str(other), by=desk.actor)
    except StudyError:
        return Evidence(None, (), (), ())
    speaks_for = [reason for reason in found.reasons if reason.speaks_for]
    against = [reason for reason in found.reasons if not reason.speaks_for]
    return Evidence(round(100 * found.chance), speaks_for, against, passages)


def _next(desk: Desk, here: set[int]) -> Next | None:
    """Lead to the next pair of the queue."""
    for pair in work_left(desk, {}).pairs:
        if {pair.one, pair.other} != here:
            words = _("Look at the next unsure pair") if pair.unsure else _("Judge the next pair")
            return Next(words, address(desk.slug, "pair", one=pair.one, other=pair.other))
    return Next(_("See all judgements"), address(desk.slug, "people"))
