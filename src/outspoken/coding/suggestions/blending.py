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
from outspoken.coding.suggestions.learners import FOLDS, folds
from outspoken.coding.suggestions.logistic import Held, logistic
from outspoken.coding.suggestions.members import Lesson, Member

_HALFWAY = 10.0
_TRUST = 60.0
_SCALE = 0.4


@dataclass(frozen=True, slots=True)
class Blend:
    """One score, about the log-odds of yes, for each narrative and code."""

    stories: Floats
    left_out: Floats
    """Of the coded narratives; neither the members nor their weights had seen them."""


def blended(members: Sequence[Member], lesson: Lesson, groups: NDArray[np.int64]) -> Blend:
    """Weigh the members; `groups` belong to the coded narratives.

    Stacking after Wolpert (1992), doi:10.1016/S0893-6080(05)80023-1.
    """
    positives = (lesson.yes * lesson.known).sum(axis=0)
    fresh = np.ones(len(members[0].stories), dtype=bool)
    fresh[lesson.at] = False
    stories, left_out = _tables(members, _HALFWAY / (_HALFWAY + positives), fresh)
    early = [_SCALE * member.early for member in members]
    start = np.array(early + [_SCALE * member.late for member in members])
    if not len(lesson.at):
        return Blend(stories @ start, left_out @ start)
    parts = folds(groups)
    apart = np.empty(lesson.yes.shape)
    for part in range(FOLDS):
        mine = parts == part
        if mine.any():
            apart[mine] = left_out[mine] @ _weights(left_out[~mine], lesson.yes[~mine], lesson.known[~mine], start)
    return Blend(stories @ _weights(left_out, lesson.yes, lesson.known, start), apart)


def _tables(members: Sequence[Member], early: Floats, fresh: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Standardise, and lay members side by side: narratives, codes, members early then late."""
    stories, left_out = [], []
    for member in members:
        # The yardstick is what nobody coded: there scores are as honest as left-out ones. With one yardstick for
        # both, a sample that holds more of a code than the rest still shows it.
        yardstick = member.stories[fresh] if fresh.sum() > 1 else member.left_out
        spread = yardstick.std(axis=0)
        scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-9)
        stories.append((member.stories - yardstick.mean(axis=0)) * scale)
        left_out.append((member.left_out - yardstick.mean(axis=0)) * scale)
    every, coded = np.stack(stories, axis=-1), np.stack(left_out, axis=-1)
    share = early[None, :, None]
    return (
        np.concatenate([every * share, every * (1 - share)], axis=-1),
        np.concatenate([coded * share, coded * (1 - share)], axis=-1),
    )


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
