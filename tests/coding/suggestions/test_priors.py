"""A codebook nobody tuned says something before anybody codes."""

from __future__ import annotations

import numpy as np
import pytest

from outspoken.coding.codebook import Code
from outspoken.coding.suggestions.priors import Evidence, prior_scores, standardised, term_scores, terms_in
from outspoken.coding.suggestions.words import WordTable


def code(name: str, *terms: str, definition: str = "") -> Code:
    return Code(id=name, name=name.capitalize(), definition=definition, **{"key-terms": list(terms)})


def test_terms_are_beginnings_of_words_whatever_the_case_and_accents() -> None:
    one = code("prison", "emprison", "jail", "to prison")
    assert terms_in(one, "Il fut Emprisonné.") == ("emprison",)
    assert terms_in(one, "He was taken  to\nPrison") == ("to prison",)
    assert terms_in(one, "un-jailed, bejailed") == ("jail",)


def test_arabic_terms_are_found_behind_article_and_particles() -> None:
    one = code("prison", "سجن")
    assert terms_in(one, "دخل السجن") == ("سجن",)
    assert terms_in(one, "وبالسجن") == ("سجن",)
    assert terms_in(one, "مسجن") == ()


def test_chinese_terms_need_no_spaces() -> None:
    assert terms_in(code("prison", "监狱"), "他在监狱里") == ("监狱",)


def test_a_rare_term_counts_for_more_than_a_common_one() -> None:
    texts = ["common word"] * 8 + ["common word", "rare word"]
    found = term_scores([code("a", "common"), code("b", "rare")], texts)
    assert found[9, 1] > found[8, 0] > 0


def test_codes_without_terms_or_definition_are_no_trouble() -> None:
    texts = ["they beat him", "they paid him", "nothing else"]
    evidence = Evidence(texts, WordTable.of(texts, np.arange(4)), None)
    found = prior_scores([code("empty"), code("cruel", "beat")], evidence, None)
    assert np.isfinite(found).all()
    assert found[:, 1].argmax() == 0


def test_standardised_columns() -> None:
    found = standardised(np.array([[1.0, 5.0], [3.0, 5.0]]))
    assert found.tolist() == [[-1.0, 0.0], [1.0, 0.0]]
    assert standardised(found)[:, 0] == pytest.approx(found[:, 0])
