"""Weigh the members by what people coded, one set of weights for all codes, so that few codings suffice.

A member has an early and a late weight; a code with p positives stands at 10 / (10 + p)
between them. The weights start where experience left them and move as codings demand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from outspoken.coding.suggestions.corpus import Floats
from outspoken.coding.suggestions.learners import FOLDS
from outspoken.coding.suggestions.logistic import Held, logistic
from outspoken.coding.suggestions.members import Lesson, Member
from outspoken.coding.suggestions.priors import standardised

_HALFWAY = 10.0
_TRUST = 60.0
_SCALE = 0.4


@dataclass(frozen=True, slots=True)
class Blend:
    """One score, about the log-odds of yes, for each narrative and code."""

    stories: Floats
    apart: Floats
    """By members and weights that had not met the narrative's fold."""


def blended(members: Sequence[Member], lesson: Lesson, parts: NDArray[np.int64]) -> Blend:
    """Weigh the members; `parts` are the folds of all narratives.

    Stacking after Wolpert (1992), doi:10.1016/S0893-6080(05)80023-1.
    """
    positives = (lesson.yes * lesson.known).sum(axis=0)
    early = _HALFWAY / (_HALFWAY + positives)
    stories, apart = _table([one.stories for one in members], early), _table([one.apart for one in members], early)
    start = _SCALE * np.array([one.early for one in members] + [one.late for one in members])
    coded, part = apart[lesson.at], parts[lesson.at]
    scores = np.empty(stories.shape[:2])
    for fold in range(FOLDS):
        mine, others = parts == fold, part != fold
        scores[mine] = apart[mine] @ _weights(coded[others], lesson.yes[others], lesson.known[others], start)
    return Blend(stories @ _weights(coded, lesson.yes, lesson.known, start), scores)


def _table(scores: Sequence[Floats], early: Floats) -> Floats:
    """Standardise, and lay members side by side: narratives, codes, members early then late."""
    table = np.stack([standardised(one) for one in scores], axis=-1)
    share = early[None, :, None]
    return np.concatenate([table * share, table * (1 - share)], axis=-1)


def _weights(table: Floats, yes: Floats, known: NDArray[np.bool_], start: Floats) -> Floats:
    positives = (yes * known).sum(axis=0)
    use = np.flatnonzero(positives >= 1)
    if not len(use):
        return start
    count, width = len(yes), len(start)
    code = np.tile(np.eye(len(use)), (count, 1))
    rows = np.hstack([table[:, use].reshape(-1, width), code])
    # A rare code weighs more than its narratives would: each code is a question of its own.
    often = (known[:, use] * np.sqrt(20 / (positives[use] + 5))).ravel()
    shifts = logit((positives[use] + 0.5) / (known[:, use].sum(axis=0) + 1))
    strength = np.concatenate([np.full(width, _TRUST), np.zeros(len(use))])
    found, _ = logistic(rows, yes[:, use].ravel(), often, Held(np.concatenate([start, shifts]), strength))
    return found[:width]
