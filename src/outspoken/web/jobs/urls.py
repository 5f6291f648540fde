"""The addresses of long work."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.jobs import views

urlpatterns = [
    route("s/<slug:slug>/work/<slug:number>/", views.watch, "work", reading()),
    route("s/<slug:slug>/work/<slug:number>/stop/", views.stop, "work-stop", writing("study.read")),
    route("s/<slug:slug>/work/<slug:number>/again/", views.again, "work-again", writing("study.read")),
]
