"""Memberships, invitations and tokens as the database of accounts keeps them."""

from __future__ import annotations

import pytest

from outspoken.errors import NotFound
from outspoken.study.actors import Role
from outspoken.web.accounts.memberships import accept, account_of, invite, make_token, members_of, roles_in
from outspoken.web.accounts.models import Invitation, Token
from tests.web.conftest import OTHER, OWN, Team


def test_no_token_is_kept_as_it_is(team: Team) -> None:
    amal = team.accounts["Amal"]
    invitation, token = invite(OWN, {Role.CODER}, amal), make_token(amal, "R")
    kept = [*Invitation.objects.values_list("digest", flat=True), *Token.objects.values_list("digest", flat=True)]
    assert invitation not in kept
    assert token not in kept
    assert account_of(token) == amal
    assert account_of("guess") is None


def test_an_invitation_adds_to_what_somebody_is(team: Team) -> None:
    dara, token = team.accounts["Dara"], invite(OWN, {Role.CODER}, team.accounts["Amal"])
    assert accept(token, dara) == OWN
    assert roles_in(dara, OWN) == {Role.CODER, Role.READER}
    assert roles_in(dara, OTHER) == set()
    with pytest.raises(NotFound):
        accept(token, dara)


def test_a_closed_account_takes_its_tokens_along(team: Team) -> None:
    bilal = team.accounts["Bilal"]
    token = make_token(bilal, "R")
    bilal.is_active = False
    bilal.save()
    assert account_of(token) is None
    assert [one.name for one in members_of(OTHER)] == ["Eve"]
