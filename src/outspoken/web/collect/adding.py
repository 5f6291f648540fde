"""Add stories by address, file or paste: first what would come of it, then the adding itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outspoken.collect import Lead, Taking, add, examine_source
from outspoken.collect.finds.kinds import READABLE
from outspoken.collect.finds.sources import Source, read_address, read_pasted, read_upload, worker_of
from outspoken.errors import ImportRefused, NotFound, OutspokenError
from outspoken.study import jobs
from outspoken.web.access import Desk
from outspoken.web.collect.uploads import LARGEST, fetch, forget, plain_name, put
from outspoken.web.navigation import address
from outspoken.web.paging import show
from outspoken.web.work import work

AT_ONCE = 100
"""How many entries are added while the browser waits; more are long work."""
_FIELDS = ("how", "addresses", "words", "title", "address", "outlet", "published", "channel", "query", "encoding")
_SALT = "outspoken.web.collect.adding"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something cannot be added."""

    message: str
    hint: str
    problems: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class AddPage:
    """The forms with which stories are added; what was typed stays in them."""

    given: dict[str, str]
    readable: str
    largest: int
    """Megabytes that a file may have."""
    trouble: Trouble | None
    may_add: bool


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What would come of adding, before it is added."""

    found: Taking
    fresh: int
    again: int
    sealed: str
    """What was given, signed, so that what is added is what was looked at."""
    shown: str
    most: int = 200


def add_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the forms; sent, say what would come of it; sent again from there, do it."""
    if request.method != "POST":
        return _forms(request, desk, {}, None)
    if sealed := request.POST.get("sealed"):
        return _add(request, desk, sealed, keep_good=bool(request.POST.get("keep_good")))
    given = {name: request.POST.get(name, "") for name in _FIELDS}
    given["user"] = desk.actor.name
    try:
        _take_file(request, desk, given)
        found = examine_source(desk.study, source_of(desk, given), by=desk.actor, channel=given["channel"].strip())
    except OutspokenError as error:
        problems = error.problems if isinstance(error, ImportRefused) else ()
        return _forms(request, desk, given, Trouble(error.message, error.hint, problems))
    page = CheckPage(
        found, len(found.new), len(found.again), signing.dumps(given, salt=_SALT, compress=True), _shown(given)
    )
    return show(request, "collect/check.html", page)


def _forms(request: HttpRequest, desk: Desk, given: dict[str, str], trouble: Trouble | None) -> HttpResponse:
    page = AddPage(given, ", ".join(READABLE), LARGEST >> 20, trouble, desk.may("collect.add"))
    return show(request, "collect/add.html", page, 422 if trouble else 200)


def _take_file(request: HttpRequest, desk: Desk, given: dict[str, str]) -> None:
    if given["how"] != "file":
        return
    sent = request.FILES.get("file")
    if sent is None:
        raise NotFound(_("No file was chosen."), _("Choose one, then send the form again."))
    given["name"] = plain_name(str(sent.name))
    given["file"] = put(desk.study, sent.chunks(), int(sent.size or 0))


def source_of(desk: Desk, given: dict[str, str]) -> Source:
    """Read what was given with the same readers as the command line.

    Raises:
        OutspokenError: if it cannot be read.
    """
    # Safety: nothing that a browser sends is ever taken for the name of a file of this machine.
    if given["how"] == "file":
        data = fetch(desk.study, given["file"])
        with closing(worker_of(desk.study)) as worker:
            return read_upload(given["name"], data, worker, given["encoding"].strip())
    if given["how"] == "paste":
        about = Lead(
            given["address"].strip(),
            given["title"].strip(),
            given["outlet"].strip(),
            published=given["published"].strip(),
            evidence="given",
        )
        if not (about.address or about.title):
            raise NotFound(_("Nobody says which story these words are."), _("Give its address or its title."))
        return read_pasted(given["words"], about)
    lines = [line for line in given["addresses"].splitlines() if line.strip()]
    if not lines:
        raise NotFound(_("No address was given."), _("Give one address on each line."))
    if len(lines) == 1:
        return read_address(lines[0])
    read_address(lines[0])
    return read_pasted("\n".join(lines), Lead())


def _add(request: HttpRequest, desk: Desk, sealed: str, *, keep_good: bool) -> HttpResponse:
    given = _unsealed(desk, sealed)
    source = source_of(desk, given)
    if len(source.leads.leads) > AT_ONCE:
        piece = work.begin(desk, "add", f"add {source.channel}", given=given, keep_good=keep_good)
        return redirect("work", slug=desk.slug, number=piece.id)
    told = _take(desk, source, given, jobs.quiet, keep_good=keep_good)
    messages.success(request, _summed(told))
    return redirect(_where(desk, source, given))


@work.kind("add")
def _add_long(desk: Desk, said: Mapping[str, Any], report: jobs.Report) -> str:
    source = source_of(desk, said["given"])
    _take(desk, source, said["given"], report, keep_good=said["keep_good"])
    return _where(desk, source, said["given"])


def _take(desk: Desk, source: Source, given: dict[str, str], report: jobs.Report, *, keep_good: bool) -> Taking:
    channel = given["channel"].strip(), given["query"].strip()
    told = add(desk.study, source, by=desk.actor, channel=channel, keep_good=keep_good, report=report)
    forget(desk.study, given.get("file", ""))
    return told


def _where(desk: Desk, source: Source, given: dict[str, str]) -> str:
    channel = given["channel"].strip() or source.channel
    return f"{address(desk.slug, 'stories')}?{urlencode({'channel': channel})}"


def _unsealed(desk: Desk, sealed: str) -> dict[str, str]:
    try:
        given: dict[str, Any] = signing.loads(sealed, salt=_SALT, max_age=24 * 60 * 60)
    except signing.BadSignature as error:
        raise NotFound("This form is too old.", "Send what you want to add again.") from error
    if given["user"] != desk.actor.name:
        raise NotFound("This form is somebody else's.", "Send what you want to add again.")
    return {str(name): str(value) for name, value in given.items()}


def _summed(told: Taking) -> str:
    new, before = len(told.new), len(told.again) + told.known
    first = ngettext("%(number)s new story was added.", "%(number)s new stories were added.", new) % {"number": new}
    rest = ngettext("%(number)s was known before.", "%(number)s were known before.", before) % {"number": before}
    return f"{first} {rest}" if before else first


def _shown(given: dict[str, str]) -> str:
    if given["how"] == "file":
        return given["name"]
    return given["words"][:2_000] if given["how"] == "paste" else given["addresses"][:2_000]
