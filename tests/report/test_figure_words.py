"""A figure in words allows what a fair reader would let pass, and nothing further off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import ClaimsError
from outspoken.report.figure_words import figure


@pytest.mark.parametrize(
    ("printed", "fits", "not_quite"),
    [
        ("58", [58], [57, 59]),
        ("17 countries", [17], [16, 18]),
        ("12,345", [12345], [12, 12344]),
        ("two dozen", [24], [12, 23]),
        ("58.6 %", [0.586, 0.5862], [0.587, 0.585]),
        ("half", [0.5, 0.517, 0.48], [0.53, 0.47]),
        ("two thirds", [0.65, 0.68], [0.6, 0.72]),
        ("almost 60 per cent", [0.586, 0.55], [0.6, 0.54, 0.61]),
        ("nearly a third", [0.293, 0.33], [0.34, 0.27]),
        ("nearly a quarter", [0.24, 0.2], [0.25, 0.293]),
        ("more than a third", [0.362, 0.43], [0.33, 0.45]),
        ("fewer than 20", [19, 15], [20, 14]),
        ("about 50", [45, 55], [44, 56]),
        ("at least 58", [58, 1000], [57]),
        ("at most three", [0, 3], [4]),
        ("the majority", [0.51, 1.0], [0.5, 0.2]),
        ("all", [1.0], [0.99]),
        ("practically all", [0.9, 0.99], [0.89, 1.0]),
        ("none", [0.0], [0.01]),
    ],
)
def test_a_figure_word_has_the_range_that_is_documented(
    printed: str, fits: list[float], not_quite: list[float]
) -> None:
    read = figure(printed)
    assert all(read.fits(value) for value in fits)
    assert not any(read.fits(value) for value in not_quite)
    assert not read.fits(None)


@given(st.integers(0, 10**9))
def test_a_whole_number_means_itself_alone(number: int) -> None:
    read = figure(str(number))
    assert read.exact
    assert read.fits(number)
    assert not read.fits(number + 1)


def test_a_claim_may_bring_its_own_tolerance() -> None:
    assert figure("58", 2).fits(60)
    assert not figure("58", 2).fits(61)
    assert figure("almost 60 per cent", 1).fits(0.61)


def test_what_is_no_figure_is_refused_with_what_would_be_one() -> None:
    with pytest.raises(ClaimsError, match="not a figure") as caught:
        figure("many")
    assert "almost 60 per cent" in caught.value.hint
