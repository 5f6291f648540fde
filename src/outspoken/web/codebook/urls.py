"""The addresses of the codebook."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.codebook import views

urlpatterns = [
    route("s/<slug:slug>/codebook/", views.codebook, "codebook", writing("coding.undo")),
    route(
        "s/<slug:slug>/codebook/code/",
        views.code,
        "codebook-code",
        writing("coding.redefine", reading="coding.redefine"),
    ),
    route("s/<slug:slug>/codebook/criteria/", views.criteria, "criteria", reading()),
]
