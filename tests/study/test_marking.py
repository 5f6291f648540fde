import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.study.marking import SHOWN, Term, around, by_words, marked
from outspoken.text.words import forms_of

WORDS = st.lists(
    st.sampled_from(
        ["left", "Order", "École", "غادَرتُ", "الخلافــة", "ёлка", "ışık", "离开", "2014", "ـ", "straße", "½"]
    ),
    max_size=12,
)
GAPS = st.sampled_from([" ", "  ", " – ", "\n", ", "])


@given(WORDS, GAPS, st.data())
def test_the_quick_way_marks_what_cutting_into_words_marks(words, gap, data):
    printed = gap.join(words)
    forms = forms_of(printed)
    if not forms:
        return
    start = data.draw(st.integers(0, len(forms) - 1))
    term = Term(tuple(forms[start : start + data.draw(st.integers(1, 3))]), begins=data.draw(st.booleans()))
    marks = marked([printed], [term])[0]
    assert marks
    assert set(marks) <= set(by_words(printed, {0: term}))


@pytest.mark.parametrize(
    ("printed", "term", "found"),
    [
        ("Left, he had left the left-hand room", Term(("left",)), ["Left", "left", "left"]),
        ("unleft lefts", Term(("left",)), []),
        ("lefts leftover", Term(("left",), begins=True), ["lefts", "leftover"]),
        ("left  the\n“Order” now", Term(("the", "order")), ["the\n“Order"]),
        ("مع الخِلافـــة", Term(("الخلافه",)), ["الخِلافـــة"]),
        ("Ærø og Straße", Term(("aero",)), ["Ærø"]),
        ("离开组织", Term(("组", "织")), ["组织"]),
    ],
)
def test_marks_are_the_words_as_they_are_printed(printed, term, found):
    assert [printed[start:end] for start, end, _ in marked([printed], [term])[0]] == found


@given(st.text(alphabet="ab \n", max_size=900), st.data())
def test_what_is_shown_holds_a_mark_and_is_not_too_long(words, data):
    term = Term(("a",))
    marks = marked([words], [term])[0]
    start, end = around(words, marks)
    assert 0 <= start <= end <= len(words)
    assert end - start <= SHOWN
    assert not marks or any(start <= one and other <= end for one, other, _ in marks)
