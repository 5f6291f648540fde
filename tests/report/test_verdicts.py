"""A number holds if it is true in every world that open doubts allow, and fails if in none."""

from __future__ import annotations

import pytest

from outspoken.report.figure_words import figure
from outspoken.report.verdicts import passes


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("2015-01", 16465.0, True),
        ("2015-02", 16465.0, False),
        ("2015", 16465.0, True),
        ("2015-01-30", 16465.0, True),
        ("2015-01", None, False),
    ],
)
def test_a_date_passes_inside_the_printed_period(test: str, value: float | None, expected: bool) -> None:
    assert passes(test, value) is expected


def test_a_number_passes_where_its_figure_allows() -> None:
    assert passes(figure("at least 58"), 58)
    assert not passes(figure("at least 58"), 57)
    assert not passes(figure("58"), None)
