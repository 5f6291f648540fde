"""Sentences lie where the text has them, in any script, and lose nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.coding.sentences import LONGEST, sentences

WORDS = st.text(st.sampled_from("aB é.!?\n؟。،кЖ\u0301\u200fسm1“”"), max_size=120)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She left in May. He stayed behind.", ["She left in May.", "He stayed behind."]),
        ("Dr. Amal met Mr. B. Omar there. They spoke.", ["Dr. Amal met Mr. B. Omar there.", "They spoke."]),
        ("He asked: “Why did you go?” Nobody answered him.", ["He asked: “Why did you go?”", "Nobody answered him."]),
        ("It cost 3.5 million. Too much for us.", ["It cost 3.5 million.", "Too much for us."]),
        (
            "غادر الرجل المدينة ليلا. لماذا عاد بعد عام؟ لم يقل شيئا.",
            ["غادر الرجل المدينة ليلا.", "لماذا عاد بعد عام؟", "لم يقل شيئا."],
        ),
        ("Он уехал в 2014 г. из города. Потом он вернулся.", ["Он уехал в 2014 г. из города.", "Потом он вернулся."]),
        ("他离开了组织。后来他回来了！", ["他离开了组织。", "后来他回来了！"]),
        (
            "a line that was\nonly wrapped here.\n\nA new paragraph",
            ["a line that was\nonly wrapped here.", "A new paragraph"],
        ),
        ("No. He was not afraid.", ["No. He was not afraid."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_of_many_scripts(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


def test_speech_without_full_stops_is_cut_into_quotable_stretches() -> None:
    found = pieces(" ".join(f"word{number}" for number in range(500)))
    assert all(len(piece.split()) <= LONGEST for piece in found)
    assert len(found) == 7


@given(WORDS)
def test_every_letter_lies_in_exactly_one_sentence_and_nothing_is_changed(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = {place for start, end in spans for place in range(start, end)}
    assert all(place in inside or letter.isspace() for place, letter in enumerate(text))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
