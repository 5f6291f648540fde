"""Groups hold what is likely, never what is forbidden, and do not chain two people together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.grouping import groups

SIZE = 8
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1, allow_nan=False),
)
APART = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=5)


@given(PAIRS, APART)
def test_what_must_be_apart_is_apart(chances: dict[tuple[int, int], float], apart: list[tuple[int, int]]) -> None:
    apart = [pair for pair in apart if pair[0] != pair[1]]
    found = groups(SIZE, list(chances), list(chances.values()), 0.5, apart)
    assert all(found[one] != found[other] for one, other in apart)
    assert all(found[group] == group for group in found)


@given(PAIRS, st.randoms())
def test_the_order_of_pairs_does_not_matter(chances: dict[tuple[int, int], float], chance: object) -> None:
    distinct = {pair: (place + 1) / (len(chances) + 1) for place, pair in enumerate(chances)}
    pairs = list(distinct)
    forward = groups(SIZE, pairs, [distinct[pair] for pair in pairs], 0.5)
    pairs.reverse()
    assert forward == groups(SIZE, pairs, [distinct[pair] for pair in pairs], 0.5)


def test_one_likely_pair_does_not_chain_two_people() -> None:
    pairs = [(0, 1), (2, 3), (1, 2), (0, 2), (0, 3), (1, 3)]
    assert groups(4, pairs, [0.99, 0.98, 0.95, 0.01, 0.02, 0.03], 0.8) == [0, 0, 2, 2]
