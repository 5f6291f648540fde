"""The list of what is to be coded, and the coding screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.archive.store import titles
from outspoken.coding import acts
from outspoken.coding.codebook import read_codebook
from outspoken.coding.readers import Task, codings_of, next_task, nobody_speaks_in, recode_queue
from outspoken.coding.records import Answer, Memo
from outspoken.coding.store import current_texts
from outspoken.errors import Conflict
from outspoken.people.acts import add
from outspoken.people.store import read_testimonies
from outspoken.text.letters import fold
from outspoken.web.access import Desk
from outspoken.web.coding import saving
from outspoken.web.coding.conflicts import Wanted, both_versions
from outspoken.web.coding.places import Place
from outspoken.web.coding.saving import Sent, SeveralPlaces
from outspoken.web.coding.screen import screen_of
from outspoken.web.coding.segments import crossing
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show

_AT_ONCE = 20
"""How many stories in which nobody speaks yet are listed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A testimony that can be coded."""

    number: int
    title: str
    has_text: bool
    mine: int
    """How many codings whoever asks gave it."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A story that has a text, and of which nobody said yet whose testimony it holds."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class CodingPage:
    """What there is to code, and what is whose turn."""

    task: Task | None
    lines: Leaf[Line]
    words: str
    codes: int
    waiting: int
    """How many codings wait to be coded again."""
    silent: Sequence[Silent]
    """Stories with a text in which nobody speaks yet, the first of them."""
    silent_in_all: int
    next: Next | None


def coding(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the testimonies, and say which is next; sent with a story, say that somebody speaks in it, and code that."""
    if request.method == "POST":
        made = add(desk.study, request.POST.get("story", ""), by=desk.actor)
        return redirect(address(desk.slug, "code", number=made.id))
    wanted = request.GET.get("q", "").strip()[:200]
    task, codes = next_task(desk.study, by=desk.actor), len(list(read_codebook(desk.study.folder).codes()))
    lines = [one for one in _lines(desk) if all(word in fold(one.title) for word in fold(wanted).split())]
    silent = nobody_speaks_in(desk.study, by=desk.actor) if desk.may("people.add") else []
    page = CodingPage(
        task,
        leaf(lines, request.GET),
        wanted,
        codes,
        len(recode_queue(desk.study, by=desk.actor)),
        _silent(desk, silent[:_AT_ONCE]),
        len(silent),
        _step(desk, task),
    )
    return show(request, "coding/coding.html", page)


def _silent(desk: Desk, stories: Sequence[int]) -> list[Silent]:
    with desk.study.read(by=desk.actor) as connection:
        called = titles(connection, list(stories))
    return [Silent(one, next((said for said in called.get(one, ()) if said), "")) for one in stories]


def _step(desk: Desk, task: Task | None) -> Next | None:
    if task is None or not desk.may("coding.code"):
        return None
    return Next(_("Code the next testimony"), address(desk.slug, "code", number=task.assignment.testimony_id))


def _lines(desk: Desk) -> list[Line]:
    with desk.study.read(by=desk.actor) as connection:
        testimonies, texts, called = read_testimonies(connection), current_texts(connection), titles(connection)
    mine = Counter(one.testimony_id for one in codings_of(desk.study, by=desk.actor, coder=desk.actor.name))
    found = [
        Line(one.id, next((said for said in called.get(one.story_id, ()) if said), ""), one.id in texts, mine[one.id])
        for one in testimonies
    ]
    return sorted(found, key=lambda one: (not one.has_text, one.number))


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The places where quoted words stand."""

    number: int
    sent: Sent
    found: Sequence[Place]
    text: int
    next: None = None


@dataclass(frozen=True, slots=True)
class MemoConflictPage:
    """A memo that two people reworded."""

    number: int
    mine: str
    theirs: Memo
    next: None = None


def code(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a testimony to be coded; sent as a form, do what the form asks for."""
    if request.method == "POST":
        return _do(request, desk, number)
    return show(request, "coding/code.html", screen_of(desk, number))


def _do(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    form = request.POST.dict()
    screen_of_it = address(desk.slug, "code", number=number)
    match form.get("do", "code"):
        case "finish":
            saving.finish(desk, number, form)
            task = next_task(desk.study, by=desk.actor, round_name=form.get("round", ""))
            return redirect(
                address(desk.slug, "code", number=task.assignment.testimony_id)
                if task
                else address(desk.slug, "coding")
            )
        case "memo":
            return _note(request, desk, number)
        case "uncode":
            acts.uncode(desk.study, saving.number_in(form, "coding") or 0, by=desk.actor)
        case "accept":
            return _accept(request, desk, number)
        case "dismiss":
            acts.dismiss(desk.study, saving.number_in(form, "suggestion") or 0, by=desk.actor)
        case _:
            return _save(request, desk, number)
    if getattr(request, "htmx", False):
        return _changed(request, desk, number, 0)
    return redirect(screen_of_it)


def _accept(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    form = request.POST.dict()
    one, based_on = saving.number_in(form, "suggestion") or 0, saving.number_in(form, "based_on")
    try:
        made = acts.accept(desk.study, one, by=desk.actor, based_on=based_on)
    except Conflict as error:
        here = address(desk.slug, "code", number=number)
        wanted = Wanted("", Answer.YES, "", here, here, {"do": "accept", "suggestion": str(one)})
        return both_versions(request, desk, error, wanted)
    if getattr(request, "htmx", False):
        return _changed(request, desk, number, made.id)
    return redirect(f"{address(desk.slug, 'code', number=number)}#code-{made.code}")


def _note(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    try:
        saving.note(desk, number, request.POST.dict())
    except Conflict as error:
        if not isinstance(error.theirs, Memo):
            raise
        page = MemoConflictPage(number, str(error.mine), error.theirs)
        answer = show(request, "coding/memos_differ.html", page)
        answer.status_code = 409
        return answer
    return redirect(f"{address(desk.slug, 'code', number=number)}#memos")


def _save(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    sent = saving.sent_mark(request.POST.dict())
    try:
        made = saving.save(desk, number, sent)
    except SeveralPlaces as asked:
        page = PlacesPage(number, asked.sent, asked.found, asked.text)
        return show(request, "coding/places.html", page)
    except Conflict as error:
        here = address(desk.slug, "code", number=number)
        wanted = Wanted(sent.code, sent.answer, sent.quote, here, here, sent.fields)
        return both_versions(request, desk, error, wanted)
    if getattr(request, "htmx", False):
        return _changed(request, desk, number, made.id)
    return redirect(f"{address(desk.slug, 'code', number=number)}#code-{made.code}")


def _changed(request: HttpRequest, desk: Desk, number: int, made: int) -> HttpResponse:
    """Answer the script of the page with what it has to put in anew: the paragraphs, and what stands beside them."""
    page = screen_of(desk, number, made)
    start, end = saving.number_in(request.POST.dict(), "start"), saving.number_in(request.POST.dict(), "end")
    if start is not None and end is not None:
        page = replace(page, paragraphs=crossing(page.paragraphs, start, end))
    return show(request, "coding/changed.html", page)
