"""The page of one story: its texts beside what was captured, and all that is known of where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from outspoken.archive import Capture, Mark, Passage, Text, Which, show
from outspoken.archive.copies.readers import copies_settled
from outspoken.archive.copies.records import CopyJudgement
from outspoken.archive.store import passages_of
from outspoken.collect import Find, Story, how_found, listed_stories
from outspoken.errors import NotFound
from outspoken.screen import Decision, Placed, decisions_before, places
from outspoken.screen.diagram import labels_of
from outspoken.study.journal import Entry, entries
from outspoken.web import paging
from outspoken.web.access import Desk
from outspoken.web.archive.marking import Stretch, elsewhere, stretches
from outspoken.web.archive.quiet import is_page, is_text
from outspoken.web.archive.trail import entries_of
from outspoken.web.archive.views import begin_keeping
from outspoken.web.collect.stories import STATES
from outspoken.web.navigation import Next, address


@dataclass(frozen=True, slots=True)
class Shown:
    """A text, cut so that a page can show what is said of it."""

    text: Text
    stretches: Sequence[Stretch]
    elsewhere: Sequence[Mark]
    kinds: Sequence[str]
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Look:
    """The capture that is looked at."""

    capture: Capture
    framed: bool
    """Whether it can be shown: as a page or as text."""
    page: bool


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story."""

    number: int
    story: Story
    published: str
    texts: Sequence[Shown]
    captures: Sequence[Capture]
    look: Look | None
    lost: Sequence[Passage]
    finds: Sequence[Find]
    placed: Placed | None
    state: str
    reason: str
    decisions: Sequence[Decision]
    unseen: int
    """How many others have decided; what, one sees once one has decided, so that nobody leans on somebody."""
    copies: Sequence[CopyJudgement]
    acts: Sequence[Entry]
    may_keep: bool
    before: str
    after: str
    next: Next | None


def story_page(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a story; sent as a form, visit it again."""
    study, by, name = desk.study, desk.actor, f"S{number}"
    everything = listed_stories(study, by=by)
    place = next((at for at, one in enumerate(everything) if one.id == number), None)
    if place is None:
        raise NotFound(f"There is no story {name} in this study.")
    if request.method == "POST":
        return begin_keeping(desk, Which.ALL, (name,))
    held, found = show(study, name, by=by), everything[place]
    with study.read(by=by) as connection:
        passages = passages_of(connection, [text.id for text, _marks in held.texts])
        acts = entries_of(number, entries(connection))
    placed, decided = places(study, by=by)[number], decisions_before(study, name, by=by)
    if decided.unseen:
        acts = [entry for entry in acts if not entry.act.startswith("screen.") or entry.actor == by.name]
    judgements, _originals = copies_settled(study, by=by)
    labels = labels_of(study.settings.screen.criteria)
    page = StoryPage(
        number,
        found,
        " / ".join(dict.fromkeys(fact.value for fact in found.published if fact.value)),
        [_shown(text, marks, passages) for text, marks in held.texts],
        held.captures[::-1],
        _look(held.captures, request.GET.get("capture", "")),
        held.lost,
        how_found(study, by=by).get(number, ()),
        placed if not decided.unseen else None,
        str(STATES["screened" if decided.unseen else placed.place.value]),
        "" if decided.unseen else labels.get(placed.criterion, placed.criterion),
        decided.seen,
        decided.unseen,
        [one for one in judgements if number in one.pair],
        acts,
        desk.may("archive.keep") and bool(found.address),
        address(desk.slug, "story", number=everything[place - 1].id) if place else "",
        address(desk.slug, "story", number=everything[place + 1].id) if place + 1 < len(everything) else "",
        _next(desk, number),
    )
    answer = paging.show(request, "archive/story.html", page)
    # Safety: frames may hold only what we serve, so that no link in a captured page leads the frame to its site.
    answer._csp_update = {"frame-src": [SELF]}  # type: ignore[attr-defined] # noqa: SLF001 - as csp itself does
    return answer


def _shown(text: Text, marks: Sequence[Mark], passages: Sequence[Passage]) -> Shown:
    own = [one for one in passages if one.text_id == text.id]
    kinds = list(dict.fromkeys(mark.kind.value for mark in marks))
    return Shown(text, stretches(text.words, marks, own), elsewhere(marks), kinds, own)


def _look(captures: Sequence[Capture], asked: str) -> Look | None:
    good = [one for one in captures if one.sha256 and not one.problem] or list(captures)
    found = next((one for one in captures if str(one.id) == asked), good[-1] if good else None)
    if found is None:
        return None
    return Look(found, bool(found.sha256) and is_text(found.media), is_page(found.media))


def _next(desk: Desk, number: int) -> Next | None:
    return (
        Next(_("Decide about it"), address(desk.slug, "decide", number=number)) if desk.may("screen.decide") else None
    )
