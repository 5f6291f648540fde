from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive.copies.clusters import Published, contradiction, earliest, grouped, in_force, settled
from outspoken.archive.copies.records import CopyJudgement, CopyVerdict

COPY, NOT, UNSURE = CopyVerdict.COPY, CopyVerdict.NOT_A_COPY, CopyVerdict.UNSURE


def day(first, last=0):
    return Published(date(2014, 12, first), date(2014, 12, last or first))


@pytest.mark.parametrize(
    ("published", "first", "sure"),
    [
        ({1: day(28), 2: day(26), 3: day(30)}, 2, True),
        ({1: day(26), 2: day(26), 3: day(30)}, 1, False),
        ({2: day(26), 3: day(30)}, 2, False),
        ({1: day(1, 31), 2: day(26), 3: day(30)}, 1, False),
        ({}, 1, False),
    ],
)
def test_the_earliest_is_the_original_and_where_the_dates_do_not_say_it_is_not_sure(published, first, sure):
    assert earliest([1, 2, 3], published) == (first, sure)


def judged(*rows):
    return in_force(CopyJudgement(number, *row, "", "Amal", "") for number, row in enumerate(rows, 1))


def test_a_copy_of_a_copy_is_a_copy_of_its_original():
    force = judged((3, 2, COPY), (2, 1, COPY), (5, 4, UNSURE), (6, 4, NOT))
    assert settled(force) == {3: 1, 2: 1}
    assert contradiction(force) is None


def test_the_latest_judgement_on_a_pair_counts_whichever_way_round():
    assert settled(judged((1, 2, COPY), (2, 1, COPY))) == {2: 1}
    assert settled(judged((1, 2, COPY), (2, 1, NOT))) == {}


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([(2, 1, COPY), (2, 3, COPY)], "another original"),
        ([(1, 2, COPY), (2, 3, COPY), (3, 1, COPY)], "a circle"),
        ([(2, 1, COPY), (3, 1, COPY), (2, 3, NOT)], "judged not a copy"),
    ],
)
def test_what_cannot_be_is_named(rows, what):
    assert contradiction(judged(*rows)).what == what


ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 6), st.sampled_from(list(CopyVerdict))).filter(
        lambda row: row[0] != row[1]
    ),
    max_size=8,
)


@given(ROWS)
def test_unless_it_contradicts_itself_no_original_is_a_copy(rows):
    force = judged(*rows)
    if contradiction(force) is None:
        originals = settled(force)
        assert not set(originals.values()) & set(originals)
        assert set(originals) == {one.copy for one in force.values() if one.verdict is COPY}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=12))
def test_groups_hold_everything_once(pairs):
    groups = grouped(pairs)
    members = [one for group in groups for one in group]
    assert sorted(members) == sorted({one for pair in pairs for one in pair})
    assert all(any(one in group and other in group for group in groups) for one, other in pairs)
