"""The group somebody left is told from others that are named; two as likely are none."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.groups import group_named, group_of, home_of, mentions
from outspoken.people.extraction.lexicon import table
from outspoken.people.extraction.records import Source
from outspoken.text.countries import is_code


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("He defected from al-Shabaab; ISIS had courted him.", "en", "al-Shabaab"),
        ("Con 19 años se escapó de las FARC.", "es", "FARC"),
        ("هربت من تنظيم الدولة قبل عام", "ar", "IS"),
        ("IŞİD'den kaçtı ve döndü.", "tr", "IS"),
        ("Il a quitté l'État islamique.", "fr", "IS"),
        ("The neo-Nazi scene made him; he quit Combat 18.", "en", "Combat 18"),
        ("Hamas and Hezbollah were in the news.", "en", None),
        ("He is a baker and eats cake.", "en", None),
    ],
)
def test_the_group(text: str, language: str, group: str | None) -> None:
    found = group_of(Source("", text, language))
    assert (found and found.value) == group
    if found:
        assert text[found.start : found.end] == found.quote


def test_a_group_in_the_title_says_so() -> None:
    found = group_of(Source("A Taliban deserter speaks", "He fled last year.", "en"))
    assert found is not None
    assert (found.value, found.in_title) == ("Taliban", True)


def test_short_names_are_read_as_printed() -> None:
    assert mentions("This is it. She let go.") == ()
    assert mentions("WHO IS HE? THE MAN WHO FLED") == ()


def test_every_home_is_a_country_and_every_group_knows_its_names() -> None:
    for group, entry in table("groups").items():
        assert all(group_named(name) for name in entry["names"]), group
        assert home_of(group) is None or is_code(home_of(group) or "")
