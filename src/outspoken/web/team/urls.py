"""The addresses of a team; signing in and the second factor are allauth's views behind our doorway."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp

from outspoken.web.access import Rule, Scope, admin, inside, public, route, writing
from outspoken.web.team import views

_BOTH = ("GET", "HEAD", "POST")
_PUBLIC, _INSIDE = public(*_BOTH), inside(*_BOTH)

urlpatterns = [
    route("set-up/<slug:token>/", views.set_up, "set-up", _PUBLIC),
    route("invited/<str:token>/", views.invited, "invited", _PUBLIC),
    route("account/login/", account.login, "account_login", _PUBLIC),
    route("account/logout/", account.logout, "account_logout", Rule(Scope.INSIDE, methods=_BOTH)),
    route("account/password/", account.password_change, "account_change_password", _INSIDE),
    route("account/again/", account.reauthenticate, "account_reauthenticate", _INSIDE),
    route("account/factor/", mfa.index, "mfa_index", _INSIDE),
    route("account/factor/sign-in/", mfa.authenticate, "mfa_authenticate", _PUBLIC),
    route("account/factor/again/", mfa.reauthenticate, "mfa_reauthenticate", _INSIDE),
    route("account/factor/activate/", totp.activate_totp, "mfa_activate_totp", _INSIDE),
    route("account/factor/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp", _INSIDE),
    route("account/factor/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", _INSIDE),
    route("account/factor/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes", _INSIDE),
    route("account/factor/codes/file/", codes.download_recovery_codes, "mfa_download_recovery_codes", inside()),
    route("account/tokens/", views.tokens, "tokens", _INSIDE),
    route("accounts/", views.accounts, "accounts", admin(*_BOTH)),
    route("s/<slug:slug>/members/", views.members, "members", writing("study.admit", reading="study.admit")),
    route(
        "s/<slug:slug>/members/<int:account>/", views.member, "member", writing("study.admit", reading="study.admit")
    ),
]
