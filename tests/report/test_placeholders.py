"""What a function gives goes through a text untouched, and compares as what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.report.documents.blocks import Paragraph, Quantity, Text
from outspoken.report.placeholders import Placeholders, Value

WORDS = st.text(st.characters(blacklist_characters="\ue000\ue001", blacklist_categories=("Cs",)), max_size=30)


@given(st.lists(WORDS, max_size=5), st.lists(st.integers(0, 10**6), max_size=5))
def test_what_was_put_in_comes_out_where_it_stood(words: list[str], numbers: list[int]) -> None:
    held = Placeholders()
    marks = [held.spans((Quantity(str(number)),)) for number in numbers]
    text = "".join(part for pair in zip([*words, *[""] * len(marks)], marks, strict=False) for part in pair)
    found = list(held.split(text))
    assert [part for part in found if isinstance(part, tuple)] == [(Quantity(str(number)),) for number in numbers]
    assert "".join(part for part in found if isinstance(part, str)) == "".join(words[: len(marks)])
    assert held.resolved(text) == "".join(
        part if isinstance(part, str) else part[0].text  # type: ignore[union-attr]
        for part in found
    )


def test_words_with_markup_in_them_stay_words() -> None:
    held = Placeholders()
    value = held.words("**Abu** <b> {{ count() }}")
    assert str(value).isprintable() is False
    assert "*" not in str(value)
    assert list(held.split(str(value))) == [(Text("**Abu** <b> {{ count() }}"),)]


def test_blocks_must_stand_alone() -> None:
    held = Placeholders()
    first, second = Paragraph((Text("one"),)), Paragraph((Text("two"),))
    marks = held.blocks((first,)) + held.blocks((second,))
    assert held.only_blocks(marks) == (first, second)
    assert held.only_blocks(f"See {marks}") is None
    assert held.only_blocks(held.spans((Quantity("58"),))) is None
    assert held.has_block(f"See {marks}")
    assert not held.has_block(held.spans((Quantity("58"),)))
    assert held.only_blocks("") is None


def test_a_value_compares_as_its_number_or_words() -> None:
    small, large = Value("a", 3), Value("b", 58)
    assert small < large
    assert large >= 58
    assert large <= small or large > 57
    assert small == 3
    assert Value("x", "yes") == "yes"
    assert Value("x", 3) == Value("y", 3)
    assert len({Value("x", 3), Value("y", 3)}) == 1
    assert max([small, large]) is large


@pytest.mark.parametrize(("value", "said"), [(0, False), ("", False), (None, False), (1, True), ("x", True)])
def test_nothing_is_false(value: float | str | None, said: bool) -> None:
    assert bool(Value("mark", value)) is said
