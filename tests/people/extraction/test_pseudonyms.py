"""A name that hides somebody is told from one that somebody is only called by."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.pseudonyms import is_announced, is_hidden
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "hidden", "announced"),
    [
        ("She asks to be called Yunus.", True, True),
        ("He gave his name only as Yunus.", True, True),
        ("Using the pseudonym Yunus, he wrote.", True, True),
        ("Yunus (name changed) left.", True, True),
        ("Yunus is not his real name.", True, True),
        ("Yunus, as he wants to be called, left.", True, True),
        ("A man named Yunus left.", False, True),
        ("They met Yunus.", False, False),
    ],
)
def test_names_that_hide(text: str, hidden: bool, announced: bool) -> None:
    start = text.index("Yunus")
    source, one = Source("", text, "en"), Mention("Yunus", start, start + 5)
    assert (is_hidden(source, one), is_announced(source, one)) == (hidden, announced)
