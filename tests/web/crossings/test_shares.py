"""Shares hold however doubts turn out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.estimates import Estimate
from outspoken.web.crossings.shares import in_per_cent, share

ORDERED = st.lists(st.integers(0, 50), min_size=3, max_size=3).map(sorted)


@given(part=ORDERED, rest=ORDERED)
def test_the_bounds_hold_every_share_there_may_be(part: list[int], rest: list[int]) -> None:
    whole = [one + other for one, other in zip(part, rest, strict=True)]
    found = share(
        Estimate(part[1], part[0], part[2], 1, "persons"), Estimate(whole[1], whole[0], whole[2], 1, "persons")
    )
    for one in part:
        for other in rest:
            if one + other and found.low is not None and found.high is not None:
                assert found.low - 1e-9 <= one / (one + other) <= found.high + 1e-9


def test_a_share_of_nothing_is_not_told() -> None:
    none = Estimate(0, 0, 0, 0, "persons")
    assert in_per_cent(share(none, none)) == "–"
