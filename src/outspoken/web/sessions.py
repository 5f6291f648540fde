"""Keep a session alive while somebody works, and write that down once a minute, not at each request."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SEEN = "seen"
"""The mark in a session of when it was last written down that somebody is at work."""
EVERY_SECONDS = 60


class KeepAlive:
    """Stands inside Django's own sessions, which save what was changed and so move its end on."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then note the minute in a session that was looked at."""
        response = self._answer(request)
        session = request.session
        if session.accessed and not session.is_empty() and response.status_code < 500:
            now = int(time.time())
            if not 0 <= now - session.get(SEEN, 0) < EVERY_SECONDS:
                session[SEEN] = now
        return response
