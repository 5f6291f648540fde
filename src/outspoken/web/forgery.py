"""Let Django's check for forged forms work with pages that tell nobody where they are."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class OwnForms:
    """Stands before Django's own check, which then looks at origin and token as always.

    Our pages send no referrer, so browsers send their forms with the origin `null`. Where
    the browser itself says that the sender is this server, a header that no page can
    write, the origin is put back.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the origin back where it is ours."""
        if request.META.get("HTTP_ORIGIN") == "null" and request.headers.get("Sec-Fetch-Site") == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self._answer(request)
