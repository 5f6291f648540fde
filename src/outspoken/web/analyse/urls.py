"""The addresses of the cases."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.analyse import keeping, views

urlpatterns = [
    route("s/<slug:slug>/cases/", views.cases, "cases", reading()),
    route("s/<slug:slug>/views/", keeping.views, "views", writing("analyse.keep_view")),
    route("s/<slug:slug>/cases/<int:number>/", views.case, "case", reading()),
]
