from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.clusters import clusters, component, contradictions, in_force
from outspoken.people.records import Judgement, Verdict

SIZE = 6
PAIRS = list(combinations(range(1, SIZE + 1), 2))
VERDICTS = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(list(Verdict)), max_size=8)


def judged(steps):
    """Judgements in the order in which they were made, some undone."""
    return [
        Judgement(number, *pair, verdict, "", "Amal", "", undone_at="now" if undone else "")
        for number, (pair, verdict, undone) in enumerate(steps, 1)
    ]


STEPS = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(list(Verdict)), st.booleans()), max_size=8)


@given(STEPS)
def test_the_latest_judgement_on_a_pair_that_was_not_undone_counts(steps):
    expected = {pair: verdict for pair, verdict, undone in steps if not undone}
    assert {pair: one.verdict for pair, one in in_force(judged(steps)).items()} == expected


@given(STEPS, st.randoms())
def test_in_which_order_judgements_are_read_does_not_matter(steps, random):
    made = judged(steps)
    shuffled = random.sample(made, len(made))
    assert in_force(shuffled) == in_force(made)


@given(VERDICTS, st.randoms())
def test_the_order_of_judgements_on_different_pairs_does_not_matter(verdicts, random):
    items = list(verdicts.items())
    random.shuffle(items)
    assert clusters(range(1, SIZE + 1), dict(items)) == clusters(range(1, SIZE + 1), verdicts)


@given(VERDICTS)
def test_same_is_transitive_and_nothing_else_joins(verdicts):
    groups = clusters(range(1, SIZE + 1), verdicts)
    assert sorted(one for group in groups for one in group) == list(range(1, SIZE + 1))
    home = {one: group for group in groups for one in group}
    same = [pair for pair, verdict in verdicts.items() if verdict is Verdict.SAME]
    for left, right in same:
        assert home[left] is home[right]
    for one in range(1, SIZE + 1):
        reached, waiting = {one}, [one]
        while waiting:
            here = waiting.pop()
            near = {other for pair in same if here in pair for other in pair} - reached
            reached |= near
            waiting.extend(near)
        assert home[one] == reached


@given(VERDICTS)
def test_a_contradiction_is_a_pair_judged_different_within_one_person(verdicts):
    groups = clusters(range(1, SIZE + 1), verdicts)
    home = {one: group for group in groups for one in group}
    expected = [
        pair for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT and home[pair[0]] == home[pair[1]]
    ]
    assert contradictions(groups, verdicts) == sorted(expected)


@given(VERDICTS, st.sets(st.integers(1, SIZE), min_size=1))
def test_judgements_elsewhere_do_not_matter_to_a_component(verdicts, start):
    around = component(start, verdicts)
    assert start <= around
    for pair in verdicts:
        assert set(pair) <= around or around.isdisjoint(pair)
    inside = {pair: verdict for pair, verdict in verdicts.items() if set(pair) <= around}
    everything = {group for group in clusters(range(1, SIZE + 1), verdicts) if group <= around}
    assert set(clusters(around, inside)) == everything
