"""Suggest codes for narratives, each with its chance and its passage, from a codebook and some codings.

`prepared` reads the texts once; `learnt` may follow every new coding. Pure: what it needs
to know comes in, nothing is stored, and the same values give the same suggestions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

from outspoken.coding.codebook import Code
from outspoken.coding.records import Answer
from outspoken.coding.suggestions.blending import Blend, blended
from outspoken.coding.suggestions.calibration import Floats, platt
from outspoken.coding.suggestions.corpus import Corpus
from outspoken.coding.suggestions.honesty import honesty
from outspoken.coding.suggestions.learners import FOLDS
from outspoken.coding.suggestions.members import (
    Lesson,
    filled_marks,
    learning_members,
    prior_member,
    sentence_scores,
    voting_member,
)
from outspoken.coding.suggestions.priors import Evidence, prior_scores, terms_in
from outspoken.coding.suggestions.records import Coded, Honesty, Narrative, Suggestion, Suggestions, Vote
from outspoken.coding.suggestions.vectors import Encoder
from outspoken.coding.suggestions.words import WordTable

VERSION = "outspoken words 1"
_GUESSED_SLOPE = 2.0
_GUESS_COUNTS = 2.0
"""The guess of how frequent a code is counts as much as this many codings."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """The texts, read by the codebook but not yet by anybody's codings."""

    codes: tuple[Code, ...]
    corpus: Corpus
    evidence: Evidence
    prior: Floats
    suggester: str


@dataclass(frozen=True, eq=False)
class Scores:
    """Chances for every narrative (rows) and code (columns); coded ones as if they had been left out."""

    narratives: tuple[str, ...]
    codes: tuple[str, ...]
    chances: Floats
    apart: Floats
    """Chances by what was learnt without the narrative's fold, for coded and uncoded ones alike: to estimate with."""
    proposed: NDArray[np.bool_]
    best: NDArray[np.int64]
    """The number of the sentence that speaks most for the code."""
    honesty: tuple[Honesty, ...]


def prepared(codes: Sequence[Code], narratives: Sequence[Narrative], encoder: Encoder | None = None) -> Prepared:
    """Read the texts; with an encoder also by meaning. This is where the time goes."""
    corpus = Corpus.of(narratives)
    vectors = encoder.vectors(corpus.texts).astype(float) if encoder is not None else None
    evidence = Evidence(corpus.texts, WordTable.of(corpus.texts, corpus.starts), vectors)
    prior = prior_scores(codes, evidence, encoder)
    name = VERSION if encoder is None else f"{VERSION} + {encoder.name}"
    return Prepared(tuple(codes), corpus, evidence, prior, name)


def learnt(reading: Prepared, coded: Mapping[str, Coded], votes: Sequence[Vote] = ()) -> Scores:
    """Learn from what people coded, by narrative id; without codings the codebook speaks alone."""
    corpus, names = reading.corpus, [code.id for code in reading.codes]
    lesson = _lesson(corpus, names, coded, reading.prior)
    members = [prior_member(corpus, reading.prior)]
    if len(lesson.at):
        members += learning_members(corpus, reading.evidence, lesson)
    if votes:
        members.append(voting_member(corpus, names, votes))
    blend = blended(members, lesson, corpus.folds)
    chances, apart = _calibrated(blend, lesson, corpus.folds)
    return Scores(
        tuple(one.id for one in corpus.narratives),
        tuple(names),
        chances,
        apart,
        _proposed(chances, members[0].stories, lesson),
        corpus.best(sentence_scores(members, (lesson.yes * lesson.known).sum(axis=0))),
        tuple(_report(apart, lesson, column, name) for column, name in enumerate(names)),
    )


def suggestions(reading: Prepared, scores: Scores, at_least: float = 0.2) -> Suggestions:
    """List what is proposed, and whatever has at least this chance, each with its passage, letter by letter."""
    found = []
    for row, narrative in enumerate(reading.corpus.narratives):
        for column, code in enumerate(reading.codes):
            chance, proposed = float(scores.chances[row, column]), bool(scores.proposed[row, column])
            start, end = reading.corpus.spans[scores.best[row, column]]
            if (proposed or chance >= at_least) and end > start:
                quote = narrative.text[start:end]
                terms = terms_in(code, quote)
                found.append(Suggestion(narrative.id, code.id, chance, proposed, start, end, quote, terms))
    return Suggestions(tuple(found), scores.honesty, reading.suggester)


def _lesson(corpus: Corpus, codes: Sequence[str], coded: Mapping[str, Coded], prior: Floats) -> Lesson:
    at = np.array([row for row, one in enumerate(corpus.narratives) if one.id in coded], dtype=np.int64)
    said = [coded[corpus.narratives[row].id] for row in at]
    answers = [[one.answers.get(code, Answer.CANNOT_TELL) for code in codes] for one in said]
    known = np.array([[one is not Answer.CANNOT_TELL for one in row] for row in answers], dtype=bool)
    yes = np.array([[one is Answer.YES for one in row] for row in answers], dtype=float)
    known, yes = known.reshape(len(at), len(codes)), yes.reshape(len(at), len(codes))
    share = (yes * known).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    yes = np.where(known, yes, share)
    if not len(at):
        return Lesson(at, yes, known, np.zeros((0, len(codes))))
    marked = np.concatenate([corpus.marked(row, one.marks, codes) for row, one in zip(at, said, strict=True)])
    lesson = Lesson(at, yes, known, marked)
    return Lesson(at, yes, known, filled_marks(corpus, lesson, prior))


def _calibrated(blend: Blend, lesson: Lesson, parts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return chances as good as they can be for what is not coded, and chances left out for everything."""
    chances, apart = np.empty_like(blend.stories), np.empty_like(blend.stories)
    for column in range(lesson.yes.shape[1]):
        known = lesson.known[:, column]
        at, yes = lesson.at[known], lesson.yes[known, column]
        if not len(at):
            chances[:, column] = apart[:, column] = _guessed(blend.stories[:, column])
            continue
        scores = blend.apart[:, column]
        chances[:, column] = platt(scores[at], yes).chances(blend.stories[:, column])
        for fold in range(FOLDS):
            mine, others = parts == fold, parts[at] != fold
            apart[mine, column] = platt(scores[at[others]], yes[others]).chances(scores[mine])
    chances[lesson.at] = apart[lesson.at]
    return chances, apart


def _report(apart: Floats, lesson: Lesson, column: int, code: str) -> Honesty:
    known = lesson.known[:, column]
    return honesty(code, apart[lesson.at[known], column], lesson.yes[known, column])


def _guessed(scores: Floats) -> Floats:
    """Chances without a single coding: their order is the codebook's, their height is a guess."""
    share = _split_share(scores)
    steep = _GUESSED_SLOPE * scores
    if np.ptp(steep) == 0:
        return np.full(len(scores), share)
    shift = brentq(lambda at: float(expit(steep + at).mean()) - share, -50.0 - steep.max(), 50.0 - steep.min())
    found: Floats = expit(steep + shift)
    return found


def _split_share(scores: Floats) -> float:
    """Return the share above the cut that parts scores best into two kinds.

    Otsu (1979), doi:10.1109/TSMC.1979.4310076: the cut with the greatest variance between the two.

    >>> _split_share(np.array([0.0, 0.1, 0.2, 5.0]))
    0.25
    """
    ordered = np.sort(scores)
    if len(ordered) < 2 or ordered[0] == ordered[-1]:
        return 0.1
    low = np.arange(1, len(ordered))
    high = len(ordered) - low
    sums = np.cumsum(ordered)[:-1]
    between = (sums / low - (ordered.sum() - sums) / high) ** 2 * low * high
    return float(high[between.argmax()]) / len(ordered)


def _proposed(chances: Floats, scores: Floats, lesson: Lesson) -> NDArray[np.bool_]:
    """Say yes about as often as people do: halfway between their smoothed share and the mean chance."""
    found = np.zeros(chances.shape, dtype=bool)
    fresh = np.ones(len(chances), dtype=bool)
    fresh[lesson.at] = False
    pool = chances[fresh] if fresh.any() else chances
    for column in range(chances.shape[1]):
        known = lesson.known[:, column]
        often = _split_share(scores[:, column])
        if known.any():
            yes = float((lesson.yes[:, column] * known).sum())
            often = 0.5 * (yes + _GUESS_COUNTS * often) / (known.sum() + _GUESS_COUNTS) + 0.5 * pool[:, column].mean()
        found[:, column] = chances[:, column] >= np.quantile(pool[:, column], 1 - often)
    return found
