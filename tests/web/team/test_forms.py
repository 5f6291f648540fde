"""The forms of a team offer every role of a study, and never that of who administers."""

from __future__ import annotations

from outspoken.study.actors import Role
from outspoken.web.team.forms import ROLE_NAMES, Roles


def test_every_role_has_its_line() -> None:
    assert set(ROLE_NAMES) == set(Role) - {Role.ADMIN}
    assert not Roles({"roles": ["admin"]}).is_valid()
    form = Roles({"roles": ["coder", "reader"]})
    assert form.is_valid()
    assert form.chosen() == {Role.CODER, Role.READER}
