"""First set-up, invitations, members, accounts and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from outspoken.errors import Conflict
from outspoken.web.access import Desk
from outspoken.web.accounts import memberships
from outspoken.web.accounts.memberships import Member
from outspoken.web.accounts.models import Account, Token
from outspoken.web.paging import show
from outspoken.web.serving import serving
from outspoken.web.team.forms import NewAccount, Roles, TokenLabel

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A form that makes an account, and what for."""

    form: NewAccount
    study: str = ""


def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first account, of who administers; once there is one, this page does not exist."""
    if not serving().team or not compare_digest(token, set_up_token()) or Account.objects.exists():
        raise Http404
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save(commit=False)
            made.is_superuser = True
            made.save()
            # Safety: of two who set up at the same moment, the one with the smaller number stays alone.
            if Account.objects.order_by("pk").first() != made:
                raise Conflict("Somebody else has set this server up just now.", "Sign in.")
        login(request, made, backend=_BACKEND)
        return redirect("home")
    return show(request, "team/account.html", AccountPage(form))


def set_up_token() -> str:
    """Return the token of the set-up page, which only who can read the server's key can know."""
    return sha256(f"set-up {settings.SECRET_KEY}".encode()).hexdigest()[:40]


def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Let in who was invited: with the account they have, or a new one."""
    if not serving().team:
        raise Http404
    found = memberships.invitation(token)
    if request.user.is_authenticated:
        if request.method == "POST":
            return redirect("overview", slug=memberships.accept(token, request.user))
        return show(request, "team/accept.html", AccountPage(NewAccount(), found.study))
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save()
            study = memberships.accept(token, made)
        login(request, made, backend=_BACKEND)
        return redirect("overview", slug=study)
    return show(request, "team/account.html", AccountPage(form, found.study))


@dataclass(frozen=True, slots=True)
class Place:
    """A member with the form of their roles."""

    member: Member
    form: Roles


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Who is in a study as what; `link` is a fresh invitation, shown once."""

    members: Sequence[Place]
    invite: Roles
    link: str = ""


def members(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the members; sent as a form, make an invitation."""
    if not serving().team:
        raise Http404
    link, form = "", Roles(request.POST or None, prefix="invite")
    if request.method == "POST" and form.is_valid() and form.chosen():
        token = memberships.invite(desk.slug, form.chosen(), request.user)  # type: ignore[arg-type]
        link = _link(reverse("invited", kwargs={"token": token}))
    places = [
        Place(one, Roles(initial={"roles": one.roles}, prefix=f"m{one.account}"))
        for one in memberships.members_of(desk.slug)
    ]
    return show(request, "team/members.html", MembersPage(places, Roles(prefix="invite"), link))


def member(request: HttpRequest, desk: Desk, account: int) -> HttpResponse:
    """Change what a member is; with no role left they are out at once."""
    form = Roles(request.POST, prefix=f"m{account}")
    if not serving().team or not form.is_valid():
        raise Http404
    memberships.change_roles(desk.slug, account, form.chosen())
    return redirect("members", slug=desk.slug)


def _account(request: HttpRequest) -> Account:
    """Return whose session this is; the gate let in who has an account."""
    if not isinstance(request.user, Account):
        raise Http404
    return request.user


def _link(path: str) -> str:
    """Put the server's own name before a path."""
    # Safety: the name comes from how the server was started, never from what a request claims.
    served = serving()
    return f"{'https' if served.tls else 'http'}://{served.hosts[0]}{path}"


@dataclass(frozen=True, slots=True)
class TokensPage:
    """One's tokens for the API; `fresh` is shown once."""

    tokens: Sequence[Token]
    form: forms.Form
    fresh: str = ""


def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens; sent as a form, make or destroy one."""
    if not serving().team:
        raise Http404
    account, fresh = _account(request), ""
    form = TokenLabel(request.POST or None)
    if request.method == "POST":
        if request.POST.get("destroy", "").isdigit():
            Token.objects.filter(account=account, pk=int(request.POST["destroy"])).delete()
            return redirect("tokens")
        if form.is_valid():
            fresh = memberships.make_token(account, form.cleaned_data["label"])
    return show(
        request, "team/tokens.html", TokensPage(list(Token.objects.filter(account=account)), TokenLabel(), fresh)
    )


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Every account of this server."""

    accounts: Sequence[Account]


def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts; sent as a form, close one or open it again."""
    if request.method == "POST" and request.POST.get("account", "").isdigit():
        wanted = Account.objects.filter(pk=int(request.POST["account"])).exclude(pk=_account(request).pk).first()
        if wanted is None:
            raise Http404
        wanted.is_active = not wanted.is_active
        wanted.save(update_fields=["is_active"])
        return redirect("accounts")
    return show(request, "team/accounts.html", AccountsPage(list(Account.objects.order_by("username"))))
