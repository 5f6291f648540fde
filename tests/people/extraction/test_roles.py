"""What somebody did in the group is told from their trade before it, after it, and from what others did."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.records import Source
from outspoken.people.extraction.roles import roles_of


@pytest.mark.parametrize(
    ("text", "language", "roles"),
    [
        ("He worked as a cook for ISIS.", "en", ["cook"]),
        ("They made him a guard at a school.", "en", ["guard"]),
        ("The former baker sells bread today.", "en", []),
        ("A former Taliban commander spoke.", "en", ["commander"]),
        ("He was a judge in the Islamic State's court.", "en", ["judge"]),
        ("His emir was killed by a fighter of ISIS.", "en", []),
        ("She was married to a fighter.", "en", ["wife"]),
        ("He drove an ambulance, then fought for ISIS.", "en", ["driver", "fighter"]),
        ("وعمل حارساً في سجن", "ar", ["guard"]),
        ("Il a servi comme gardien.", "fr", ["guard"]),
        ("Pria itu bekerja sebagai juru masak.", "id", ["cook"]),
        ("anything", "xx", []),
    ],
)
def test_roles(text: str, language: str, roles: list[str]) -> None:
    found = roles_of(Source("", text, language), [(0, len(text))])
    assert [one.value for one in found] == roles
    assert all(text[one.start : one.end] == one.quote for one in found)
