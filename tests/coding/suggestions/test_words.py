"""Words are counted without case, accents and the Arabic article, as scikit-learn would weigh them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from outspoken.coding.suggestions.words import WordTable

TEXTS = ["he left the group", "the group left him", "he was afraid of the group", "nobody else", "he left the group"]


def test_weights_equal_scikit_learn() -> None:
    table = WordTable.of(TEXTS, np.arange(6))
    theirs = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\w+").fit_transform(TEXTS)
    ours = (table.sentences @ table.sentences.T).todense()
    assert ours == pytest.approx((theirs @ theirs.T).todense(), abs=1e-9)
    assert table.narratives.todense() == pytest.approx(table.sentences.todense())


def test_a_narrative_holds_the_words_of_its_sentences() -> None:
    table = WordTable.of(TEXTS, np.array([0, 2, 5]))
    assert table.narratives.shape[0] == 2
    assert np.sqrt(table.narratives.multiply(table.narratives).sum(axis=1)) == pytest.approx([1.0, 1.0])


def test_a_definition_is_likest_to_the_sentence_that_shares_its_rare_words() -> None:
    found = WordTable.of([*TEXTS, "afraid again"], np.arange(7)).likeness(["afraid of reprisals", "unheard of words"])
    assert found[:, 0].argmax() == 5
    assert found.shape == (6, 2)


def test_empty_texts_are_no_trouble() -> None:
    table = WordTable.of(["", ""], np.array([0, 1, 2]))
    assert table.sentences.shape == (2, 0)
    assert (table.likeness(["anything"]) == 0).all()
