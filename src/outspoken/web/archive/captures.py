"""Serve captured bytes: as a page that does nothing, as text, or to be saved; never alive."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from outspoken.archive import Capture, body, show
from outspoken.archive.decoding import unpack
from outspoken.errors import NotFound, OutspokenError
from outspoken.web.access import Desk
from outspoken.web.archive.quiet import POLICY, is_page, is_text, quieted, words_of

_HEAD = '<!doctype html><meta charset="utf-8"><title>Capture</title>'
_BYTES = "application/octet-stream"


def capture(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Serve one capture of a story: the one that `capture` names, else the last good one; `as` says how."""
    captures = show(desk.study, f"S{number}", by=desk.actor).captures
    found = _chosen(captures, request.GET.get("capture", ""))
    how = request.GET.get("as", "page")
    if found is None:
        return _sent(b"", "text/plain")
    try:
        data = unpack(body(desk.study, found.id, by=desk.actor), "")
    except OutspokenError as error:
        return _sent(f"{error.message} {error.hint}".encode(), "text/plain")
    if how == "bytes":
        answer = _sent(data, _BYTES)
        # Safety: the name is ours, so that no page can choose what lands in somebody's folder.
        answer["Content-Disposition"] = f'attachment; filename="S{number}-{found.sha256[:12]}.bin"'
        return answer
    if how == "page" and is_page(found.media):
        return _sent((_HEAD + quieted(words_of(data))).encode("utf-8", "replace"), "text/html")
    if is_text(found.media):
        return _sent(words_of(data).encode("utf-8", "replace"), "text/plain")
    return _sent(f"{found.media or 'unknown'}: {len(data):,} bytes.".encode(), "text/plain")


def _chosen(captures: tuple[Capture, ...], asked: str) -> Capture | None:
    if asked:
        found = next((one for one in captures if str(one.id) == asked), None)
        if found is None:
            raise NotFound("There is no such capture of this story.")
        return found
    good = [one for one in captures if not one.problem and one.sha256]
    return good[-1] if good else None


def _sent(data: bytes, media: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media if media == _BYTES else f"{media}; charset=utf-8")
    # Safety: whoever looks at a hostile page must not be seen by it. The policy gives it an origin of its own that owns
    # nothing, and forbids every script, style, image, frame, form and connection, also when it is opened by itself.
    answer["Content-Security-Policy"] = POLICY
    answer["X-DNS-Prefetch-Control"] = "off"
    return answer
