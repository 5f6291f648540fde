import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.estimates import Estimate, clopper_pearson, shown, wilson

# Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E,
# table I: 95 % intervals by the score method (3) and by the exact method (5).
PUBLISHED = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("successes", "n", "score", "exact"), PUBLISHED)
def test_intervals_are_those_that_were_published(successes, n, score, exact):
    assert tuple(round(end, 4) for end in wilson(successes, n)) == score
    assert tuple(round(end, 4) for end in clopper_pearson(successes, n)) == exact


COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.sampled_from([wilson, clopper_pearson]))
def test_an_interval_holds_the_share_and_mirrors_its_opposite(counts, interval):
    successes, n = counts
    low, high = interval(successes, n)
    assert 0 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1
    mirrored = interval(n - successes, n)
    assert mirrored == pytest.approx((1 - high, 1 - low))


@given(COUNTS)
def test_the_exact_interval_is_the_wider_where_nothing_or_all_was_found(counts):
    _, n = counts
    assert clopper_pearson(0, n)[1] >= wilson(0, n)[1] - 0.02
    assert clopper_pearson(n, n) == pytest.approx((0.025 ** (1 / n), 1.0))


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (-1, 5), (6, 5), (0, -1)])
@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_what_is_no_share_has_no_interval(interval, successes, n):
    with pytest.raises(ValueError, match="not a share"):
        interval(successes, n)


def test_a_number_says_how_sure_it_is():
    assert str(Estimate(58, 58, 58, 58, "persons")) == "58"
    assert str(Estimate(58, 57, 58, 58, "persons")) == "58 (57 to 58)"
    assert str(Estimate(0.586206, 0.5, 0.6, 58, "persons")) == "0.586 (0.500 to 0.600)"
    assert str(Estimate(None, None, None, 0, "persons")) == "cannot tell"
    assert Estimate(58, 58, 58, 58, "persons").sure
    assert not Estimate(58, 57, 58, 58, "persons").sure
    assert shown(None) == "–"
