"""Sentences end where they end, and a suggested value quotes what stands at its offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.extraction.records import Said, Sketch, Source, said


@given(st.text("ab.?! \n", max_size=60))
def test_sentences_lie_in_the_text_one_after_another(text: str) -> None:
    ends = [0]
    for start, end in Source("", text, "en").sentences():
        assert ends[-1] <= start <= end <= len(text)
        ends.append(end)


def test_arabic_sentences_end_too() -> None:
    assert len(Source("", "هل عاد؟ نعم عاد.", "ar").sentences()) == 2


def test_a_dateline_is_no_part_of_a_sentence_and_an_initial_ends_none() -> None:
    text = "TUNIS, May 3 - Salma B. left. He knows A.H. An Iraqi left too."
    source = Source("", text, "en")
    told = [text[start:end] for start, end in source.sentences()]
    assert told == ["Salma B. left.", "He knows A.H.", "An Iraqi left too."]


def test_a_value_quotes_its_passage() -> None:
    source = Source("", "She is 31 now.", "en")
    assert said(source, "age", "31", (7, 9), "a rule").quote == "31"


def test_a_sketch_is_silent_on_what_was_not_said() -> None:
    sketch = Sketch((Said("alias", "A", 0, 1, "A", "r"), Said("alias", "B", 1, 2, "B", "r")))
    assert sketch.value("name") is None
    assert sketch.values("alias") == ["A", "B"]
