"""The person of a story outweighs reporters, commanders and relatives; where none does, no name is suggested."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.ages import ages_in
from outspoken.people.extraction.mentions import mentions
from outspoken.people.extraction.names import focused, named
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Selim Hale, 22, fled from ISIS. The reporter Nora Quist met him.", ["Selim Hale"]),
        ("Commander Tamo Reed led the attack, said the defector Selim Hale.", ["Selim Hale"]),
        ("A fighter who calls himself Yunus left in May.", ["Yunus"]),
        ("Nora Quist, reporting from the border, met a man who had fled.", []),
        ("Idris and Yunus, both 30, fled together and regret it.", ["Idris", "Yunus"]),
        ("Her husband Selim stayed.", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    source = Source("", text, "en")
    found = named(source, focused(source, mentions(source)), ages_in(text, "en"))
    assert sorted(one.name for one in found) == sorted(names)


def test_a_name_that_is_not_the_true_one_says_so() -> None:
    source = Source("", "Yunus (not his real name) left the group and fled.", "en")
    (found,) = named(source, focused(source, mentions(source)), [])
    assert found.pseudonym
