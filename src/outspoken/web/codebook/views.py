"""Show the codebook and its versions; change or add a code, with the difference shown before it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.coding import acts
from outspoken.coding.codebook import Codebook, Group, read_codebook
from outspoken.coding.readers import codebook_versions, codings_of, recode_queue
from outspoken.coding.records import Version
from outspoken.errors import NotFound
from outspoken.study.settings import Criterion
from outspoken.web.access import Desk
from outspoken.web.codebook.forms import FIELDS, CodeForm, Field, words_changed
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show


@dataclass(frozen=True, slots=True)
class CodebookPage:
    """The groups and codes as they are now, and the versions before."""

    version: int
    groups: Sequence[Group]
    versions: Sequence[Version]
    waiting: int
    may_edit: bool
    may_undo: bool
    next: Next | None


def codebook(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the codebook; sent as a form, take back its last change."""
    if request.method == "POST":
        acts.undo(desk.study, by=desk.actor)
        messages.success(request, _("The last change of the codebook is taken back."))
        return redirect("codebook", slug=desk.slug)
    book = read_codebook(desk.study.folder)
    versions = codebook_versions(desk.study, by=desk.actor)
    may_edit = desk.may("coding.redefine")
    held = [one for one in versions if one.undone is None]
    step = Next(_("Add a code"), address(desk.slug, "codebook-code")) if may_edit else None
    page = CodebookPage(
        book.version,
        book.groups,
        versions[::-1],
        len(recode_queue(desk.study, by=desk.actor)),
        may_edit,
        desk.may("coding.undo") and len(held) > 1,
        step,
    )
    return show(request, "codebook/codebook.html", page)


@dataclass(frozen=True, slots=True)
class CodePage:
    """The form of one code; once it was looked at, the difference that saving would make."""

    code: str
    """Empty for a new code."""
    form: CodeForm
    seen: Sequence[tuple[str, str]]
    changes: Sequence[Field]
    looked: bool
    waiting: int
    groups: Sequence[Group]


def code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the form of a code; sent, show the difference; sent again, save it."""
    book, name = read_codebook(desk.study.folder), request.GET.get("code", "")
    known = book.code(name) if name else None
    if name and known is None:
        raise NotFound(f"There is no code {name} in this study.")
    now = {field: str(getattr(known, field, "")) for field in FIELDS}
    if request.method != "POST":
        form = CodeForm(initial=now | {"group": book.groups[0].id if book.groups else ""}, new=known is None)
        return _form(request, desk, book, (known.id if known else "", form, now), looked=False)
    form = CodeForm(request.POST, new=known is None)
    seen = {field: request.POST.get(f"seen-{field}", now[field]).replace("\r\n", "\n") for field in FIELDS}
    if not form.is_valid() or request.POST.get("do") != "save":
        return _form(request, desk, book, (known.id if known else "", form, seen), looked=form.is_valid())
    return _saved(request, desk, known.id if known else "", form, seen)


def _form(
    request: HttpRequest, desk: Desk, book: Codebook, given: tuple[str, CodeForm, Mapping[str, str]], *, looked: bool
) -> HttpResponse:
    name, form, seen = given
    changes = words_changed(seen, form.cleaned_data) if looked else []
    waiting = 0
    if name and looked:
        waiting = len(codings_of(desk.study, by=desk.actor, code=name))
    status = 200 if request.method != "POST" or looked else 422
    page = CodePage(name, form, list(seen.items()), changes, looked, waiting, book.groups)
    return show(request, "codebook/code.html", page, status)


def _saved(request: HttpRequest, desk: Desk, name: str, form: CodeForm, seen: Mapping[str, str]) -> HttpResponse:
    given = form.cleaned_data
    wording = {field: given[field] for field in FIELDS if given[field] != seen[field]}
    if not name:
        entry = {"id": given["id"], **{field: given[field] for field in FIELDS if given[field]}}
        acts.add(desk.study, given["group"], entry, by=desk.actor, group_name=given["group_name"])
    elif wording:
        same = bool(given["same_meaning"])
        acts.redefine(desk.study, name, wording, by=desk.actor, same_meaning=same, seen=seen)
    messages.success(request, _("The codebook is saved as a new version."))
    return redirect("codebook", slug=desk.slug)


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """What a story must meet to count."""

    criteria: Sequence[tuple[str, Criterion]]
    next: Next | None


def criteria(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the criteria; they are edited in study.toml, where version control keeps them."""
    found = list(desk.study.settings.screen.criteria.items())
    return show(
        request,
        "codebook/criteria.html",
        CriteriaPage(found, Next(_("See the codebook"), address(desk.slug, "codebook"))),
    )
