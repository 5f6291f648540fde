"""The one doorway: every route says at its registration who may come in, and nobody enters elsewhere.

What somebody may not see does not exist for them: both answer the same 404, by the same
lines. Who somebody is in a study is read anew at each request, so that a removed member
is out at the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, wraps
from secrets import compare_digest
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers

from outspoken.errors import NotFound
from outspoken.study.actors import PRIVILEGES, Actor, Role
from outspoken.study.study import Study
from outspoken.web.serving import serving
from outspoken.web.studies import shelf

ENTERED = "entered"
"""The mark in the session of whoever came with the one-time token."""
_SAFE = ("GET", "HEAD")


class Scope(StrEnum):
    """Before which door a route lies."""

    PUBLIC = "public"
    """Open to everybody; shows nothing of a study."""
    INSIDE = "inside"
    """Open to whoever signed in, or came with the token."""
    ADMIN = "admin"
    """Open to who administers accounts."""
    STUDY = "study"
    """Open to the members of one study, as their roles allow."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a route: `reading` is the privilege to open it, `writing` the one to send its form."""

    scope: Scope
    reading: str = ""
    writing: str = ""
    methods: tuple[str, ...] = _SAFE
    bearer: bool = False
    """Whether a token in the head of a request says who asks; a cookie then says nothing."""

    def privilege(self, method: str) -> str:
        """Return the privilege that a request of this method needs in the study."""
        return self.reading if method in _SAFE else self.writing

    def allows(self, actor: Actor, method: str) -> bool:
        """Whether an actor may use the route so."""
        return actor.may(self.privilege(method))


def public(*methods: str) -> Rule:
    """Let everybody in."""
    return Rule(Scope.PUBLIC, methods=methods or _SAFE)


def inside(*methods: str) -> Rule:
    """Let in who is signed in, or entered with the token."""
    return Rule(Scope.INSIDE, methods=methods or _SAFE)


def admin(*methods: str) -> Rule:
    """Let in who administers accounts."""
    return Rule(Scope.ADMIN, methods=methods or _SAFE)


def reading(privilege: str = "study.read") -> Rule:
    """Let in the members of a study whose roles have the privilege; nothing can be sent."""
    return _known(Rule(Scope.STUDY, privilege))


def writing(privilege: str, *, reading: str = "study.read") -> Rule:
    """Let members open a page with one privilege and send its form with another."""
    return _known(Rule(Scope.STUDY, reading, privilege, (*_SAFE, "POST")))


def program(writing: str = "", *, reading: str = "study.read", methods: tuple[str, ...] = ("GET",)) -> Rule:
    """Let in programs that bring the token of a member; never by cookie, so no page can make a browser ask."""
    return _known(Rule(Scope.STUDY, reading, writing, methods, bearer=True))


def _known(rule: Rule) -> Rule:
    unknown = {rule.reading, rule.writing} - {"", *PRIVILEGES}
    if unknown:
        raise ValueError(f"there is no privilege {unknown.pop()!r}; see study/actors.py")
    return rule


@dataclass(frozen=True, slots=True)
class Desk:
    """One study, opened for one actor: all that a view of a study gets to know."""

    slug: str
    study: Study
    actor: Actor

    def may(self, act: str) -> bool:
        """Whether the actor may do an act."""
        return self.actor.may(act)

    @property
    def allowed(self) -> dict[str, bool]:
        """For templates: which acts the actor may do, with `_` for `.`."""
        return _allowed(self.actor.roles)


@lru_cache(maxsize=256)
def _allowed(roles: frozenset[Role]) -> dict[str, bool]:
    return {name.replace(".", "_"): bool(roles & own) for name, own in PRIVILEGES.items()}


View = Callable[..., HttpResponseBase]


def route(address: str, view: View, name: str, rule: Rule) -> URLPattern:
    """Register a page with its rule. The only way to do so: a test walks the router.

    A view before a study's door is called as `view(request, desk, ...)`; any other as `view(request, ...)`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if rule.bearer:
            _identify(request)
        if rule.scope is Scope.STUDY:
            desk = come_in(request, given.pop("slug"), rule)
            request.desk = desk  # type: ignore[attr-defined] # for the templates' surroundings
            refuse_method(request, rule)
            answer = view(request, desk, **given)
        else:
            _at_the_gate(request, rule)
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(rule.methods)
            answer = view(request, **given)
        patch_vary_headers(answer, ["Cookie"])
        return answer

    guarded.rule = rule  # type: ignore[attr-defined]
    return path(address, guarded, name=name)


class Unidentified(Exception):
    """A program brought no token, or none that anybody has."""


def _identify(request: HttpRequest) -> None:
    """Let the token alone say who asks.

    Raises:
        Unidentified: if there is none, or it is nobody's.
    """
    from outspoken.web.accounts.memberships import account_of  # noqa: PLC0415 - models, only where there are accounts

    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    account = account_of(token.strip()) if kind.lower() == "bearer" else None
    if account is None:
        raise Unidentified
    # Safety: whoever a cookie stands for is put aside before anything looks at it.
    request.user = account


def refuse_method(request: HttpRequest, rule: Rule) -> None:
    """Treat a method that a page of a study does not know as a page that does not exist."""
    if request.method not in rule.methods:
        raise Http404


def come_in(request: HttpRequest, slug: str, rule: Rule) -> Desk:
    """Open a study for whoever asks, or say that there is none.

    Raises:
        Http404: if there is no such study, or the rule does not let this person in.
    """
    actor = actor_in(request, slug)
    if actor is None or not rule.allows(actor, str(request.method)):
        raise Http404
    try:
        return Desk(slug, shelf().study(slug), actor)
    except NotFound as error:
        raise Http404 from error


def actor_in(request: HttpRequest, slug: str) -> Actor | None:
    """Say who somebody is in a study, from the memberships as they stand now."""
    if not serving().team:
        return Actor.local() if has_entered(request) else None
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return None
    from outspoken.web.accounts.memberships import roles_in  # noqa: PLC0415 - models, only where there are accounts

    roles = roles_in(user, slug)
    if user.is_superuser:
        roles |= {Role.ADMIN}
    return Actor(user.get_username(), frozenset(roles)) if roles else None


def has_entered(request: HttpRequest) -> bool:
    """Whether somebody came with this server's token, or is signed in to the team's."""
    if serving().team:
        return bool(request.user.is_authenticated)
    return compare_digest(str(request.session.get(ENTERED, "")), serving().token) and bool(serving().token)


def administers(request: HttpRequest) -> bool:
    """Whether somebody may administer accounts."""
    return serving().team and request.user.is_authenticated and bool(request.user.is_superuser)


def _at_the_gate(request: HttpRequest, rule: Rule) -> None:
    if rule.scope is Scope.INSIDE and not has_entered(request):
        raise Http404
    if rule.scope is Scope.ADMIN and not administers(request):
        raise Http404
