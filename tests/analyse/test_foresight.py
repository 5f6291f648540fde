"""What a judgement would make of the number of people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.analyse.foresight import foreseen
from outspoken.analyse.readers import crossed, people_foreseen
from outspoken.people import Verdict, judge
from outspoken.people.clusters import clusters, contradictions

PAIRS = st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda pair: pair[0] < pair[1])


@given(verdicts=st.dictionaries(PAIRS, st.sampled_from(Verdict), max_size=6), pair=PAIRS)
def test_the_bounds_are_those_of_every_way_the_unsure_may_turn_out(verdicts, pair):
    found = foreseen(range(1, 7), verdicts, pair)
    for verdict, estimate in found.items():
        given_so = {**verdicts, pair: verdict}
        if contradictions(clusters(range(1, 7), given_so), given_so):
            assert estimate is None
            continue
        assert (estimate.low, estimate.high) == ends(given_so)


def ends(verdicts):
    """Try every way by hand."""
    unsure = [pair for pair, verdict in verdicts.items() if verdict is Verdict.UNSURE]
    sizes = []
    for number in range(2 ** len(unsure)):
        tried = {pair: Verdict.SAME for place, pair in enumerate(unsure) if number >> place & 1}
        settled = {pair: verdict for pair, verdict in verdicts.items() if verdict is not Verdict.UNSURE} | tried
        groups = clusters(range(1, 7), settled)
        if not contradictions(groups, settled):
            sizes.append(len(groups))
    return min(sizes), max(sizes)


@pytest.mark.parametrize("verdict", Verdict)
def test_what_is_foreseen_comes_to_pass(study, amal, verdict):
    expected = people_foreseen(study, "1", "6", by=amal)[verdict]
    judge(study, "1", "6", verdict, by=amal)
    total = crossed(study, "sex", None, by=amal).total
    assert (expected.low, expected.value, expected.high) == (total.low, total.value, total.high)
