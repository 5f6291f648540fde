"""Build the report, look at it, download it."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from outspoken.report.acts import FOLDER, FORMATS, build
from outspoken.study import jobs
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show
from outspoken.web.work import work

_FILES = {"html": "html/index.html", "pdf": "report.pdf", "docx": "report.docx"}
_OWN_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; frame-ancestors 'none'"
)
"""Safety: a page of the report may hold words of others, so no script runs in it."""


@dataclass(frozen=True, slots=True)
class EditionFile:
    """An edition of the report that lies on disk."""

    format: str
    path: str
    kilobytes: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report as it was last built, and the form to build it anew."""

    editions: Sequence[EditionFile]
    title: str
    built: datetime | None
    final: bool
    formats: Sequence[str]
    may_build: bool
    next: Next | None


def report(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the editions; sent as a form, build them."""
    if request.method == "POST":
        return _begin(desk, request.POST.getlist("format"), final=bool(request.POST.get("final")))
    folder = desk.study.folder / FOLDER
    found = [
        EditionFile(name, path, max(1, (folder / path).stat().st_size // 1024))
        for name, path in _FILES.items()
        if (folder / path).is_file()
    ]
    manifest = _manifest(folder)
    step = Next(_("Read the report"), address(desk.slug, "report-file", path=found[0].path)) if found else None
    page = ReportPage(
        found,
        str(manifest.get("title", "")),
        datetime.fromtimestamp((folder / "manifest.json").stat().st_mtime, UTC) if manifest else None,
        bool(manifest.get("final")),
        FORMATS,
        desk.may("report.build"),
        step,
    )
    return show(request, "report/report.html", page)


def _begin(desk: Desk, formats: Sequence[str], *, final: bool) -> HttpResponse:
    wanted = [name for name in FORMATS if name in formats] or list(FORMATS)
    piece = work.begin(desk, "report", "report", formats=wanted, final=final)
    return redirect("work", slug=desk.slug, number=piece.id)


@work.kind("report")
def _build(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    build(desk.study, by=desk.actor, formats=given["formats"], final=given["final"], report=report)
    return address(desk.slug, "report")


def file(request: HttpRequest, desk: Desk, path: str) -> FileResponse:
    """Hand out a file of the built report; pages of it stand in a sandbox of their own."""
    folder = (desk.study.folder / FOLDER).resolve()
    wanted = (folder / path).resolve()
    if not wanted.is_relative_to(folder) or not wanted.is_file() or wanted.name.startswith("."):
        raise Http404
    kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
    shown = path.startswith("html/")
    answer = FileResponse(wanted.open("rb"), content_type=kind, as_attachment=not shown, filename=wanted.name)
    if shown:
        answer["Content-Security-Policy"] = _OWN_POLICY
    return answer


def _manifest(folder: Path) -> dict[str, object]:
    try:
        read = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
