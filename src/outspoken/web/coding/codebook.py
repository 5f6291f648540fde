"""The codebook: what each code means, its changes with their difference, its versions, what waits to be coded again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outspoken.coding import acts
from outspoken.coding.changes import Difference
from outspoken.coding.codebook import FILE, Code, Group, read_codebook
from outspoken.coding.readers import Comparison, codebook_compared, codebook_versions, codings_of, recode_queue
from outspoken.coding.records import Coding, Version, Waiting
from outspoken.coding.store import quotes_of
from outspoken.web.access import Desk
from outspoken.web.coding.changing import CODELESS, FORMS, ChangeForm, previewed
from outspoken.web.coding.saving import number_in
from outspoken.web.coding.screen import coloured, named
from outspoken.web.navigation import Next, address
from outspoken.web.paging import Leaf, leaf, show

TITLES = {
    "redefine": gettext_lazy("Say a code otherwise"),
    "rename": gettext_lazy("Rename a code"),
    "merge": gettext_lazy("Merge codes"),
    "split": gettext_lazy("Split a code"),
    "retire": gettext_lazy("Take a code out of use"),
    "add": gettext_lazy("Add a code"),
}
EFFECTS = {
    "redefine": gettext_lazy("What was coded with it waits to be coded again, unless it means the same."),
    "rename": gettext_lazy("Every coding with it follows."),
    "merge": gettext_lazy(
        "A yes to any is a yes to the new one, a no to all is a no. "
        "Where only some were answered with no, the testimony waits to be coded again."
    ),
    "split": gettext_lazy("A no stays a no to every part. Every yes waits to be coded again."),
    "retire": gettext_lazy("Its codings stay in the record and are no longer counted."),
    "add": gettext_lazy("What is coded already stays as it is."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with how often it was given, and how much of that waits."""

    code: Code
    colour: int
    given: int
    waiting: int


@dataclass(frozen=True, slots=True)
class CodebookPage:
    """The codebook as it is now."""

    groups: Sequence[tuple[Group, Sequence[Entry]]]
    version: int
    changes: Mapping[str, Any]
    """What can be done to a code, with its title."""
    by_hand: Sequence[Difference]
    """What somebody wrote into the file that no version holds yet."""
    next: Next | None = None


def codebook(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the codebook."""
    book, colours = read_codebook(desk.study.folder), coloured(read_codebook(desk.study.folder))
    codings = codings_of(desk.study, by=desk.actor)
    given, waiting = Counter(one.code for one in codings), Counter(one.code for one in codings if one.stale)
    groups = [
        (group, [Entry(one, colours[one.id], given[one.id], waiting[one.id]) for one in group.codes])
        for group in book.groups
    ]
    compared = codebook_compared(desk.study, by=desk.actor) if book.groups else None
    by_hand = compared.differences if compared and compared.before else ()
    changes = {name: title for name, title in TITLES.items() if name != "add"}
    step = Next(_("Code again what waits"), address(desk.slug, "recode")) if waiting.total() else None
    return show(request, "coding/codebook.html", CodebookPage(groups, book.version, changes, by_hand, step))


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A change of the codebook: first its form, then its difference."""

    do: str
    title: Any
    effect: Any
    code: Code | None
    form: ChangeForm
    given: int
    """How many codings carry the code."""
    differences: Sequence[Difference] | None = None
    """What would change; None before the form was sent."""
    sent: Sequence[tuple[str, str]] = ()
    """What the form said, to be sent once more by whoever is sure."""
    next: None = None


def change(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask what shall change; sent as a form, show the difference; sent once more, do it."""
    asked = request.POST if request.method == "POST" else request.GET
    book = read_codebook(desk.study.folder)
    do = asked.get("do", "add")
    code = book.code(asked.get("code", "")) if asked.get("code") else None
    if do not in FORMS or (code is None and do not in CODELESS):
        do = "add"
    sent = request.POST if request.method == "POST" else None
    form = FORMS[do](sent, book=book, code=None if do == "add" else code)
    given = len(codings_of(desk.study, by=desk.actor, code=code.id)) if code else 0
    page = ChangePage(do, TITLES[do], EFFECTS[do], code, form, given)
    if sent is None or not form.is_valid():
        return show(request, "coding/change.html", page)
    wish = form.wish()
    if sent.get("sure") == "yes":
        wish.act(desk.study, desk.actor)
        return redirect("codebook", slug=desk.slug)
    path = desk.study.folder / FILE
    found = previewed(path.read_text(encoding="utf-8") if path.exists() else "", wish)
    again = [
        (name, value) for name, values in sent.lists() if name != "csrfmiddlewaretoken" for value in map(str, values)
    ]
    return show(request, "coding/change.html", ChangePage(do, TITLES[do], EFFECTS[do], code, form, given, found, again))


# ---- versions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Every version, and two of them side by side."""

    versions: Sequence[Version]
    compared: Comparison | None
    before: int | None
    after: int | None
    undoable: bool
    next: None = None


def versions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the versions and compare two; sent as a form, take back the last change, or take over what the file says."""
    if request.method == "POST":
        if request.POST.get("do") == "adopt":
            acts.adopt(desk.study, by=desk.actor)
        else:
            acts.undo(desk.study, by=desk.actor)
        return redirect("versions", slug=desk.slug)
    found = codebook_versions(desk.study, by=desk.actor)
    held = [one for one in found if one.undone is None]
    asked = request.GET.dict()
    before, after = number_in(asked, "before"), number_in(asked, "after")
    if before is None and len(held) > 1:
        before, after = held[-2].number, held[-1].number
    compared = codebook_compared(desk.study, by=desk.actor, before=before, after=after) if found else None
    page = VersionsPage(found[::-1], compared, before, after, len(held) > 1)
    return show(request, "coding/versions.html", page)


# ---- what waits --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A coding that waits, and whether whoever asks can answer it here."""

    coding: Coding
    name: str
    quote: str
    start: int
    end: int
    again: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits to be coded again."""

    waiting: Leaf[WaitingLine]
    code: str
    next: None = None


def recode(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List what waits to be coded again, and why."""
    code = request.GET.get("code", "")
    found = leaf(recode_queue(desk.study, by=desk.actor, code=code), request.GET)
    names = named(read_codebook(desk.study.folder))
    with desk.study.read(by=desk.actor) as connection:
        places = quotes_of(connection, [one.coding.passage_id for one in found.items if one.coding.passage_id])
    lines = [_waiting(one, desk, names, places.get(one.coding.passage_id or 0)) for one in found.items]
    cut = Leaf(lines, found.number, found.of, found.total, found.query)
    return show(request, "coding/recode.html", QueuePage(cut, code))


def _waiting(
    one: Waiting, desk: Desk, names: Mapping[str, str], place: tuple[int, int, int, str] | None
) -> WaitingLine:
    coding = one.coding
    _text, start, end, _words = place or (0, 0, 0, "")
    # What was split has to be answered part by part, on the coding screen.
    again = coding.coder == desk.actor.name and coding.code in names and desk.may("coding.code") and not coding.settled
    return WaitingLine(coding, names.get(coding.code, coding.code), one.quote, start, end, again)
