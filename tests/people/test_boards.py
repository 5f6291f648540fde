"""A board keeps a row for each name, and knows what is rare on it."""

from __future__ import annotations

import numpy as np

from outspoken.people.boards import WORDS, board
from outspoken.people.rarity import Common, counted


def test_a_row_for_each_name_and_a_weight_for_each_word() -> None:
    rarity = Common(counted([{"krm"}] * 20 + [{"dvd"}]))
    on = board(["Karim Dawud", "Unknown"], rarity)
    assert on.ids.shape == (2, WORDS)
    assert (on.ids[1] == -1).all()
    assert on.weights[0, 0] < on.weights[0, 1]
    assert (on.weights[1] == 0).all()


def test_pieces_of_a_name_are_of_length_one() -> None:
    on = board(["Karim Dawud", "Zaur"], Common())
    assert all(np.allclose(np.asarray(pieces.multiply(pieces).sum(1)).ravel(), 1) for pieces in on.pieces)
