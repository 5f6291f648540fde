"""Long lists are cut into leaves."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from outspoken.web.paging import leaf


@pytest.mark.parametrize(
    ("asked", "number"), [("2", 2), ("0", 1), ("99", 3), ("x", 1), ("²", 1), ("9" * 5000, 1), ("-1", 1)]
)
def test_the_nearest_leaf(asked: str, number: int) -> None:
    found = leaf(range(120), QueryDict(f"leaf={asked}&sort=a"))
    assert (found.number, found.of, found.total) == (number, 3, 120)
    assert found.items == range(120)[(number - 1) * 50 : number * 50]


def test_what_else_was_asked_is_kept() -> None:
    found = leaf(range(120), QueryDict("leaf=2&q=a%26b"))
    assert (found.before, found.after) == ("?q=a%26b&leaf=1", "?q=a%26b&leaf=3")


def test_an_empty_list_has_one_leaf() -> None:
    found = leaf([], QueryDict())
    assert (found.of, found.before, found.after) == (1, "", "")
