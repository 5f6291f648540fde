"""Learn from a proxy of the team's own from where a request came; never from one that nobody named.

Behind a proxy every request seems to come from the proxy, and whoever fails to sign in
too often would lock out others under their names. Which proxies may be believed cannot be
seen from a request, since anybody can send the header: so it is said at the start how many
there are, and none is believed unless it is.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse

from outspoken.web.serving import serving


class Proxies:
    """Puts the address of who asks where all that comes after looks for it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Believe so many proxies as were named."""
        known = asking(request.META.get("HTTP_X_FORWARDED_FOR", ""), serving().proxies)
        if known:
            request.META["REMOTE_ADDR"] = known
        return self._answer(request)


def asking(forwarded: str, proxies: int) -> str:
    """Return who asked, by what the outermost of so many proxies saw; empty if they do not say.

    Each proxy adds at the end whom it heard from; what stands before that, anybody may have written.

    >>> asking("203.0.113.9, 198.51.100.7", 1), asking("203.0.113.9, 198.51.100.7", 0)
    ('198.51.100.7', '')
    """
    said = [part.strip() for part in forwarded.split(",")]
    if not 0 < proxies <= len(said):
        return ""
    try:
        return str(ip_address(said[-proxies]))
    except ValueError:
        return ""
