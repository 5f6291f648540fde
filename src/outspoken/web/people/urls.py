"""The addresses of identity judgements and restrictions."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.people import person, restrictions, values, views

urlpatterns = [
    route("s/<slug:slug>/people/", views.pairs, "people", reading()),
    route("s/<slug:slug>/people/<int:one>/<int:other>/", views.pair, "pair", writing("people.judge")),
    route("s/<slug:slug>/people/<int:number>/", person.person, "person", writing("people.judge")),
    route("s/<slug:slug>/people/<int:number>/values/", values.values, "values", writing("people.accept")),
    route(
        "s/<slug:slug>/restrictions/",
        restrictions.restrictions,
        "restrictions",
        writing("people.restrict", reading="people.restrict"),
    ),
]
