"""Judgements survive a round trip through CSV, whatever the reason says; what cannot be read is named with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import StudyError
from outspoken.people.exchange.records import Line
from outspoken.people.exchange.tables import from_csv, to_csv
from outspoken.people.records import Verdict

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("=+-@'\"\n,;"), max_size=30)
LINES = st.builds(
    Line, st.integers(1, 50), st.integers(51, 99), st.sampled_from(list(Verdict)), WORDS, WORDS, st.just("2026-01-02")
)


@given(st.lists(LINES, max_size=5))
def test_what_is_written_is_read_again(lines):
    found = from_csv(to_csv(lines))
    assert [(one.left, one.right, one.verdict, one.reason, one.actor, one.at) for one in found] == [
        (one.left, one.right, one.verdict, one.reason, one.actor, one.at) for one in lines
    ]


@given(LINES)
def test_no_cell_is_a_formula(line):
    cells = to_csv([line]).split("\n", 1)[1].replace('"', "").split(",")
    assert not [cell for cell in cells if cell[:1] in set("=+-@")] or "," in line.reason + line.actor


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("left,right\n1,2\n", "no column verdict"),
        ("left,right,verdict\n1,1,same\n", "Line 2 does not name two cases"),
        ("left,right,verdict\nx,2,same\n", "Line 2 does not name two cases"),
        ("left,right,verdict\n1,2,cousins\n", "which is no verdict"),
        ('left,right,verdict\n1,2,"same\n', "is no CSV"),
        ("", "no column left"),
    ],
)
def test_what_cannot_be_read_is_named(text, said):
    with pytest.raises(StudyError, match=said):
        from_csv(text)
