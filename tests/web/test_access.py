"""Who gets in where: every route of the router, every role, the own and the other study."""

from __future__ import annotations

import itertools
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, reverse

from outspoken.people import restrict, seal
from outspoken.study import open_study
from outspoken.study.actors import PRIVILEGES, Actor, Role
from outspoken.web import urls
from outspoken.web.access import Rule, Scope
from outspoken.web.accounts.memberships import admit, make_token
from outspoken.web.accounts.models import Membership
from tests.conftest import AMAL
from tests.web.conftest import CAST, OTHER, OWN, Team

GIVEN: dict[str, Any] = {
    "number": 3,
    "one": 3,
    "other": 4,
    "name": "leavers",
    "path": "html/index.html",
    "token": "no-such-token",
    "account": 1,
    "doubt": "D1",
}
"""What stands for the parts of an address."""
PATTERNS: list[URLPattern] = list(urls.urlpatterns)
OF_STUDIES = [pattern for pattern in PATTERNS if pattern.callback.rule.scope is Scope.STUDY]  # type: ignore[attr-defined]
IN_STUDY = [pattern for pattern in OF_STUDIES if not pattern.callback.rule.bearer]  # type: ignore[attr-defined]
FOR_PROGRAMS = [pattern for pattern in PATTERNS if pattern.callback.rule.bearer]  # type: ignore[attr-defined]
WHO = (*CAST, "Eve", "Adam", "")


def rule(pattern: URLPattern) -> Rule:
    found = getattr(pattern.callback, "rule", None)
    assert isinstance(found, Rule), f"{pattern.name} has no rule: register it with access.route"
    return found


def address(pattern: URLPattern, slug: str = OWN) -> str:
    wanted = pattern.pattern.converters
    given = {
        name: "1" if name == "number" and "work" in str(pattern.name) else GIVEN[name]
        for name in wanted
        if name != "slug"
    }
    return reverse(str(pattern.name), kwargs={**given, **({"slug": slug} if "slug" in wanted else {})})


def roles(name: str) -> frozenset[Role]:
    return frozenset({CAST[name]} if name in CAST else {Role.ADMIN} if name == "Adam" else ())


def test_every_route_declares_its_rule() -> None:
    for pattern in PATTERNS:
        assert isinstance(pattern, URLPattern), "no includes: every route is registered one by one"
        rule(pattern)


def test_every_route_of_a_study_names_a_privilege_that_exists() -> None:
    for pattern in OF_STUDIES:
        found = rule(pattern)
        assert found.reading in PRIVILEGES
        assert found.writing in {"", *PRIVILEGES}
        assert ("POST" in found.methods) == bool(found.writing)


def test_the_whole_matrix(team: Team) -> None:
    """Every route, in every role, at every level, in the own and the other study: nothing is leaked.

    A route without a rule does not get this far; one that names a thing is in the levels by itself.
    """
    checks = {
        "pages": pages_refused(team),
        "programs": programs_refused(team),
        **{level: levels_kept(team, level) for level in ("open", "restricted", "sealed")},
    }
    assert checks["pages"] >= 2_000, checks
    assert checks["programs"] >= 1_500, checks
    assert (checks["open"] >= 50, checks["restricted"] >= 200, checks["sealed"] >= 300) == (True,) * 3, checks
    assert sum(checks.values()) >= 4_500, checks


def pages_refused(team: Team) -> int:
    """Ask for every page as everybody: what is refused answers the same bytes as what does not exist."""
    checks = 0
    for who in WHO:
        client = team.client(who) if who else Client()
        nowhere = client.get("/s/no-such-study/")
        for pattern, slug, method in itertools.product(
            IN_STUDY, (OWN, OTHER, "no-such-study"), ("get", "post", "put", "delete")
        ):
            member = (
                (roles(who) if slug == OWN else frozenset())
                if who != "Eve"
                else (frozenset({Role.OWNER}) if slug == OTHER else frozenset())
            )
            if who == "Adam":
                member = frozenset({Role.ADMIN})
            found = rule(pattern)
            upper = method.upper()
            allowed = (
                slug != "no-such-study" and upper in found.methods and Actor(who, member).may(found.privilege(upper))
            )
            checks += 1
            if allowed:
                continue  # what it answers is the matter of the pages' own tests
            answer = getattr(client, method)(address(pattern, slug))
            if not who and method == "get":
                assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/login/")
            else:
                assert answer.status_code == 404, (who, pattern.name, slug, method)
                if method == "get":
                    assert without_place(answer.content) == without_place(nowhere.content)
    return checks


def programs_refused(team: Team) -> int:
    """Ask for every operation as everybody: a program gets as far as the member whose token it brings."""
    checks = 0
    for who in WHO:
        head = {"Authorization": f"Bearer {make_token(team.accounts[who], 'test')}"} if who else {}
        client = Client(headers=head)
        for pattern, slug, method in itertools.product(
            FOR_PROGRAMS, (OWN, OTHER, "no-such-study"), ("get", "post", "put", "delete", "head")
        ):
            found, upper = rule(pattern), method.upper()
            if who == "Adam":
                member = frozenset({Role.ADMIN})
            elif who == "Eve":
                member = frozenset({Role.OWNER}) if slug == OTHER else frozenset()
            else:
                member = roles(who) if slug == OWN else frozenset()
            allowed = slug != "no-such-study" and Actor(who, member).may(found.privilege(upper))
            if who and upper in found.methods and (allowed or found.scope is not Scope.STUDY):
                continue
            checks += 1
            answer = getattr(client, method)(address(pattern, slug), content_type="application/json")
            if not who:
                assert (answer.status_code, answer["WWW-Authenticate"][:6]) == (401, "Bearer")
            elif found.scope is Scope.STUDY:
                assert answer.status_code == 404, (who, pattern.name, slug, method)
                assert answer["Content-Type"] == "application/problem+json"
                if method != "head":
                    assert answer.content == client.get("/api/s/no-such-study/status").content
    return checks


LEVELS: dict[str, set[str]] = {"open": set(CAST), "restricted": {"Bilal", "Amal", "Cyra"}, "sealed": set()}
"""Who sees case 2 at each level."""


def levels_kept(team: Team, level: str) -> int:
    """Ask for case 2 at a level, by every method of every route that names one, as everybody."""
    with open_study(settings.SERVING.folder / OWN) as study:
        if level == "sealed":
            seal(study, "2", by=AMAL)
        elif level == "restricted":
            restrict(study, "2", ["Bilal"], by=AMAL)
    checks = 0
    for who, pattern in itertools.product(CAST, (*IN_STUDY, *FOR_PROGRAMS)):
        parts = set(pattern.pattern.converters) & {"number", "one", "other"}
        if not parts or "work" in str(pattern.name) or who in LEVELS[level]:
            checks += bool(parts) and who in LEVELS[level]
            continue
        if rule(pattern).bearer:
            client = Client(headers={"Authorization": f"Bearer {make_token(team.accounts[who], 'level')}"})
        else:
            client = team.client(who)
        for method in ("get", "head", "options", "post", "put", "patch", "delete"):
            hidden, missing = (getattr(client, method)(numbered(pattern, number)) for number in (2, 999))
            assert hidden.status_code == missing.status_code >= 400, (level, who, pattern.name, method)
            assert without_place(hidden.content) == without_place(missing.content), (level, who, pattern.name, method)
            heads = [{**one.headers, "Content-Length": "", "Set-Cookie": ""} for one in (hidden, missing)]
            assert heads[0] == heads[1], (level, who, pattern.name, method)
            checks += 1
    return checks


def numbered(pattern: URLPattern, number: int) -> str:
    """Return an address that names a thing by a number."""
    given = {"number": number, "one": 1, "other": number}
    if {"number", "other"} <= set(pattern.pattern.converters):
        given["number"] = 1
    wanted = set(pattern.pattern.converters) - {"slug"}
    named = {name: given.get(name, GIVEN.get(name)) for name in wanted}
    return reverse(str(pattern.name), kwargs={"slug": OWN, **named})


def test_a_cookie_lets_no_program_in(team: Team) -> None:
    for who in ("Amal", "Adam"):
        client = team.client(who)
        for pattern in FOR_PROGRAMS:
            for method in ("get", "post"):
                assert getattr(client, method)(address(pattern)).status_code == 401


def without_place(content: bytes) -> bytes:
    """Leave out the address that was asked for, and the token of the form: all else must be equal."""
    import re

    bare = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", content)
    return re.sub(rb'name="next" value="[^"]*"', b"", bare)


@pytest.mark.parametrize(
    "pattern",
    [one for one in IN_STUDY if not set(one.pattern.converters) & {"path", "account"} and "work" not in str(one.name)],
    ids=lambda one: str(one.name),
)
def test_every_page_opens_for_who_may(pattern: URLPattern, team: Team) -> None:
    assert team.client("Amal").get(address(pattern)).status_code == 200


def test_a_removed_member_is_out_at_the_next_request(team: Team) -> None:
    client = team.client("Dara")
    page = reverse("cases", kwargs={"slug": OWN})
    assert client.get(page).status_code == 200
    Membership.objects.filter(account=team.accounts["Dara"]).delete()
    assert client.get(page).status_code == 404


def test_a_changed_role_counts_at_the_next_request(team: Team) -> None:
    client = team.client("Dara")
    page = reverse("report", kwargs={"slug": OWN})
    assert client.post(page, {"format": "html"}).status_code == 404
    admit(team.accounts["Dara"], OWN, {Role.PUBLISHER})
    assert client.post(page, {"format": "html"}).status_code == 302


def test_who_administers_accounts_reads_no_case(team: Team) -> None:
    client = team.client("Adam")
    assert client.get(reverse("members", kwargs={"slug": OWN})).status_code == 200
    assert client.get(reverse("overview", kwargs={"slug": OWN})).status_code == 404
    assert client.get(reverse("case", kwargs={"slug": OWN, "number": 1})).status_code == 404


def test_a_case_that_is_not_there_answers_like_one_that_may_not_be_seen(team: Team) -> None:
    client = team.client("Dara")
    missing = client.get(reverse("case", kwargs={"slug": OWN, "number": 999}))
    refused = client.get(reverse("case", kwargs={"slug": OTHER, "number": 1}))
    assert missing.status_code == refused.status_code == 404
    assert without_place(missing.content) == without_place(refused.content)


NAMES_A_CASE = ("case", "pair", "cell")
"""The routes whose address names a case."""

NAMES_A_STORY = ("story", "capture", "decide", "code")
"""The routes whose address names a story or a testimony; those of a hidden case are hidden with it."""


def naming(name: str, number: int) -> str:
    """Return an address that names a case, or its row of a table."""
    if name == "cell":
        return reverse(name, kwargs={"slug": OWN}) + f"?rows=country&row={'TN' if number == 2 else 'ZW'}"
    given = {"one": 1, "other": number} if name == "pair" else {"number": number}
    return reverse(name, kwargs={"slug": OWN, **given})


def test_every_route_that_names_a_case_is_in_the_list() -> None:
    parts = {"number", "one", "other"}
    found = {str(one.name) for one in IN_STUDY if parts & set(one.pattern.converters) and "work" not in str(one.name)}
    assert found <= {*NAMES_A_CASE, *NAMES_A_STORY}


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_case_at_every_level_for_every_role_on_every_route_that_names_one(team: Team, level: str) -> None:
    """To those who may not see it, a hidden case answers the bytes of one that does not exist."""
    with open_study(settings.SERVING.folder / OWN) as study:
        if level == "sealed":
            seal(study, "2", by=AMAL)
        else:
            restrict(study, "2", ["Bilal"], by=AMAL)
    sees = {"Bilal", "Amal", "Cyra"} if level == "restricted" else set()
    for who, name in itertools.product(CAST, NAMES_A_CASE):
        client = team.client(who)
        hidden, missing = (client.get(naming(name, number)) for number in (2, 999))
        assert missing.status_code == 404
        assert (hidden.status_code == 200) is (who in sees), (who, name)
        if who not in sees:
            assert without_place(hidden.content) == without_place(missing.content), (who, name)
    for who, name in itertools.product(set(CAST) - sees, NAMES_A_STORY):
        client = team.client(who)
        hidden, missing = (client.get(naming(name, number)) for number in (2, 999))
        assert hidden.status_code == missing.status_code == 404, (who, name)
        assert without_place(hidden.content) == without_place(missing.content), (who, name)


def unpacked(content: bytes) -> str:
    """Return the words of an answer; of a bundle, those of all its members."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(BytesIO(content)) as bundle:
        return "\n".join(f"{name}\n{bundle.read(name).decode()}" for name in bundle.namelist())


@pytest.mark.parametrize("who", ["Bilal", "Dara"])
def test_a_sealed_case_leaves_no_trace_on_any_page(team: Team, who: str) -> None:
    client, shown = team.client(who), 0
    pages = [
        one for one in IN_STUDY if not set(one.pattern.converters) - {"slug"} and rule(one).reading == "study.read"
    ]
    with open_study(settings.SERVING.folder / OWN) as study:
        seal(study, "2", by=AMAL)
    for pattern in pages:
        words = unpacked(client.get(address(pattern)).content)
        assert "Mina Sol" not in words, pattern.name
        assert f'/s/{OWN}/cases/2/"' not in words, pattern.name
        shown += 1
    assert shown >= 12
