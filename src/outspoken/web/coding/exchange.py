"""Take in what another program coded, and hand the coding out for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from outspoken.coding import acts
from outspoken.coding.exchange.opening import opened
from outspoken.coding.exchange.records import Project
from outspoken.coding.exchange.refi_writing import write_qdc, write_qdpx
from outspoken.coding.exchange.taking import Taken
from outspoken.coding.readers import project_of, texts_by_title
from outspoken.errors import FileError, NotFound, OutspokenError
from outspoken.web.access import Desk
from outspoken.web.collect.uploads import LARGEST, plain_name
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """What was taken in, what can be handed out, and what that cannot carry."""

    taken: Taken | None
    losses: Sequence[str] | None
    """What a file handed out cannot carry; None: nobody asked yet, for every text is read to say so."""
    largest: int
    """Megabytes that a file may have."""
    message: str = ""
    hint: str = ""
    next: Next | None = None


def exchange(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what goes in and out; sent with a file, take it in."""
    taken, message, hint = None, "", ""
    if request.method == "POST":
        try:
            taken = _take(request, desk)
        except OutspokenError as error:
            message, hint = error.message, error.hint
    step = Next(_("Look at the codings"), address(desk.slug, "coding")) if taken else None
    losses = project_of(desk.study, by=desk.actor).losses if request.GET.get("look") == "losses" else None
    page = ExchangePage(taken, losses, LARGEST >> 20, message, hint, step)
    return show(request, "coding/exchange.html", page, 422 if message else 200)


def _take(request: HttpRequest, desk: Desk) -> Taken:
    sent = request.FILES.get("file")
    if sent is None:
        raise NotFound(_("No file was chosen."), _("Choose one, then send the form again."))
    if (sent.size or 0) > LARGEST:
        raise FileError(
            f"the file is larger than {LARGEST >> 20} MB.",
            "Import it at the command line: `outspoken coding import FILE`.",
            file="upload",
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / plain_name(str(sent.name))
        path.write_bytes(b"".join(sent.chunks()))
        try:
            brought = opened(path, texts_by_title(desk.study, by=desk.actor), desk.actor.name)
        except FileError as error:
            # Where the upload lay for a moment is nobody's business.
            raise FileError(error.message.replace(str(path), path.name), error.hint) from error
    return acts.import_project(desk.study, brought, by=desk.actor)


def project(_request: HttpRequest, desk: Desk) -> HttpResponse:
    """Hand out the whole project, as the actor may see it."""
    return _handed_out(desk, write_qdpx, "qdpx")


def codebook_alone(_request: HttpRequest, desk: Desk) -> HttpResponse:
    """Hand out the codebook without any story."""
    return _handed_out(desk, write_qdc, "qdc")


def _handed_out(desk: Desk, write: Callable[[Project, Path], None], ending: str) -> HttpResponse:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{desk.slug}.{ending}"
        write(project_of(desk.study, by=desk.actor), path)
        answer = HttpResponse(path.read_bytes(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{desk.slug}.{ending}"'
    return answer
