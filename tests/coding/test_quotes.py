"""A quote is where it says it is, or it is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from outspoken.coding.quotes import verbatim

TEXT = "He said: “I was\n  wrong — and I knew.” Then he left."


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        ("I was wrong - and I knew.", "I was\n  wrong — and I knew."),
        ('"I was wrong', "“I was\n  wrong"),
        ("  Then he left. ", "Then he left."),
        ("I\u200b was wrong", "I was\n  wrong"),
    ],
)
def test_spaces_quotation_marks_and_dashes_may_differ(quote: str, wanted: str) -> None:
    found = verbatim(TEXT, quote)
    assert found is not None
    assert found.quote == wanted
    assert TEXT[found.start : found.end] == wanted


@pytest.mark.parametrize("quote", ["I was right", "i was wrong", "I wrong", "he left. I was", "", " ", ".", "“”", "…"])
def test_whatever_else_differs_is_refused(quote: str) -> None:
    assert verbatim(TEXT, quote) is None


def test_composed_and_decomposed_accents_meet_and_whole_letters_are_returned() -> None:
    text = unicodedata.normalize("NFD", "Il a été déçu.")
    found = verbatim(text, "été déçu")
    assert found is not None
    assert unicodedata.normalize("NFC", found.quote) == "été déçu"
    assert verbatim(text, "ete") is None
    assert verbatim("Il a été", "ét") is not None
    assert verbatim("Il a été", "ete") is None


def test_arabic_with_marks_of_direction() -> None:
    text = "قال: \u200f«خرجت من هناك»\u200f ثم سكت."
    found = verbatim(text, "«خرجت من هناك»")
    assert found is not None
    assert found.quote == "«خرجت من هناك»"


def test_of_several_places_the_nearest_is_taken() -> None:
    text = "he left. she left. he left."
    assert verbatim(text, "he left") is not None
    found = verbatim(text, "he left", near=20)
    assert found is not None
    assert found.start == 19


LETTERS = st.text(st.sampled_from("abcdefg é'\"’“—-…\n\u200b\u0301س"), max_size=40)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(LETTERS.filter(lambda text: "\u0301" not in text), st.integers(0, 15), st.integers(10, 40))
def test_what_was_cut_from_a_text_is_found_and_reads_the_same(text: str, start: int, end: int) -> None:
    quote = text[start:end]
    assume(sum(letter.isalnum() for letter in quote) >= 2)
    found = verbatim(text, quote, near=start)
    assert found is not None
    assert text[found.start : found.end] == found.quote
    assert verbatim(found.quote, quote) is not None


@given(LETTERS, LETTERS)
def test_what_is_found_always_stands_in_the_text(text: str, quote: str) -> None:
    found = verbatim(text, quote)
    if found is not None:
        assert text[found.start : found.end] == found.quote
