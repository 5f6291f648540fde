"""A number never travels alone; intervals are those of the literature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.estimates import Estimate, clopper_pearson, shown, wilson


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (Estimate(58, 57, 58, 58, "persons"), "58 (57 to 58)"),
        (Estimate(7, 7, 7, 58, "persons"), "7"),
        (Estimate(None, None, None, 0, "persons"), "cannot tell"),
        (Estimate(0.5862, 0.5, 0.6, 58, "persons"), "0.586 (0.500 to 0.600)"),
    ],
)
def test_it_says_its_bounds_unless_it_is_sure(estimate: Estimate, said: str) -> None:
    assert str(estimate) == said


def test_nothing_is_shown_as_a_dash() -> None:
    assert (shown(None), shown(58.0), shown(0.25)) == ("–", "58", "0.250")


NEWCOMBE = [
    # successes, n, score interval, exact interval: Newcombe (1998), table I, methods 3 and 5,
    # doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("successes", "n", "score", "exact"), NEWCOMBE)
def test_intervals_reproduce_the_printed_ones(
    successes: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert wilson(successes, n) == pytest.approx(score, abs=5e-5)
    assert clopper_pearson(successes, n) == pytest.approx(exact, abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_mirrors(pair: tuple[int, int]) -> None:
    successes, n = pair
    for interval in (wilson, clopper_pearson):
        low, high = interval(successes, n)
        assert 0 <= low <= successes / n + 1e-12
        assert successes / n - 1e-12 <= high <= 1
        assert interval(n - successes, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_exact_interval_is_never_narrower_with_more_confidence(pair: tuple[int, int]) -> None:
    for interval in (wilson, clopper_pearson):
        narrow, wide = interval(*pair, 0.8), interval(*pair, 0.99)
        assert wide[0] <= narrow[0] + 1e-12
        assert narrow[1] <= wide[1] + 1e-12


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(successes: int, n: int) -> None:
    for interval in (wilson, clopper_pearson):
        with pytest.raises(ValueError, match="not a share"):
            interval(successes, n)
