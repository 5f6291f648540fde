"""Show both versions where somebody saved first: what is there, what was sent, and a form that decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from outspoken.coding.codebook import read_codebook
from outspoken.coding.records import Answer, Coding
from outspoken.errors import Conflict
from outspoken.web.access import Desk
from outspoken.web.coding.screen import named
from outspoken.web.paging import show


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was sent, and the form that would save it all the same."""

    code: str
    answer: Answer
    words: str
    address: str
    """Where the form goes to."""
    back: str
    fields: Mapping[str, str]
    """What it sends again; what it is based on is added."""


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """What was sent, and what somebody had saved meanwhile."""

    wanted: Wanted
    name: str
    theirs: Coding
    theirs_name: str
    same: bool
    """Whether both are about the same code; else the book lets only one of a group be yes."""
    next: None = None


def both_versions(request: HttpRequest, desk: Desk, error: Conflict, wanted: Wanted) -> HttpResponse:
    """Answer a conflict with both versions.

    Raises:
        Conflict: the same again, if it carries no coding to show.
    """
    theirs = error.theirs
    if not isinstance(theirs, Coding):
        raise error
    names = named(read_codebook(desk.study.folder))
    code = wanted.code or theirs.code
    page = ConflictPage(wanted, names.get(code, code), theirs, names.get(theirs.code, theirs.code), theirs.code == code)
    answer = show(request, "coding/conflict.html", page)
    answer.status_code = 409
    return answer
