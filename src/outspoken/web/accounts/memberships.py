"""Who is what in which study, as it stands at this moment, and how that changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from outspoken.errors import Conflict, NotFound
from outspoken.study.actors import Role
from outspoken.web.accounts.models import Account, Invitation, Membership, Token

_DAYS_OPEN = 7
GIVEN = tuple(role for role in Role if role is not Role.ADMIN)
"""The roles somebody can have in a study; administering accounts is none of them."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a study."""

    account: int
    name: str
    roles: tuple[str, ...]


def roles_in(account: Account, study: str) -> set[Role]:
    """Return the roles of an account in a study; none if it is no member."""
    found = Membership.objects.filter(account=account, study=study).values_list("roles", flat=True).first()
    return _read(found or "")


def studies_of(account: Account) -> list[str]:
    """Name the studies that somebody is a member of."""
    return sorted(Membership.objects.filter(account=account).values_list("study", flat=True))


def members_of(study: str) -> list[Member]:
    """List the members of a study by name."""
    found = Membership.objects.filter(study=study).select_related("account").order_by("account__username")
    return [Member(one.account_id, one.account.username, tuple(sorted(_read(one.roles)))) for one in found]


def admit(account: Account, study: str, roles: Iterable[Role]) -> None:
    """Make somebody a member, or change their roles."""
    Membership.objects.update_or_create(account=account, study=study, defaults={"roles": _written(roles)})


def change_roles(study: str, account: int, roles: Iterable[Role]) -> None:
    """Give a member other roles, or none, which removes them; a study keeps an owner.

    Raises:
        NotFound: if there is no such member.
        Conflict: if the study would be left without an owner.
    """
    wanted = frozenset(roles)
    with transaction.atomic():
        own = list(Membership.objects.select_for_update().filter(study=study))
        found = next((one for one in own if one.account_id == account), None)
        if found is None:
            raise NotFound("There is no such member in this study.")
        others = [one for one in own if one is not found]
        if Role.OWNER not in wanted and not any(Role.OWNER in _read(one.roles) for one in others):
            raise Conflict("A study cannot be without an owner.", "Make somebody else an owner first.")
        if wanted:
            found.roles = _written(wanted)
            found.save()
        else:
            found.delete()


def invite(study: str, roles: Iterable[Role], by: Account) -> str:
    """Make an invitation and return its token, which is shown once and kept nowhere."""
    token = token_urlsafe(32)
    Invitation.objects.create(
        digest=_digest(token),
        study=study,
        roles=_written(roles),
        made_by=by,
        expires=timezone.now() + timedelta(days=_DAYS_OPEN),
    )
    return token


def invitation(token: str) -> Invitation:
    """Return an invitation that is still open.

    Raises:
        NotFound: if there is none, or it was used, or is too old.
    """
    found = Invitation.objects.filter(
        digest=_digest(token), used_at__isnull=True, expires__gt=timezone.now(), made_by__is_active=True
    ).first()
    if found is None:
        raise NotFound("This invitation was used, is too old, or never was.", "Ask for a new one.")
    return found


def accept(token: str, account: Account) -> str:
    """Use an invitation up; return the study it leads to.

    Raises:
        NotFound: as for `invitation`.
    """
    with transaction.atomic():
        found = invitation(token)
        # Safety: of two who use one link at the same moment, one is let in.
        used = Invitation.objects.filter(pk=found.pk, used_at__isnull=True).update(used_at=timezone.now())
        if not used:
            raise NotFound("This invitation was used, is too old, or never was.", "Ask for a new one.")
        admit(account, found.study, _read(found.roles) | roles_in(account, found.study))
    return found.study


def make_token(account: Account, label: str) -> str:
    """Make a token for the API and return it; only its hash is kept."""
    token = token_urlsafe(32)
    Token.objects.create(digest=_digest(token), account=account, label=label)
    return token


def account_of(token: str) -> Account | None:
    """Return whose token this is, if anybody's who may still sign in."""
    found = Token.objects.filter(digest=_digest(token), account__is_active=True).select_related("account").first()
    return found.account if found is not None else None


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _read(roles: str) -> set[Role]:
    return {Role(name) for name in roles.split(",") if name in set(Role)} - {Role.ADMIN}


def _written(roles: Iterable[Role]) -> str:
    return ",".join(sorted(set(roles) - {Role.ADMIN}))
