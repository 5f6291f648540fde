"""The suggester's members: each scores every narrative by one view of it.

The codebook, sentences by meaning, narratives by meaning, sentences by words, narratives
by words, and any other suggester's votes. What learns, learns from the codings of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.suggestions.corpus import Corpus, Floats, pooled
from outspoken.coding.suggestions.learners import Learnt, dense_ridge, sparse_ridge
from outspoken.coding.suggestions.priors import Evidence, standardised
from outspoken.coding.suggestions.records import Vote

_SENTENCE_PENALTY = 3.0
_MEANING_PENALTY = 1.0
_WORDS_PENALTY = 1.0
_STORY_WORDS_PENALTY = 0.5


@dataclass(frozen=True, slots=True)
class Member:
    """One view's scores."""

    name: str
    stories: Floats
    """Of every narrative (rows) and code (columns)."""
    left_out: Floats
    """Of the coded narratives, learnt from the others only."""
    sentences: Floats | None
    """Of every sentence, where the view reads sentences."""
    early: float
    """Its weight before there are codings to weigh it by."""
    late: float
    """Its weight with many codings, before they are asked."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What people coded, as tables: rows are narratives `at`, columns are codes."""

    at: NDArray[np.int64]
    yes: Floats
    """1 yes, 0 no, and the code's share of yes where nobody could tell."""
    known: NDArray[np.bool_]
    marked: Floats
    """Which sentences of those narratives, one after another, were marked."""


def prior_member(corpus: Corpus, prior: Floats, at: NDArray[np.int64]) -> Member:
    """Return what the codebook alone says."""
    stories = corpus.story_scores(prior)
    return Member("codebook", stories, stories[at], prior, 1.65, 0.15)


def learning_members(corpus: Corpus, evidence: Evidence, lesson: Lesson) -> list[Member]:
    """Return the members that learn from people."""
    rows, groups = corpus.sentences_of(lesson.at), corpus.groups[lesson.at]
    row_groups = corpus.groups[corpus.owner[rows]]
    counts = (corpus.starts[1:] - corpus.starts[:-1])[lesson.at]
    starts = np.concatenate([[0], np.cumsum(counts)])

    def of_sentences(name: str, learnt: Learnt) -> Member:
        stories = corpus.story_scores(learnt.everywhere)
        return Member(name, stories, pooled(learnt.left_out, starts), learnt.everywhere, 0.5, 1.0)

    def of_stories(name: str, learnt: Learnt) -> Member:
        return Member(name, learnt.everywhere, learnt.left_out, None, 0.25, 0.5)

    found = []
    if evidence.vectors is not None:
        vectors = evidence.vectors
        sums = np.add.reduceat(vectors, corpus.starts[:-1], axis=0)
        means = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        by_story = dense_ridge(means, lesson.at, lesson.yes, groups, _MEANING_PENALTY)
        by_sentence = dense_ridge(vectors, rows, lesson.marked, row_groups, _SENTENCE_PENALTY)
        found.append(of_sentences("sentences by meaning", by_sentence))
        found.append(of_stories("stories by meaning", by_story))
    words = evidence.words
    by_words = sparse_ridge(words.sentences, rows, lesson.marked, row_groups, _WORDS_PENALTY)
    found.append(of_sentences("sentences by words", by_words))
    whole = sparse_ridge(words.narratives, lesson.at, lesson.yes, groups, _STORY_WORDS_PENALTY)
    found.append(of_stories("stories by words", whole))
    return found


def voting_member(corpus: Corpus, codes: Sequence[str], votes: Sequence[Vote], at: NDArray[np.int64]) -> Member:
    """Return another suggester's votes; it has not learnt from these codings, so nothing is left out.

    Where it was silent it says what it says on average.
    """
    row = {one.id: number for number, one in enumerate(corpus.narratives)}
    column = {code: number for number, code in enumerate(codes)}
    said = np.full((len(row), len(codes)), np.nan)
    sentences = np.zeros((len(corpus.spans), len(codes)))
    for vote in votes:
        if vote.narrative in row and vote.code in column:
            place = row[vote.narrative], column[vote.code]
            said[place] = float(vote.yes)
            if vote.yes and vote.passage is not None:
                marked = corpus.marked(place[0], {vote.code: (vote.passage,)}, [vote.code])[:, 0]
                low = corpus.starts[place[0]]
                sentences[low : low + len(marked), place[1]] = marked
    spoken = ~np.isnan(said)
    mean = np.where(spoken, said, 0.0).sum(axis=0) / np.maximum(spoken.sum(axis=0), 1)
    said = np.where(spoken, said, mean)
    return Member("another suggester", said, said[at], sentences, 1.0, 1.0)


def filled_marks(corpus: Corpus, lesson: Lesson, scores: Floats) -> Floats:
    """Mark the likeliest sentence of each narrative that somebody coded yes without marking a passage.

    Multiple-instance learning as in Andrews, Tsochantaridis & Hofmann (2002): at least one
    sentence of a yes must be the reason for it.
    """
    marked = lesson.marked.copy()
    start = 0
    for place, at in enumerate(lesson.at):
        low, high = corpus.starts[at], corpus.starts[at + 1]
        end = start + high - low
        unmarked = (lesson.yes[place] == 1.0) & lesson.known[place] & (marked[start:end].sum(axis=0) == 0)
        best = scores[low:high].argmax(axis=0)
        marked[start + best[unmarked], np.flatnonzero(unmarked)] = 1.0
        start = end
    return marked


def sentence_scores(members: Sequence[Member], positives: Floats) -> Floats:
    """Weigh the members that read sentences: the codebook less, and the others more, the more was coded."""
    total = np.zeros(next(one.sentences.shape for one in members if one.sentences is not None))
    for member in members:
        if member.sentences is not None:
            learns = np.minimum(1.0, positives / 4.0)
            weight = 15.0 / (10.0 + positives) + 0.15 if member.name == "codebook" else learns
            total += weight * standardised(member.sentences)
    return total
