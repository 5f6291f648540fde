"""Import a declared spreadsheet: first what would change, row by row, then the import itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.collect import examine_sheet, import_sheet
from outspoken.collect.records import Examined
from outspoken.collect.store import sheets_read
from outspoken.study import jobs
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show
from outspoken.web.work import work

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Declared:
    """A spreadsheet that study.toml declares."""

    name: str
    file: str
    imported: bool
    there: bool
    how_found: str


@dataclass(frozen=True, slots=True)
class CollectPage:
    """The spreadsheets of a study."""

    sheets: Sequence[Declared]
    next: Next | None


def sheets(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the declared spreadsheets, and which of them were imported."""
    with desk.study.read(by=desk.actor) as connection:
        imported = {name for name, *_rest in sheets_read(connection)}
    found = [
        Declared(name, one.file, name in imported, (desk.study.folder / one.file).is_file(), one.how_found)
        for name, one in desk.study.settings.collect.imports.items()
    ]
    waiting = next((one for one in found if not one.imported and one.there), None)
    step = (
        Next(_("See what the import would change"), address(desk.slug, "import", name=waiting.name))
        if waiting
        else None
    )
    return show(request, "collect/sheets.html", CollectPage(found, step))


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What an import would do, before it does it."""

    found: Examined
    changed_rows: int
    most: int
    may_import: bool


def import_page(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """Show what an import would change; sent as a form, do it."""
    if request.method == "POST":
        return _begin(desk, name, keep_good=bool(request.POST.get("keep_good")))
    found = examine_sheet(desk.study, name, by=desk.actor)
    changed = len({change.key for change in found.changed})
    page = ImportPage(found, changed, MOST_SHOWN, desk.may("collect.import_sheet"))
    return show(request, "collect/import.html", page)


def _begin(desk: Desk, name: str, *, keep_good: bool) -> HttpResponse:
    piece = work.begin(desk, "import", f"collect {name}", name=name, keep_good=keep_good)
    return redirect("work", slug=desk.slug, number=piece.id)


@work.kind("import")
def _import(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    import_sheet(desk.study, given["name"], by=desk.actor, keep_good=given["keep_good"], report=report)
    return address(desk.slug, "overview")
