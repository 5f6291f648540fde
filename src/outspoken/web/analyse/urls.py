"""The addresses of the cases."""

from __future__ import annotations

from outspoken.web.access import reading, route
from outspoken.web.analyse import views

urlpatterns = [
    route("s/<slug:slug>/cases/", views.cases, "cases", reading()),
    route("s/<slug:slug>/cases/<int:number>/", views.case, "case", reading()),
]
