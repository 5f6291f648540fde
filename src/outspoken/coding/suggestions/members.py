"""The suggester's members: each scores every narrative by one view of it.

The codebook, sentences by meaning, narratives by meaning, sentences by words, narratives
by words, and any other suggester's votes. What learns, learns from the codings of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.suggestions.corpus import Corpus, Floats
from outspoken.coding.suggestions.learners import Learnt, Lessons, dense_ridge, sparse_ridge
from outspoken.coding.suggestions.priors import Evidence, standardised
from outspoken.coding.suggestions.records import Vote

CODEBOOK = "codebook"
_SENTENCE_PENALTY = 3.0
_MEANING_PENALTY = 1.0
_WORDS_PENALTY = 1.0
_STORY_WORDS_PENALTY = 0.5


@dataclass(frozen=True, slots=True)
class Member:
    """One view's scores."""

    name: str
    stories: Floats
    """Of every narrative (rows) and code (columns), as well as it can."""
    apart: Floats
    """Of every narrative by what was learnt without its fold."""
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


def prior_member(corpus: Corpus, prior: Floats) -> Member:
    """Return what the codebook alone says."""
    stories = corpus.story_scores(prior)
    return Member(CODEBOOK, stories, stories, prior, 1.65, 0.15)


def learning_members(corpus: Corpus, evidence: Evidence, lesson: Lesson) -> list[Member]:
    """Return the members that learn from people."""
    stories = Lessons(lesson.at, lesson.yes, corpus.folds)
    sentences = Lessons(corpus.sentences_of(lesson.at), lesson.marked, corpus.folds[corpus.owner])
    found = []
    if evidence.vectors is not None:
        sums = np.add.reduceat(evidence.vectors, corpus.starts[:-1], axis=0)
        means = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        by_sentence = dense_ridge(evidence.vectors, sentences, _SENTENCE_PENALTY)
        by_story = dense_ridge(means, stories, _MEANING_PENALTY)
        found += [
            _of_sentences("sentences by meaning", corpus, by_sentence),
            _of_stories("stories by meaning", by_story),
        ]
    by_sentence = sparse_ridge(evidence.words.sentences, sentences, _WORDS_PENALTY)
    by_story = sparse_ridge(evidence.words.narratives, stories, _STORY_WORDS_PENALTY)
    return [*found, _of_sentences("sentences by words", corpus, by_sentence), _of_stories("stories by words", by_story)]


def _of_sentences(name: str, corpus: Corpus, learnt: Learnt) -> Member:
    together, apart = corpus.story_scores(learnt.together), corpus.story_scores(learnt.apart)
    return Member(name, together, apart, learnt.together, 0.5, 1.0)


def _of_stories(name: str, learnt: Learnt) -> Member:
    return Member(name, learnt.together, learnt.apart, None, 0.25, 0.5)


def voting_member(corpus: Corpus, codes: Sequence[str], votes: Sequence[Vote]) -> Member:
    """Return another suggester's votes; it has not learnt from these codings.

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
    return Member("another suggester", said, said, sentences, 1.0, 1.0)


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
            weight = 15.0 / (10.0 + positives) + 0.15 if member.name == CODEBOOK else learns
            total += weight * standardised(member.sentences)
    return total
