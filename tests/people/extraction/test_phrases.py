"""Listed phrases are found whole, the longest first, in Arabic behind the small words written onto them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outspoken.people.extraction.phrases import Phrases, tokens_of


def made() -> Phrases:
    phrases = Phrases()
    phrases.put(["State", "Islamic State", "الدولة", "داعش"], "IS", as_printed=False)
    phrases.put(["IS"], "IS", as_printed=True)
    return phrases


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in made().find(text)]


def test_a_longer_phrase_hides_one_in_it() -> None:
    assert found("The Islamic State and the state.") == ["Islamic State", "state"]


def test_what_is_put_in_as_printed_is_found_only_so() -> None:
    assert found("IS it? It is.") == ["IS"]


def test_a_second_part_of_a_word_is_not_found_but_behind_ex() -> None:
    assert found("a three-state plan, an ex-IS man") == ["IS"]


def test_arabic_words_are_found_behind_their_prefixes() -> None:
    assert found("هرب من داعش والتحق بداعش ثم عاد للدولة") == ["داعش", "داعش", "لدولة"]


@given(st.text(st.sampled_from("IS slamicStae-.\n"), max_size=60))
def test_phrases_lie_in_the_text_one_after_another(text: str) -> None:
    ends = [0]
    for one in made().find(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
    assert all(text[token.start : token.end] == token.text for token in tokens_of(text))
