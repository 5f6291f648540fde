"""Describe the API as an OpenAPI document, with the token it asks for and the documents of its refusals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.errors import HttpError, ValidationError

from outspoken.web.api.operations import REFUSALS, api
from outspoken.web.problems import BELOW, MEDIA_TYPE, problem


def described() -> dict[str, Any]:
    """Return the document: every address, what is sent, what is answered."""
    document: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=BELOW))
    document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"token": []}]
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) in REFUSALS:
                    answer["description"] = REFUSALS[int(status)]
                    answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    return document


def description(request: HttpRequest) -> HttpResponse:
    """Answer with the document."""
    return JsonResponse(described())


@api.exception_handler(ValidationError)
def unusable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parts of a request cannot be used, and never what stood in them."""
    places = [
        f"{'.'.join(str(part) for part in one['loc'][:1] + one['loc'][-1:])}: {one['msg']}" for one in error.errors
    ]
    return problem(
        422, "This request says something that cannot be used.", "Compare it with /api/openapi.json.", places
    )


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say that a request cannot be read."""
    return problem(400, "This request cannot be read.", "Send a JSON document as /api/openapi.json describes it.")
