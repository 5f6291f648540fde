"""Decide about one story at a time, and see what became of every story that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from outspoken.analyse.readers import flow_bounded
from outspoken.archive import show
from outspoken.collect import Find, Story, how_found, listed_stories
from outspoken.errors import Conflict, NotFound
from outspoken.screen import (
    Answer,
    Decision,
    Flow,
    Place,
    Verdict,
    criteria_of,
    decide,
    decisions_on,
    next_story,
    places,
    undo,
)
from outspoken.screen.diagram import drawn, labels_of, lines_of
from outspoken.screen.verdicts import in_force
from outspoken.study.settings import Criterion
from outspoken.web import paging
from outspoken.web.access import Desk
from outspoken.web.archive.marking import Stretch, stretches
from outspoken.web.navigation import Next, address
from outspoken.web.screen.words import WORDS


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the flow in words."""

    label: str
    number: int
    depth: int
    address: str


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """What became of every story, drawn and in words, and the criteria."""

    drawing: SafeString
    rows: Sequence[Row]
    flow: Flow
    criteria: Sequence[tuple[str, Criterion]]
    next: Next | None


def screen_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the flow; its next step is the next story."""
    found, criteria = flow_bounded(desk.study, by=desk.actor), criteria_of(desk.study, by=desk.actor)
    labels, links = labels_of(criteria), _links(desk, found)
    waiting = next_story(desk.study, by=desk.actor) if desk.may("screen.decide") else None
    # What stands in the drawing is escaped where it is drawn.
    image = mark_safe(drawn(found, labels, _("Flow of stories"), links=links, said=_said))  # noqa: S308
    step = Next(_("Screen the next story"), address(desk.slug, "decide", number=waiting.id)) if waiting else None
    page = ScreenPage(image, _rows(found, labels, links), found, list(criteria.items()), step)
    return paging.show(request, "screen/screen.html", page)


def _said(label: str) -> str:
    return str(WORDS.get(label, label))


def _links(desk: Desk, found: Flow) -> dict[str, str]:
    where = address(desk.slug, "stories")
    states = ("waiting", "included", "excluded", "unclear", "copy", "screened")
    links = {"stories": where, **{name: f"{where}?{urlencode({'state': name})}" for name in states}}
    for name in found.reasons:
        if name:
            links[f"excluded:{name}"] = f"{where}?{urlencode({'state': 'excluded', 'reason': name})}"
    return links


_KEYS = {
    "found": "stories",
    "stories": "stories",
    "copies of another story": "copy",
    "waiting to be screened": "waiting",
    "screened": "screened",
    "excluded": "excluded",
    "unclear": "unclear",
    "included": "included",
}


def _rows(found: Flow, labels: dict[str, str], links: dict[str, str]) -> list[Row]:
    keys = _KEYS | {labels.get(name, name): f"excluded:{name}" for name in found.reasons if name}
    return [
        Row(_said(label), number, depth, links.get(keys.get(label, ""), ""))
        for label, number, depth in lines_of(found, labels)
    ]


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion, with what was answered."""

    number: int
    name: str
    criterion: Criterion
    answer: str


@dataclass(frozen=True, slots=True)
class Read:
    """A text to decide by."""

    language: str
    title: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class DecidePage:
    """One story, its words, and the questions to answer about it."""

    number: int
    story: Story
    published: str
    finds: Sequence[Find]
    texts: Sequence[Read]
    questions: Sequence[Question]
    reason: str
    rest: bool
    own: Decision | None
    others: Sequence[Decision]
    """What others decided; shown only to who has decided, so that nobody leans on somebody."""
    waiting: int
    trouble: str
    hint: str
    may_decide: bool
    before: str
    """The page of the story that was decided about just now."""
    after: str


def decide_page(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a story with its questions; sent as a form, decide about it, or undo one's decision."""
    if request.method != "POST":
        return _shown(request, desk, number, None)
    story, verdict = f"S{number}", request.POST.get("verdict", "")
    if verdict == "undo":
        left = undo(desk.study, story, by=desk.actor)
        said = _("Your earlier decision about %(story)s counts again.") if left else _("%(story)s is undecided again.")
        messages.success(request, said % {"story": story})
        return redirect("decide", slug=desk.slug, number=number)
    try:
        if verdict not in set(Verdict):
            raise Conflict(_("Nothing was decided."), _("Choose include, exclude or unclear."))
        reason = request.POST.get("reason", "").strip()
        decide(desk.study, story, Verdict(verdict), by=desk.actor, answers=_answers(request, desk), reason=reason)
    except Conflict as error:
        return _shown(request, desk, number, error)
    done = {"include": _("%(story)s is included."), "exclude": _("%(story)s is excluded.")}
    messages.success(request, done.get(verdict, _("%(story)s is unclear.")) % {"story": story})
    waiting = next_story(desk.study, by=desk.actor)
    if waiting is None:
        return redirect("screen", slug=desk.slug)
    return redirect(f"{address(desk.slug, 'decide', number=waiting.id)}?{urlencode({'before': number})}")


def _answers(request: HttpRequest, desk: Desk) -> dict[str, Answer]:
    given = {}
    for name in desk.study.settings.screen.criteria:
        said = request.POST.get(f"answer-{name}", "")
        if said in set(Answer):
            given[name] = Answer(said)
        elif request.POST.get("rest"):
            given[name] = Answer.YES
    return given


def _shown(request: HttpRequest, desk: Desk, number: int, error: Conflict | None) -> HttpResponse:
    study, by, name = desk.study, desk.actor, f"S{number}"
    everything = listed_stories(study, by=by)
    found = next((one for one in everything if one.id == number), None)
    if found is None:
        raise NotFound(f"There is no story {name} in this study.")
    force = {who: one for (_story, who), one in in_force(decisions_on(study, name, by=by)).items()}
    own = force.get(by.name)
    given: dict[str, Any] = request.POST.dict() if error else {}
    waiting = [story for story, one in sorted(places(study, by=by).items()) if one.place is Place.WAITING]
    after = next((story for story in waiting if story > number), None)
    before = request.GET.get("before", "")[:9]
    page = DecidePage(
        number,
        found,
        " / ".join(dict.fromkeys(fact.value for fact in found.published if fact.value)),
        how_found(study, by=by).get(number, ()),
        [
            Read(text.language, text.title, stretches(text.words, marks))
            for text, marks in show(study, name, by=by).texts
        ],
        _questions(desk, own, given if error else None),
        str(given.get("reason", own.reason if own else "")),
        bool(given.get("rest")),
        own,
        [one for who, one in force.items() if who != by.name] if own else (),
        len(waiting),
        error.message if error else "",
        error.hint if error else "",
        desk.may("screen.decide"),
        address(desk.slug, "decide", number=int(before)) if before.isascii() and before.isdigit() else "",
        address(desk.slug, "decide", number=after) if after else "",
    )
    return paging.show(request, "screen/decide.html", page, 409 if error else 200)


def _questions(desk: Desk, own: Decision | None, given: dict[str, Any] | None) -> list[Question]:
    found = []
    for number, (name, criterion) in enumerate(desk.study.settings.screen.criteria.items(), start=1):
        before = own.answers[name].value if own and name in own.answers else ""
        found.append(
            Question(number, name, criterion, given.get(f"answer-{name}", "") if given is not None else before)
        )
    return found
