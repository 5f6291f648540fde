from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.analyse.counts import APPROXIMATE, caveat
from outspoken.analyse.records import Choice
from outspoken.analyse.worlds import MOST_WORLDS, Alternative, knots_of, partitions, possible_worlds
from outspoken.people import Verdict, judge

PAIRS = st.sets(st.sampled_from(list(combinations(range(1, 6), 2))), max_size=5)


@given(PAIRS)
def test_knots_hold_together_what_links_connect_and_nothing_else(links):
    knots = knots_of(range(1, 6), links)
    assert sorted(person for knot in knots for person in knot) == [1, 2, 3, 4, 5]
    home = {person: knot for knot in knots for person in knot}
    assert all(home[left] == home[right] for left, right in links)
    for knot in knots:
        reached, waiting = {knot[0]}, [knot[0]]
        while waiting:
            one = waiting.pop()
            near = {other for link in links if one in link for other in link} - reached
            reached |= near
            waiting.extend(near)
        assert reached == set(knot)


@given(PAIRS, PAIRS)
def test_every_way_to_be_one_person_is_listed_once_and_none_that_is_forbidden(links, apart):
    apart -= links
    ways, complete = partitions(range(1, 6), sorted(links), apart)
    assert complete
    assert len(set(ways)) == len(ways)
    assert ways[0] == tuple(frozenset({person}) for person in range(1, 6))
    expected = set()
    for size in range(len(links) + 1):
        for chosen in combinations(sorted(links), size):
            way = frozenset(map(frozenset, knots_of(range(1, 6), chosen)))
            if not any(set(pair) <= block for pair in apart for block in way):
                expected.add(way)
    assert {frozenset(way) for way in ways} == expected


def test_too_many_links_are_not_all_tried_and_that_is_said():
    links = list(combinations(range(1, 8), 2))
    ways, complete = partitions(range(1, 8), links, [])
    assert not complete
    assert ways[0] == tuple(frozenset({person}) for person in range(1, 8))
    assert (frozenset(range(1, 8)),) in ways


def values(number, *, headline=1):
    return [Alternative(value, Choice("a doubt", str(value), headline=value < headline)) for value in range(number)]


def test_the_first_world_is_one_that_the_headline_takes():
    worlds, complete = possible_worlds((1, 2), [(1, 2)], [], lambda block: [values(3)])
    assert complete
    assert worlds[0].world.headline
    assert len(worlds) == 9 + 3
    assert sum(one.world.headline for one in worlds) == 1


def test_too_many_worlds_are_cut_short_and_every_value_still_occurs():
    worlds, complete = possible_worlds((1,), [], [], lambda block: [values(9, headline=9) for _ in range(5)])
    assert not complete
    assert len(worlds) <= MOST_WORLDS
    for column in range(5):
        assert {one.rows[0][1][column] for one in worlds} == set(range(9))


def test_a_count_says_when_its_bounds_are_approximate(icsr, amal):
    from outspoken.analyse.readers import crossed

    numbers = range(1, 9)
    for left, right in combinations(numbers, 2):
        judge(icsr, str(left), str(right), Verdict.UNSURE, by=amal)
    found = crossed(icsr, "sex", "year", by=amal)
    assert APPROXIMATE in found.total.caveat
    assert (found.total.value, found.total.low) == (58, 50)
    for cells in found.cells:
        assert all(cell.value >= 0 for cell in cells)
    assert callable(caveat)
