"""A sentence is turned into a vector once, and a damaged cache costs time, not truth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from outspoken.coding.suggestions.vectors import CachedEncoder, Floats


class Counting:
    """An encoder that keeps count of what it was asked."""

    name, width = "counting", 8

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, sentences: Sequence[str]) -> Floats:
        self.asked += sentences
        rows = [np.random.default_rng(list(text.encode()) or [0]).normal(size=8) for text in sentences]
        found = np.array(rows, np.float32).reshape(len(rows), 8)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_each_sentence_is_asked_once_even_by_another_run(tmp_path: Path) -> None:
    encoder = Counting()
    first = CachedEncoder(encoder, tmp_path).vectors(["one", "two", "one"])
    again = CachedEncoder(encoder, tmp_path).vectors(["two", "three", "one"])
    assert encoder.asked == ["one", "two", "three"]
    assert first[0] == pytest.approx(first[2])
    assert again[0] == pytest.approx(first[1])
    assert first == pytest.approx(Counting().vectors(["one", "two", "one"]), abs=1e-3)


def test_a_half_written_record_is_asked_again(tmp_path: Path) -> None:
    CachedEncoder(Counting(), tmp_path).vectors(["one", "two"])
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:-5])
    encoder = Counting()
    assert CachedEncoder(encoder, tmp_path).vectors(["one", "two"]).shape == (2, 8)
    assert encoder.asked == ["two"]
    assert CachedEncoder(Counting(), tmp_path).vectors(["two"]).shape == (1, 8)


def test_a_file_of_rubbish_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "vectors-counting.bin").write_bytes(b"\x01" * 1000)
    encoder = Counting()
    CachedEncoder(encoder, tmp_path).vectors(["one"])
    assert encoder.asked == ["one"]


def test_the_file_holds_no_words(tmp_path: Path) -> None:
    CachedEncoder(Counting(), tmp_path).vectors(["Amal told nobody"])
    assert b"Amal" not in next(tmp_path.iterdir()).read_bytes()


def test_nothing_asked_nothing_given(tmp_path: Path) -> None:
    assert CachedEncoder(Counting(), tmp_path).vectors([]).shape == (0, 8)
