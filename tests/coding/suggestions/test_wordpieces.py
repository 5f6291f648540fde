"""Words are cut as BERT cuts them."""

from __future__ import annotations

from outspoken.coding.suggestions.wordpieces import WordPieces

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "un", "##want", "##ed", "want", ",", "deja", "你", "好"])


def names(text: str, longest: int = 20) -> list[int]:
    return PIECES.numbers(text, longest)


def test_the_longest_piece_first() -> None:
    # "unwanted" is the example of the multilingual BERT's own documentation.
    assert names("Unwanted want") == [1, 3, 4, 5, 6, 2]


def test_accents_punctuation_and_chinese_letters() -> None:
    assert names("Déjà,你好") == [1, 8, 7, 9, 10, 2]


def test_an_unknown_word_is_one_piece() -> None:
    assert names("wantx " + "w" * 101) == [1, 0, 0, 2]


def test_a_long_text_is_cut_and_still_ends() -> None:
    assert names("want " * 50, longest=6) == [1, 6, 6, 6, 6, 2]


def test_marks_of_the_model_in_a_text_are_only_letters() -> None:
    assert 2 not in names("[SEP]")[:-1]
