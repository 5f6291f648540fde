import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.letters import fold, found_as, quote, tidy

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(TEXTS)
def test_tidying_or_folding_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_what_is_tidied_folds_as_before(text):
    assert fold(tidy(text)) == fold(text)


@given(TEXTS)
def test_case_makes_no_difference(text):
    assert fold(text.casefold()) == fold(text)


def test_right_to_left_letters_stay_as_printed():
    assert tidy("\u202bأبو عمر\u202c") == "أبو عمر"
    assert fold("أبو  عمر") == fold("أبو عمر")


def test_dashes_quotes_and_accents_meet():
    assert fold("Saudi–Arabia’s École") == fold("saudi-arabia's ecole")


def test_a_long_value_is_quoted_in_short():
    assert quote("Sana'a") == "'Sana'a'"
    assert quote("x" * 1_000_000) == "'" + "x" * 60 + "…'"
    assert quote("two\nlines") == "'two lines'"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إسلام", "اسلام"),
        ("موسى", "موسي"),
        ("الخلافة", "الخلافه"),
        ("مُحَمَّد", "محمد"),
        ("الخلافــة", "الخلافة"),
        ("مسؤول", "مسوول"),
        ("کتاب ایران", "كتاب ايران"),
        ("ёлка", "елка"),
        ("IŞIK", "ışık"),
        ("İstanbul", "istanbul"),
        ("Ørsted Łódź", "orsted lodz"),
        ("٢٠١٤", "2014"),
        ("Straße", "STRASSE"),
    ],
)
def test_a_word_is_found_whichever_keyboard_it_was_typed_on(one, other):
    assert found_as(one) == found_as(other)


@given(TEXTS)
def test_what_is_found_folds_no_further(text):
    assert found_as(found_as(text)) == found_as(text)


@given(TEXTS)
def test_what_folds_alike_is_found_alike(text):
    assert found_as(fold(text)) == found_as(text)
