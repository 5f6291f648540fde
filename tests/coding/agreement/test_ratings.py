"""Codings are laid out so that nobody's answer moves to another story, coder or code."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.agreement.ratings import Given, Ratings, pairs_of, ratings_of, sets_of
from outspoken.coding.records import Answer

YES, NO, CANNOT_TELL = Answer.YES, Answer.NO, Answer.CANNOT_TELL
MADE = [
    Given("S1", "Amal", "L1", YES),
    Given("S1", "Bilal", "L1", NO),
    Given("S2", "Bilal", "L1", CANNOT_TELL),
    Given("S1", "Amal", "L2", YES),
    Given("S1", "Bilal", "L2", YES),
    Given("S3", "Chloe", "L2", NO),
]


def read_back(ratings: Ratings) -> list[list[object]]:
    return [[None if cell < 0 else ratings.values[cell] for cell in row] for row in ratings.numbers]


@given(
    st.integers(0, 4).flatmap(
        lambda width: st.lists(st.lists(st.none() | st.sampled_from("abc"), min_size=width, max_size=width), max_size=6)
    )
)
def test_what_is_laid_out_can_be_read_back(rows: list[list[str | None]]) -> None:
    ratings = Ratings.of(rows)
    assert read_back(ratings) == rows
    assert list(ratings.values) == sorted(ratings.values)
    assert ratings.given.tolist() == [sum(cell is not None for cell in row) for row in rows]
    assert ratings.compared == sum(sum(cell is not None for cell in row) >= 2 for row in rows)


def test_numbers_keep_their_order_and_unlike_values_have_one_too() -> None:
    assert Ratings.of([[10, 9], [None, 2]]).values == (2, 9, 10)
    assert Ratings.of([[10, "9"], [None, "a"]]).values == (10, "9", "a")


def test_values_nobody_gave_are_counted_as_none() -> None:
    ratings = Ratings.of([["no", "no"]], ["yes", "no"])
    assert ratings.values == ("yes", "no")
    assert ratings.counts.tolist() == [[0, 2]]


def test_one_codes_answers_have_a_row_for_each_story_and_a_column_for_each_coder() -> None:
    stories, ratings = ratings_of(MADE, "L1")
    assert stories == ["S1", "S2"]
    assert read_back(ratings) == [[YES, NO], [None, CANNOT_TELL]]
    assert ratings.values == tuple(Answer)


def test_all_codes_at_once_are_the_set_of_those_answered_yes() -> None:
    stories, ratings = sets_of(MADE)
    assert stories == ["S1", "S2", "S3"]
    assert read_back(ratings) == [
        [{"L1", "L2"}, {"L2"}, None],
        [None, frozenset(), None],
        [None, None, frozenset()],
    ]


def test_the_order_in_which_codings_come_changes_nothing() -> None:
    mixed = random.Random(4).sample(MADE, len(MADE))
    for layout in (sets_of, lambda made: ratings_of(made, "L2")):
        stories, ratings = layout(MADE)
        again, other = layout(mixed)
        assert stories == again
        assert ratings.values == other.values
        assert np.array_equal(ratings.numbers, other.numbers)


def test_every_two_coders_are_paired_once() -> None:
    assert pairs_of(MADE) == [("Amal", "Bilal"), ("Amal", "Chloe"), ("Bilal", "Chloe")]
    assert pairs_of([]) == []


def test_nothing_coded_is_no_rows() -> None:
    assert ratings_of(MADE, "J9")[1].numbers.shape == (0, 0)
    assert sets_of([])[1].compared == 0
