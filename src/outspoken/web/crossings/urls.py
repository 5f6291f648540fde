"""The addresses of crossings, cells and figures."""

from __future__ import annotations

from outspoken.web.access import reading, route
from outspoken.web.crossings import views

urlpatterns = [
    route("s/<slug:slug>/tables/", views.crossings, "crossings", reading()),
    route("s/<slug:slug>/tables/cell/", views.cell, "cell", reading()),
    route("s/<slug:slug>/tables/figures/", views.figures, "figures", reading()),
]
