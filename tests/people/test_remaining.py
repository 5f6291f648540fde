"""How many people are counted twice: held against every world of small studies, and against simulated large ones."""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outspoken.people.clusters import clusters
from outspoken.people.records import Verdict
from outspoken.people.remaining import _NEVER as NEVER
from outspoken.people.remaining import _SHIFTS as SHIFTS
from outspoken.people.remaining import (
    CAVEAT,
    LARGEST,
    SPREAD,
    Checked,
    Open,
    lowered,
    poisson_binomial,
    remaining,
    shift_weights,
    shifted,
)
from outspoken.people.remaining import _of_knot as of_knot

PEOPLE = range(4)
CHANCES = st.dictionaries(st.sampled_from(list(combinations(PEOPLE, 2))), st.floats(0.05, 0.95), min_size=1)


def by_hand(chances, apart):
    """Every world: each pair one person or not, closed under transitivity; how many fewer people, and how likely."""
    found = np.zeros(len(PEOPLE))
    pairs = list(combinations(PEOPLE, 2))
    for chosen in product((False, True), repeat=len(pairs)):
        same = {pair for pair, yes in zip(pairs, chosen, strict=True) if yes}
        groups = clusters(PEOPLE, dict.fromkeys(same, Verdict.SAME))
        if any(pair not in same for group in groups for pair in combinations(sorted(group), 2)) or same & apart:
            continue
        likely = prod(
            (chances[pair] if pair in same else 1 - chances[pair])
            if pair in chances
            else (NEVER if pair in same else 1)
            for pair in pairs
        )
        found[len(PEOPLE) - len(groups)] += likely
    return found / found.sum()


@given(chances=CHANCES, apart=st.sets(st.sampled_from(list(combinations(PEOPLE, 2))), max_size=2))
@settings(max_examples=40)
def test_people_that_hang_together_are_taken_world_by_world(chances, apart):
    pairs = [Open(*pair, chance) for pair, chance in chances.items()]
    found = of_knot(list(PEOPLE), pairs, {frozenset(pair) for pair in apart})
    middle = found[len(SHIFTS) // 2]
    assert middle == pytest.approx(by_hand(chances, apart), abs=1e-9)


@given(st.lists(st.floats(0, 1), max_size=8))
@settings(max_examples=40)
def test_independent_pairs_add_up(chances):
    found = poisson_binomial(np.array(chances))
    by_counting = np.zeros(len(chances) + 1)
    for world in product((0, 1), repeat=len(chances)):
        by_counting[sum(world)] += prod(
            chance if yes else 1 - chance for chance, yes in zip(chances, world, strict=True)
        )
    assert np.pad(found, (0, len(by_counting) - len(found))) == pytest.approx(by_counting, abs=1e-9)


def test_equal_chances_are_a_binomial_distribution():
    binomial = [comb(10, hits) * 0.3**hits * 0.7 ** (10 - hits) for hits in range(11)]
    assert poisson_binomial(np.full(10, 0.3)) == pytest.approx(binomial)


def test_what_people_said_of_pairs_narrows_what_is_left():
    pairs = [Open(2 * place, 2 * place + 1, 0.2) for place in range(10)]
    nobody = remaining(pairs, [], [], 60)
    all_different = remaining(pairs, [], [Checked(0.3, same=False)] * 30, 60)
    all_same = remaining(pairs, [], [Checked(0.3, same=True)] * 30, 60)
    assert all_different.people.value < nobody.people.value < all_same.people.value
    assert all_different.people.high < nobody.people.high
    assert nobody.people.caveat == CAVEAT
    assert nobody.people.n == 10


def test_nothing_left_is_a_reason_to_stop():
    done = remaining([], [], [], 58)
    assert (done.people.value, done.people.low, done.people.high, done.stop) == (0, 0, 0, True)
    assert "you may stop" in done.advice
    likely = remaining([Open(1, 2, 0.9), Open(3, 4, 0.9), Open(5, 6, 0.9)], [], [], 58)
    assert not likely.stop
    assert "go on" in likely.advice


def test_a_forbidden_pair_is_in_no_world():
    alone = remaining([Open(1, 2, 0.6)], [], [], 10)
    forbidden = remaining([Open(1, 2, 0.6), Open(2, 3, 0.6)], [(1, 3)], [], 10)
    assert forbidden.people.high == alone.people.high == 1


def test_many_unlikely_pairs_do_not_add_up_to_more_than_was_assumed():
    chances = np.full(5_000, 0.02)
    lower = lowered(chances, 10.0)
    assert shifted(chances, lower).sum() == pytest.approx(10.0)
    assert lowered(np.array([0.1]), 10.0) == 0


def test_a_large_group_is_cut_where_it_is_weakest_and_the_caveat_says_so():
    ring = [Open(place, place + 1, 0.5 if place % 5 else 0.1) for place in range(3 * LARGEST)]
    found = remaining(ring, [], [], 500)
    assert "too large" in found.people.caveat


def test_the_interval_holds_what_is_left_of_simulated_studies():
    """People judge the likeliest twenty pairs of eighty people; chances are off by an amount that nobody knows."""
    chance = np.random.default_rng(3)
    held = 0
    for _ in range(20):
        base = chance.beta(0.3, 8, size=200)
        pairs = [tuple(sorted(map(int, chance.choice(80, 2, replace=False)))) for _ in base]
        off = lowered(base, 8.0) + SPREAD * chance.normal()
        true = chance.random(200) < shifted(base, off)
        order = np.argsort(-base)
        known = {pairs[place]: Verdict.SAME for place in order[:20] if true[place]}
        home = {one: min(group) for group in clusters(range(80), known) for one in group}
        checked = [Checked(float(base[place]), same=bool(true[place])) for place in order[:20]]
        apart = {tuple(sorted(home[one] for one in pairs[place])) for place in order[:20] if not true[place]}
        best = {}
        for place in order[20:]:
            pair = tuple(sorted(home[one] for one in pairs[place]))
            if pair[0] != pair[1] and pair not in apart:
                best[pair] = max(best.get(pair, 0.0), float(base[place]))
        everything = {pairs[place]: Verdict.SAME for place in range(200) if true[place]}
        left = len(set(home.values())) - len(clusters(range(80), everything))
        found = remaining([Open(*pair, one) for pair, one in best.items()], apart, checked, 80).people
        held += found.low <= left <= found.high
    assert held >= 17


def test_one_odd_judgement_does_not_shift_everything():
    pairs = [Open(2 * place, 2 * place + 1, 0.05) for place in range(40)]
    usual = [Checked(0.1, same=False)] * 30
    before, after = (remaining(pairs, [], one, 100).people for one in (usual, [*usual, Checked(0.001, same=True)]))
    assert after.high <= before.high + 2


def test_no_more_are_counted_twice_than_there_are():
    everybody = [Open(one, other, 0.015) for one, other in combinations(range(30), 2)]
    assert remaining(everybody, [], [Checked(0.01, same=True)] * 20, 30).people.high <= 29


def test_weights_of_shifts_sum_up_to_one():
    assert shift_weights([]).sum() == pytest.approx(1)
    assert shift_weights([Checked(0.5, same=True)] * 50).argmax() > len(SHIFTS) // 2
