"""A passage is found again where it stands now, or it is lost; it is never put somewhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.passages import ALIKE, Anchor, How, find

WORDS = st.text("abcdefgh ", min_size=1, max_size=120)
OLD = (
    "He joined in the autumn. The promises they made to us were lies, he said, and nobody could leave. "
    "His brother stayed behind. The promises they made to us were lies, his mother said as well."
)


def anchor(text, start, end, around=40):
    return Anchor(start, text[start:end], text[max(0, start - around) : start], text[end : end + around])


@given(WORDS, st.data())
def test_in_the_same_text_a_passage_is_where_it_was(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = find(anchor(text, start, end), text)
    assert place is not None
    assert (place.start, place.end, place.how) == (start, end, How.EXACT)


@given(WORDS, WORDS, WORDS, st.data())
def test_words_put_before_or_behind_move_it_and_what_is_found_says_the_same(text, before, after, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = find(anchor(text, start, end), before + text + after)
    if place is not None:
        assert (before + text + after)[place.start : place.end] == text[start:end]
    else:
        assert (before + text + after).count(text[start:end]) > 1


@given(st.text(max_size=60), st.text(max_size=200))
def test_what_is_found_is_always_inside_and_alike(quote, text) -> None:
    from rapidfuzz.distance import Levenshtein

    place = find(Anchor(0, quote), text)
    if place is not None:
        assert 0 <= place.start < place.end <= len(text)
        assert Levenshtein.normalized_similarity(quote, text[place.start : place.end]) >= ALIKE - 0.2
        assert place.how is How.CHANGED or text[place.start : place.end] == quote


@given(st.text("abcdefgh ", min_size=13, max_size=60))
def test_what_is_not_there_is_lost(text) -> None:
    assert find(Anchor(0, text), "XYZ " * 30) is None


def test_of_two_same_sentences_the_surroundings_say_which() -> None:
    sentence = "The promises they made to us were lies"
    for start in (OLD.index(sentence), OLD.rindex(sentence)):
        new = "Read more here. " + OLD
        place = find(anchor(OLD, start, start + len(sentence)), new)
        assert place is not None
        assert place.start == start + len("Read more here. ")


def test_a_few_changed_words_are_found_by_their_likeness() -> None:
    start = OLD.index("nobody could leave")
    place = find(anchor(OLD, start - 40, start + 18), OLD.replace("he said, and", "he said – and", 1))
    assert place is not None
    assert place.how is How.CHANGED


@pytest.mark.parametrize("new", ["", "Nothing of it.", OLD.replace("lies", "true").replace("promises", "words")[:40]])
def test_a_sentence_taken_out_is_lost(new) -> None:
    start = OLD.index("His brother")
    assert find(anchor(OLD, start, start + 26), new) is None
