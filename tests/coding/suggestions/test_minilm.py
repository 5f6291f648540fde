"""The model's vectors are those that its publishers' own program makes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from outspoken.coding.suggestions.minilm import MiniLM
from outspoken.errors import StudyError


@pytest.fixture(scope="module")
def model() -> MiniLM:
    found = MiniLM.installed()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sentence", "beginning"),
    [
        # Made with sentence-transformers 6.2.0 and torch 2.13.0 from the same weights.
        ("هذا نص عربي بسيط عن الرجل الذي غادر.", [0.02755, 0.10007, -0.07632, -0.03434]),
        ("Привет, как дела? Ёлка", [0.00184, 0.09796, 0.02735, -0.03308]),
        ("naïve café — “quotes” … 你好 world", [-0.03792, 0.03427, 0.04185, 0.03645]),
    ],
)
def test_vectors_equal_those_of_sentence_transformers(model: MiniLM, sentence: str, beginning: list[float]) -> None:
    vector = model.vectors([sentence])[0]
    assert vector[:4] == pytest.approx(beginning, abs=1e-3)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_company_does_not_change_a_vector(model: MiniLM) -> None:
    sentences = ["He left the group.", "She was afraid of them and of what they would do.", "", "x " * 400]
    together = model.vectors(sentences)
    alone = np.concatenate([model.vectors([sentence]) for sentence in sentences])
    assert together == pytest.approx(alone, abs=1e-5)


def test_like_meanings_lie_near(model: MiniLM) -> None:
    flight, escape, soup = model.vectors(
        ["He fled across the border.", "She escaped over the frontier.", "Soup is hot."]
    )
    assert flight @ escape > flight @ soup + 0.2


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="holds no sentence model"):
        MiniLM(tmp_path)
