"""The addresses of the API; each operation stands behind the doorway, with its own rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from outspoken.web.access import Desk, Rule, Scope, program, route
from outspoken.web.api.description import description
from outspoken.web.api.operations import api

RULES = {
    "api-settle": program("collect.settle", methods=("POST",)),
    "api-judgements": program("people.judge", methods=("GET", "POST")),
    "api-undo": program("people.undo", methods=("POST",)),
}
"""What asks for more than reading."""


def _behind(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def answered(request: HttpRequest, desk: Desk, **given: Any) -> HttpResponseBase:
        return view(request, slug=desk.slug, **given)

    answered.csrf_exempt = True  # type: ignore[attr-defined] # no cookie lets anybody in here, so none can be abused
    return answered


def _registered() -> list[URLPattern]:
    found = {}
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.callback is None:
            continue
        name, place = str(pattern.name), str(pattern.pattern)
        if name not in found and name != "api-root":
            address = "api/" + place.replace("<slug>", "<slug:slug>")
            found[name] = route(address, _behind(pattern.callback), name, RULES.get(name, program()))
    return list(found.values())


urlpatterns = [
    route("api/openapi.json", description, "api-description", Rule(Scope.INSIDE, methods=("GET",), bearer=True)),
    *_registered(),
]
