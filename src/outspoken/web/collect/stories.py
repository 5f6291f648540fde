"""The list of stories: how each was found, what is kept of it, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outspoken.archive import Holding, holdings
from outspoken.collect import Find, Story, how_found, listed_stories
from outspoken.screen import Place, Placed, places
from outspoken.screen.diagram import labels_of
from outspoken.text.letters import fold
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show

STATES: dict[str, Any] = {
    "waiting": gettext_lazy("waiting to be screened"),
    "included": gettext_lazy("included"),
    "excluded": gettext_lazy("excluded"),
    "unclear": gettext_lazy("unclear"),
    "copy": gettext_lazy("a copy of another story"),
    "screened": gettext_lazy("screened"),
}
"""Where a story may stand; `screened` is all that is neither waiting nor a copy."""
KEPT: dict[str, Any] = {
    "kept": gettext_lazy("kept"),
    "trouble": gettext_lazy("no good page"),
    "not-yet": gettext_lazy("not kept yet"),
    "no-address": gettext_lazy("has no address"),
}
"""How far the archive is with a story."""


@dataclass(frozen=True, slots=True)
class Line:
    """One story of the list."""

    number: int
    title: str
    address: str
    outlet: str
    language: str
    published: str
    finds: Sequence[Find]
    placed: Placed
    state: str
    reason: str
    kept: str
    kept_as: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks to see of the list."""

    words: str
    state: str
    reason: str
    channel: str
    kept: str


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """The stories as an address asks for them."""

    lines: Leaf[Line]
    asked: Asked
    states: Sequence[tuple[str, Any]]
    reasons: Sequence[tuple[str, str]]
    channels: Sequence[str]
    kept: Sequence[tuple[str, Any]]
    all: int
    may_add: bool
    next: Next | None


def stories(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the list of stories."""
    labels = labels_of(desk.study.settings.screen.criteria)
    lines = all_lines(desk, labels)
    asked = read_asked(request.GET)
    found = [line for line in lines if fits(line, asked)]
    page = StoriesPage(
        leaf(found, request.GET),
        asked,
        list(STATES.items()),
        list(labels.items()),
        sorted({find.channel for line in lines for find in line.finds}),
        list(KEPT.items()),
        len(lines),
        desk.may("collect.add"),
        _next(desk, lines),
    )
    return show(request, "collect/stories.html", page)


def all_lines(desk: Desk, labels: Mapping[str, str]) -> list[Line]:
    """Read every story that the actor may see."""
    study, by = desk.study, desk.actor
    finds, placed = how_found(study, by=by), places(study, by=by)
    held = {one.story: one for one in holdings(study, by=by)}
    waiting = Placed(Place.WAITING)
    return [
        _line(one, finds.get(one.id, []), placed.get(one.id, waiting), held.get(f"S{one.id}"), labels)
        for one in listed_stories(study, by=by)
    ]


def read_asked(given: QueryDict) -> Asked:
    """Read what an address asks for; what makes no sense asks for nothing."""
    state, kept = given.get("state", ""), given.get("kept", "")
    return Asked(
        given.get("q", "").strip()[:200],
        state if state in STATES else "",
        given.get("reason", "")[:100],
        given.get("channel", "")[:500],
        kept if kept in KEPT else "",
    )


def fits(line: Line, asked: Asked) -> bool:
    """Whether a story is among those that are asked for."""
    place = line.placed.place
    screened = place not in {Place.WAITING, Place.COPY}
    if asked.state and not (screened if asked.state == "screened" else place.value == asked.state):
        return False
    if asked.reason and line.placed.criterion != asked.reason:
        return False
    if asked.channel and all(find.channel != asked.channel for find in line.finds):
        return False
    if asked.kept and line.kept != asked.kept:
        return False
    held = fold(" ".join((f"S{line.number}", line.title, line.address, line.outlet)))
    return all(word in held for word in fold(asked.words).split())


def kept_of(holding: Holding | None) -> str:
    """Say how far the archive is with a story."""
    if holding is None or not holding.captures:
        return "not-yet" if holding is not None and holding.address else "no-address"
    return "kept" if any(not one.problem for one in holding.captures) else "trouble"


def _line(
    story: Story, finds: Sequence[Find], placed: Placed, holding: Holding | None, labels: Mapping[str, str]
) -> Line:
    kept = kept_of(holding)
    return Line(
        story.id,
        story.title,
        story.address,
        story.outlet,
        story.language,
        " / ".join(dict.fromkeys(fact.value for fact in story.published if fact.value)),
        finds,
        placed,
        str(STATES[placed.place.value]),
        labels.get(placed.criterion, placed.criterion),
        kept,
        str(KEPT[kept]),
    )


def _next(desk: Desk, lines: Sequence[Line]) -> Next | None:
    if not lines and desk.may("collect.add"):
        return Next(_("Add stories"), address(desk.slug, "add"))
    if any(line.kept == "not-yet" for line in lines) and desk.may("archive.keep"):
        return Next(_("Keep what is not kept yet"), address(desk.slug, "archive"))
    if any(line.placed.place is Place.WAITING for line in lines) and desk.may("screen.decide"):
        return Next(_("Screen what is waiting"), address(desk.slug, "screen"))
    return None
