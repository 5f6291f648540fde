"""What the archive holds of each story; keep what is not kept yet, and check that all is what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from outspoken.archive import Holding, Verified, Which, holdings, keep, read, verify
from outspoken.study import jobs
from outspoken.study.journal import now
from outspoken.web.access import Desk
from outspoken.web.collect.stories import KEPT, kept_of
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show
from outspoken.web.serving import serving
from outspoken.web.work import work

_SALT = "outspoken.web.archive.verified"


@dataclass(frozen=True, slots=True)
class Line:
    """A story with what is kept of it."""

    number: int
    holding: Holding
    kept: str
    kept_as: str
    why: str
    """What stands in the way, in plain words."""


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """What is kept of the stories."""

    lines: Leaf[Line]
    counts: Sequence[tuple[str, str, int]]
    kept: str
    waiting: int
    troubled: int
    may_keep: bool
    next: Next | None


def archive_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is kept; sent as a form, keep what is not, or visit again what brought no good page."""
    if request.method == "POST":
        which = Which.FAILED if request.POST.get("which") == "failed" else Which.NEW
        return begin_keeping(desk, which)
    lines = [_line(one) for one in holdings(desk.study, by=desk.actor)]
    counted = Counter(line.kept for line in lines)
    asked = request.GET.get("kept", "")
    step = Next(_("Screen what is waiting"), address(desk.slug, "screen"))
    page = ArchivePage(
        leaf([line for line in lines if asked not in KEPT or line.kept == asked], request.GET),
        [(name, str(label), counted[name]) for name, label in KEPT.items()],
        asked if asked in KEPT else "",
        counted["not-yet"],
        counted["trouble"],
        desk.may("archive.keep"),
        step if lines and not counted["not-yet"] and desk.may("screen.decide") else None,
    )
    return show(request, "archive/archive.html", page)


def begin_keeping(desk: Desk, which: Which, only: Sequence[str] = ()) -> HttpResponse:
    """Visit stories and read what the visits bring, as long work; what was kept before stays."""
    name = f"keep {only[0]}" if only else "keep"
    piece = work.begin(desk, "keep", name, which=which.value, only=list(only))
    return redirect("work", slug=desk.slug, number=piece.id)


@work.kind("keep")
def _keep(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    only, allow = given["only"], serving().allow
    keep(desk.study, by=desk.actor, which=Which(given["which"]), only=only, allow=allow, report=report)
    read(desk.study, by=desk.actor, only=only, report=report)
    return address(desk.slug, "story", number=int(only[0][1:])) if only else address(desk.slug, "archive")


def _line(one: Holding) -> Line:
    kept = kept_of(one)
    last = one.captures[-1] if one.captures else None
    return Line(int(one.story[1:]), one, kept, str(KEPT[kept]), (last.problem or last.refused) if last else "")


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The last check of the archive that this page was sent to show."""

    found: Verified | None
    at: str


def verify_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what came of a check; sent as a form, check every object and every record anew."""
    if request.method != "POST":
        found, at = _unsealed(request.GET.get("result", ""))
        return show(request, "archive/verify.html", VerifyPage(found, at))

    piece = work.begin(desk, "verify", "verify")
    return redirect("work", slug=desk.slug, number=piece.id)


@work.kind("verify")
def _verify(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    result: dict[str, Any] = {"at": now(), **asdict(verify(desk.study, by=desk.actor, report=report))}
    return f"{address(desk.slug, 'verify')}?{urlencode({'result': signing.dumps(result, salt=_SALT)})}"


def _unsealed(sealed: str) -> tuple[Verified | None, str]:
    """Return what was found and when; an address that somebody made up says nothing."""
    try:
        told: dict[str, Any] = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        return None, ""
    at = str(told.pop("at"))
    return Verified(**told), at
