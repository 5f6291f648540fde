"""Words are laid beside the most alike, each once."""

from __future__ import annotations

import numpy as np

from outspoken.people.boards import board
from outspoken.people.names_match import MEASURES, laid_beside, measures
from outspoken.people.rarity import Common


def test_each_word_is_used_once_and_the_rest_is_left_over() -> None:
    on = board(["Karim Karim Dawud", "Dawood Kareem Zaur"], Common())
    shared, over = laid_beside(on, 0, 1, 0.8)
    assert sorted((one.text, other.text) for one, other in shared) == [("dawud", "dawood"), ("karim", "kareem")]
    assert sorted(word.text for word in over) == ["karim", "zaur"]


def test_every_measure_has_its_name_and_is_symmetric() -> None:
    on = board(["Karim Dawud", "Abu Karim", "Umm Nur al-Tunisi", "Unknown", "B. Zaur"], Common())
    one, other = (side.ravel() for side in np.meshgrid(np.arange(5), np.arange(5)))
    there, back = measures(on, one, other), measures(on, other, one)
    assert there.shape == (25, len(MEASURES))
    assert np.array_equal(there, back, equal_nan=True)


def test_no_pairs_have_no_measures() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert measures(board(["Karim"], Common()), none, none).shape == (0, len(MEASURES))


def test_a_pair_is_measured_alike_whatever_other_pairs_there_are() -> None:
    on = board(["Karim Dawud", "Karim Zaur", "Ali bin Umar bin Zayd al-Tunisi abu Nur", "Ali Umar Zayd Nur"], Common())
    alone = measures(on, np.array([0]), np.array([1]))
    among = measures(on, np.array([2, 0]), np.array([3, 1]))
    assert np.array_equal(alone[0], among[1], equal_nan=True)
    assert alone[0, MEASURES.index("least left over")] == on.weights[0, 1], "the shared first word is not left over"
