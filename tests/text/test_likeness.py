from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.likeness import likeness, misspelt


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric_and_between_zero_and_one(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(st.text(max_size=20))
def test_a_word_is_wholly_like_itself(word):
    assert likeness(word, word.upper().lower()) == likeness(word.upper().lower(), word)
    assert likeness(word, word) == 1


def test_a_misspelt_name_finds_what_it_misspells():
    found = misspelt("Adam Brokman", ["Abu Ibrahim", "Adam Brookman"])
    assert found is not None
    assert found.other == "Adam Brookman"


def test_a_name_that_stands_there_is_not_misspelt():
    assert misspelt("abu ibrahim", ["Abu Ibrahim", "Abu Ibrahem"]) is None


def test_a_name_without_any_likeness_misspells_nothing():
    assert misspelt("Oda Wren", ["Ivo Marsh"]) is None
    assert misspelt("Oda Wren", []) is None
