"""Each member sees what it should, and silence is not a no."""

from __future__ import annotations

import numpy as np
import pytest

from outspoken.coding.suggestions.corpus import Corpus
from outspoken.coding.suggestions.members import Lesson, filled_marks, sentence_scores, voting_member
from outspoken.coding.suggestions.records import Narrative, Vote

CORPUS = Corpus.of(
    [Narrative("a", "They beat him there. We walked on then."), Narrative("b", "Nobody asked us anything.")]
)


def test_a_silent_suggester_says_what_it_says_on_average() -> None:
    member = voting_member(CORPUS, ["x", "y"], [Vote("a", "x", yes=True, passage=(0, 20))])
    assert member.stories[:, 0].tolist() == [1.0, 1.0]
    assert member.stories[:, 1].tolist() == [0.0, 0.0]
    assert member.sentences is not None
    assert member.sentences[:, 0].tolist() == [1.0, 0.0, 0.0]


def test_votes_on_what_is_not_here_are_passed_over() -> None:
    member = voting_member(CORPUS, ["x"], [Vote("gone", "x", yes=True), Vote("a", "gone", yes=True)])
    assert (member.stories == 0).all()


def test_an_unmarked_yes_marks_its_likeliest_sentence() -> None:
    lesson = Lesson(np.array([0, 1]), np.array([[1.0], [0.0]]), np.ones((2, 1), dtype=bool), np.zeros((3, 1)))
    assert filled_marks(CORPUS, lesson, np.array([[0.1], [0.7], [0.9]]))[:, 0].tolist() == [0.0, 1.0, 0.0]


def test_sentences_follow_the_members_that_read_them() -> None:
    member = voting_member(CORPUS, ["x"], [Vote("a", "x", yes=True, passage=(0, 20))])
    assert sentence_scores([member], np.array([8.0]))[:, 0].argmax() == 0
    assert sentence_scores([member], np.array([0.0]))[:, 0] == pytest.approx([0.0, 0.0, 0.0])
