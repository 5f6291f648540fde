"""Stories that look like copies of one text: side by side, with reasons, to be settled by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.archive import (
    CopyCluster,
    CopyJudgement,
    CopySuggestion,
    CopyVerdict,
    Text,
    settle_copy,
    show,
    undo_copy,
)
from outspoken.archive.copies.readers import copies_settled, suggested_copies
from outspoken.collect import Story, listed_stories
from outspoken.errors import Conflict, NotFound
from outspoken.web import paging
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address


@dataclass(frozen=True, slots=True)
class Suggested:
    """A story that looks like a copy, with both titles."""

    suggestion: CopySuggestion
    title: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Stories that look like one text."""

    cluster: CopyCluster
    title: str
    outlet: str
    suggestions: Sequence[Suggested]
    open: int


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """What looks like copies, and what was settled."""

    clusters: paging.Leaf[Cluster]
    settled: Sequence[CopyJudgement]
    open: int
    next: Next | None


def copies_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the clusters, those with something to settle first."""
    told = {one.id: one for one in listed_stories(desk.study, by=desk.actor)}
    clusters = [_cluster(one, told) for one in suggested_copies(desk.study, by=desk.actor)]
    clusters.sort(key=lambda one: not one.open)
    settled, _originals = copies_settled(desk.study, by=desk.actor)
    first = next((pair for one in clusters for pair in one.suggestions if pair.suggestion.verdict is None), None)
    step = None
    if first is not None and desk.may("archive.settle_copy"):
        pair = {"number": first.suggestion.copy, "other": first.suggestion.of}
        step = Next(_("Settle the first"), address(desk.slug, "pair", **pair))
    page = CopiesPage(paging.leaf(clusters, request.GET, 20), settled, sum(one.open for one in clusters), step)
    return paging.show(request, "archive/copies.html", page)


def _cluster(one: CopyCluster, told: dict[int, Story]) -> Cluster:
    original = told[one.original]
    suggested = [Suggested(each, told[each.copy].title, told[each.copy].outlet) for each in one.suggestions]
    open_ones = sum(each.verdict is None for each in one.suggestions)
    return Cluster(one, original.title, original.outlet, suggested, open_ones)


@dataclass(frozen=True, slots=True)
class Half:
    """One of two stories."""

    story: Story
    published: str
    texts: Sequence[Text]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two stories side by side: the one that looks like a copy, and the one that looks like the original."""

    copy: Half
    original: Half
    suggestion: CopySuggestion | None
    judgement: CopyJudgement | None
    reason: str
    trouble: str
    hint: str
    may_settle: bool


def pair_page(request: HttpRequest, desk: Desk, number: int, other: int) -> HttpResponse:
    """Show two stories side by side; sent as a form, settle them, or undo what was settled."""
    if request.method != "POST":
        return _pair(request, desk, (number, other))
    copy, of = f"S{number}", f"S{other}"
    verdict = request.POST.get("verdict", "")
    try:
        if verdict == "undo":
            undo_copy(desk.study, copy, of, by=desk.actor)
            messages.success(request, _("Undone."))
        elif verdict == "swapped":
            settle_copy(desk.study, of, copy, CopyVerdict.COPY, by=desk.actor, reason=request.POST.get("reason", ""))
        elif verdict in set(CopyVerdict):
            settle_copy(
                desk.study, copy, of, CopyVerdict(verdict), by=desk.actor, reason=request.POST.get("reason", "")
            )
        else:
            raise Conflict(_("Nothing was chosen."), _("Choose copy, not a copy or unsure."))
    except Conflict as error:
        return _pair(request, desk, (number, other), error)
    if verdict != "undo":
        messages.success(request, _("Settled. It can be undone on the page of the two stories."))
    return redirect("copies", slug=desk.slug)


def _pair(request: HttpRequest, desk: Desk, pair: tuple[int, int], error: Conflict | None = None) -> HttpResponse:
    told = {one.id: one for one in listed_stories(desk.study, by=desk.actor)}
    if pair[0] == pair[1] or not told.keys() >= set(pair):
        raise NotFound("There are no two such stories in this study.")
    both = tuple(sorted(pair))
    suggestion = next(
        (
            each
            for one in suggested_copies(desk.study, by=desk.actor)
            for each in one.suggestions
            if tuple(sorted((each.copy, each.of))) == both
        ),
        None,
    )
    made, _originals = copies_settled(desk.study, by=desk.actor)
    page = PairPage(
        _half(desk, told[pair[0]]),
        _half(desk, told[pair[1]]),
        suggestion,
        next((one for one in reversed(made) if one.pair == both), None),
        request.POST.get("reason", ""),
        error.message if error else "",
        error.hint if error else "",
        desk.may("archive.settle_copy"),
    )
    return paging.show(request, "archive/pair.html", page, 409 if error else 200)


def _half(desk: Desk, story: Story) -> Half:
    held = show(desk.study, f"S{story.id}", by=desk.actor)
    published = " / ".join(dict.fromkeys(fact.value for fact in story.published if fact.value))
    return Half(story, published, [text for text, _marks in held.texts])
