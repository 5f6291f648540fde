"""The watch lists, their last runs, and a button to go through them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from outspoken.collect import Run, gather, watch_lists
from outspoken.errors import NotFound, StudyError
from outspoken.study import jobs
from outspoken.study.settings import WatchList
from outspoken.web.access import Desk
from outspoken.web.navigation import address
from outspoken.web.paging import show
from outspoken.web.work import work


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch list with its last run."""

    name: str
    watched: WatchList
    run: Run | None


@dataclass(frozen=True, slots=True)
class WatchPage:
    """The watch lists of a study."""

    lists: Sequence[Watched]
    may_gather: bool


def watch_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the watch lists; sent as a form, go through one of them, or through all."""
    known = watch_lists(desk.study, by=desk.actor)
    if request.method == "POST":
        return _begin(desk, request.POST.get("name", ""), [name for name, _watched, _run in known])
    page = WatchPage([Watched(*one) for one in known], desk.may("collect.gather"))
    return show(request, "collect/watch.html", page)


def _begin(desk: Desk, name: str, known: Sequence[str]) -> HttpResponse:
    if (name and name not in known) or not known:
        raise NotFound("study.toml declares no such watch list.")
    names = [name] if name else list(known)
    piece = work.begin(desk, "gather", f"gather {name}".strip(), names=names, name=name)
    return redirect("work", slug=desk.slug, number=piece.id)


@work.kind("gather")
def _gather(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    troubles = []
    for each in given["names"]:
        told = gather(desk.study, each, by=desk.actor, report=report)
        if told.trouble:
            troubles.append(f"{each}: {told.trouble}")
    if troubles:
        raise StudyError(" ".join(troubles), "What the other lists brought was kept.")
    where = address(desk.slug, "stories")
    return f"{where}?{urlencode({'channel': given['name']})}" if given["name"] else where
