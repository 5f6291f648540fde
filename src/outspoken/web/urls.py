"""All addresses: a line for each folder of pages.

Every pattern is made by `access.route`, with its rule; a test walks what is listed here.
"""

from __future__ import annotations

from importlib import import_module

from outspoken.web.serving import serving

PAGES = (
    "shelf",
    "collect",
    "archive",
    "screen",
    "people",
    "coding",
    "analyse",
    "doubts",
    "crossings",
    "claims",
    "search",
    "report",
    "jobs",
)
"""The folders of pages, each with its urls.py."""

urlpatterns = [
    pattern
    for name in (*PAGES, *(("team", "api") if serving().team else ()))
    for pattern in import_module(f"outspoken.web.{name}.urls").urlpatterns
]

handler400 = "outspoken.web.errors.bad_request"
handler403 = "outspoken.web.errors.forbidden"
handler404 = "outspoken.web.errors.nothing_here"
handler500 = "outspoken.web.errors.broken"
