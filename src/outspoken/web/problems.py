"""Say to a program what went wrong: problem documents (RFC 9457), as the pages say it to people."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

BELOW = "/api/"
"""Where programs ask; everything below it answers with documents and never with pages."""
MEDIA_TYPE = "application/problem+json"


def wanted(request: HttpRequest) -> bool:
    """Whether a program asks, and not somebody with a browser."""
    return request.path.startswith(BELOW)


def problem(status: int, detail: str, hint: str = "", problems: Sequence[str] = ()) -> HttpResponse:
    """Make a problem document: a full sentence, what mends it, and what is wrong in particular."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "hint": hint,
        "problems": list(problems),
    }
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE)


def nothing_here() -> HttpResponse:
    """Answer alike for what does not exist and for what a program may not see."""
    # Safety: nothing of the address or of the error is in it, so that asking tells nobody what is there.
    return problem(404, "There is nothing here, or nothing that you may see.")


def unidentified() -> HttpResponse:
    """Ask for a token."""
    answer = problem(
        401,
        "This needs a token, and the one sent is nobody's.",
        "Make one on the page of your tokens and send it as `Authorization: Bearer TOKEN`.",
    )
    answer["WWW-Authenticate"] = 'Bearer realm="outspoken"'
    return answer
