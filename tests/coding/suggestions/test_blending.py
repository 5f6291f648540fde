"""Members that are right gain weight, and none is believed on a handful of codings."""

from __future__ import annotations

import numpy as np

from outspoken.coding.suggestions.blending import blended
from outspoken.coding.suggestions.learners import folds
from outspoken.coding.suggestions.members import Lesson, Member

CHANCE = np.random.default_rng(6)
TRUTH = (CHANCE.random((300, 2)) < 0.3).astype(float)
KNOWING = TRUTH + CHANCE.normal(scale=0.4, size=(300, 2))
NOISE = CHANCE.normal(size=(300, 2))
MEMBERS = [Member("knows", KNOWING, KNOWING, None, 1.0, 1.0), Member("babbles", NOISE, NOISE, None, 1.0, 1.0)]
PARTS = folds(np.arange(300))


def follows(count: int) -> float:
    at = np.arange(count)
    lesson = Lesson(at, TRUTH[at], np.ones((count, 2), dtype=bool), np.zeros((0, 2)))
    stories = blended(MEMBERS, lesson, PARTS).stories
    return float(np.corrcoef(stories[:, 0], KNOWING[:, 0])[0, 1])


def test_the_more_is_coded_the_more_the_blend_follows_who_is_right() -> None:
    none, few, many = follows(0), follows(10), follows(200)
    assert none < 0.8
    assert none - 0.02 <= few < many
    assert many > 0.95


def test_weights_of_a_fold_have_not_met_it() -> None:
    at = np.arange(40)
    known = np.ones((40, 2), dtype=bool)
    before = blended(MEMBERS, Lesson(at, TRUTH[at], known, np.zeros((0, 2))), PARTS).apart
    turned = TRUTH[at].copy()
    mine = PARTS[at] == PARTS[0]
    # How many positives there are places a code between its early and its late weights; nothing else may leak.
    turned[mine] = TRUTH[at][mine][::-1]
    after = blended(MEMBERS, Lesson(at, turned, known, np.zeros((0, 2))), PARTS).apart
    assert np.allclose(before[PARTS[0] == PARTS], after[PARTS[0] == PARTS])
