"""The addresses of step 2."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.archive import captures, copies, story, views

urlpatterns = [
    route("s/<slug:slug>/archive/", views.archive_page, "archive", writing("archive.keep")),
    route("s/<slug:slug>/archive/verify/", views.verify_page, "verify", writing("study.read")),
    route("s/<slug:slug>/archive/copies/", copies.copies_page, "copies", reading()),
    route(
        "s/<slug:slug>/archive/copies/<int:number>/<int:other>/",
        copies.pair_page,
        "pair",
        writing("archive.settle_copy"),
    ),
    route("s/<slug:slug>/stories/<int:number>/", story.story_page, "story", writing("archive.keep")),
    route("s/<slug:slug>/stories/<int:number>/capture/", captures.capture, "capture", reading()),
]
