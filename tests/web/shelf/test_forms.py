"""The form of a new study asks for a short name only where there is a shelf."""

from __future__ import annotations

from outspoken.web.shelf.forms import NewStudy


def test_a_short_name_is_for_teams() -> None:
    assert NewStudy({"title": "A"}, team=False).is_valid()
    assert not NewStudy({"title": "A"}, team=True).is_valid()
    assert not NewStudy({"title": "A", "slug": "../x"}, team=True).is_valid()
