from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.words import LONGEST, forms_of, words_of

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(TEXTS)
def test_words_stand_where_they_say_in_order_and_do_not_overlap(text):
    words = list(words_of(text))
    places = list(dict.fromkeys((word.start, word.end) for word in words))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert [word.form for word in words] == forms_of(text)


@given(TEXTS)
def test_a_form_holds_nothing_that_a_query_could_trip_over(text):
    assert not [form for form in forms_of(text) if set(form) & set("\"'*:()&|!<>\\ \0_-")]


@given(TEXTS)
def test_a_form_is_found_under_itself(text):
    forms = forms_of(text)
    again = forms_of(" ".join(forms))
    assert "".join(again) == "".join(forms)


@given(TEXTS)
def test_a_letter_of_a_rare_script_changes_no_other_word(text):
    assert forms_of(f"{text} \U00010330") == [*forms_of(text), "\U00010330"]


def test_vowel_signs_and_joiners_belong_to_the_word():
    assert forms_of("غادَرتُ الخلافــة می‌روم") == ["غادرت", "الخلافه", "ميروم"]
    assert [(word.start, word.end) for word in words_of("می‌روم")] == [(0, 6)]


def test_scripts_without_spaces_are_cut_into_letters():
    assert forms_of("他离开了 Order") == ["他", "离", "开", "了", "order"]


def test_a_word_without_end_is_cut():
    assert [len(form) for form in forms_of("a" * 10_000)] == [LONGEST]
