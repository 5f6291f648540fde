"""Sentences lead back to their narratives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.suggestions.corpus import Corpus, overlaps
from outspoken.coding.suggestions.records import Narrative

CORPUS = Corpus.of(
    [
        Narrative("a", "He left in May. She stayed behind then.", "Omar"),
        Narrative("b", ""),
        Narrative("c", "One sentence only, without an end", "Omar"),
    ]
)


def test_layout() -> None:
    assert CORPUS.texts == ["He left in May.", "She stayed behind then.", "", "One sentence only, without an end"]
    assert CORPUS.owner.tolist() == [0, 0, 1, 2]
    assert CORPUS.sentences_of(np.array([2, 0])).tolist() == [3, 0, 1]


def test_narratives_of_one_person_share_group_and_fold() -> None:
    assert CORPUS.groups.tolist() == [0, 1, 0]
    assert CORPUS.folds[0] == CORPUS.folds[2]


def test_a_narrative_is_scored_by_its_best_sentence_and_half_its_average() -> None:
    found = CORPUS.story_scores(np.array([[1.0], [3.0], [0.0], [2.0]]))
    assert found[:, 0] == pytest.approx([3 + 1.0, 0.0, 2 + 1.0])
    assert CORPUS.best(np.array([[1.0], [3.0], [0.0], [2.0]]))[:, 0].tolist() == [1, 2, 3]


def test_a_marked_passage_marks_the_sentences_it_covers() -> None:
    assert CORPUS.marked(0, {"x": ((3, 12),)}, ["x", "y"]).tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert CORPUS.marked(0, {"x": ((0, 39),)}, ["x"]).tolist() == [[1.0], [1.0]]


SPAN = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(SPAN, SPAN)
def test_overlapping_is_mutual(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert overlaps(one, other) == overlaps(other, one)
    assert overlaps(one, one)
