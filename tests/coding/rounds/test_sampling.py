from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.rounds.sampling import at_random, mixed, shared_out, within_strata

NUMBERS = st.lists(st.integers(1, 500), unique=True, min_size=1, max_size=60)


@given(NUMBERS, st.integers(1, 60), st.integers(0, 9))
def test_a_random_draw_has_its_size_and_one_chance(numbers, size, seed):
    found = at_random(numbers, size, seed)
    assert len(found) == min(size, len(numbers))
    assert set(found.values()) == {len(found) / len(numbers)}
    assert found == at_random(numbers[::-1], size, seed)


@given(st.dictionaries(st.integers(1, 500), st.sampled_from("abc"), min_size=3, max_size=60), st.integers(3, 60))
def test_strata_keep_their_share_and_none_is_lost(strata, size):
    found = within_strata(strata, size, 1)
    drawn, there = Counter(strata[one] for one in found), Counter(strata.values())
    assert set(drawn) == set(there)
    assert len(found) >= min(size, len(strata))
    assert all(abs(chance - drawn[strata[one]] / there[strata[one]]) < 1e-12 for one, chance in found.items())


def test_the_chances_of_many_draws_are_those_that_are_kept():
    strata = dict.fromkeys(range(20), "a") | dict.fromkeys(range(20, 30), "b")
    counts = Counter(one for seed in range(3000) for one in within_strata(strata, 9, seed * 7))
    assert all(abs(counts[one] / 3000 - 0.3) < 0.04 for one in strata)


def test_what_the_machine_is_least_sure_of_is_added_as_picked():
    found = mixed({1: 0.5, 2: 0.01, 3: 0.99, 4: 0.45, 5: 0.02, 6: 0.98}, 4, 3)
    sampled = [one for one, chance in found.items() if chance]
    assert len(sampled) == 2
    assert {one for one, chance in found.items() if chance is None} <= {1, 4, 2, 3, 5, 6} - set(sampled)
    assert {1, 4} <= set(found)


@given(NUMBERS, st.integers(1, 5), st.integers(1, 3))
def test_work_is_shared_evenly_and_nobody_codes_twice(numbers, people, each):
    coders = [f"coder {number}" for number in range(people)]
    found = shared_out(numbers, coders, each, 0)
    assert all(count == min(each, people) for count in Counter(number for number, _, _ in found).values())
    assert len({(number, coder) for number, coder, _ in found}) == len(found)
    loads = Counter(coder for _, coder, _ in found)
    assert max(loads.values()) - min(loads.get(coder, 0) for coder in coders) <= max(2, each)
