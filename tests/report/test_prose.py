"""Texts may call what the report offers and nothing else; mistakes are said with file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.errors import ClaimsError, NotFound
from outspoken.report.documents.blocks import Block, Heading, Link, Listing, Paragraph, Quantity, Text, plain
from outspoken.report.placeholders import Placeholders, Value
from outspoken.report.prose import Typed, filled, read


def fails() -> str:
    raise NotFound("There is no such thing.", "There are: others.")


def written(source: str, **functions: object) -> tuple[tuple[Block, ...], tuple[Typed, ...]]:
    held = Placeholders()
    offered = {
        "fails": fails,
        "count": lambda: Value(held.spans((Quantity("58"),)), 58),
        "table": lambda: Value(held.blocks((Paragraph((Text("a table"),)),)), "block"),
        **functions,
    }
    return read(filled(source, "prose/x.md", offered), "prose/x.md", source, held)


def test_markdown_becomes_blocks() -> None:
    blocks, typed = written("# One *two*\n\nA **bold** [page](https://a.example).\n\n- x\n- y\n\n1. z\n")
    assert isinstance(blocks[0], Heading)
    assert (blocks[0].level, blocks[0].id) == (1, "one-two")
    assert isinstance(blocks[1], Paragraph)
    assert [type(span) for span in blocks[1].spans] == [Text, Text, Text, Link, Text]
    assert [block.ordered for block in blocks if isinstance(block, Listing)] == [False, True]
    assert typed == ()


def test_a_number_from_a_function_is_no_typed_number() -> None:
    blocks, typed = written("There are {{ count() }} people.")
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].spans[1] == Quantity("58")
    assert typed == ()


def test_numbers_typed_by_hand_are_found_with_their_line() -> None:
    _, typed = written("In 2015 and 2014–15.\n\nSome 1,200 and 3.5 of them, `page 7`.\n\n{{ 40 + 2 }} more.")
    assert [(one.line, one.number) for one in typed] == [(3, "1,200"), (3, "3.5"), (None, "42")]


def test_values_compare_as_their_numbers() -> None:
    blocks, _ = written("{% if count() > 57 and count() == 58 %}many{% else %}few{% endif %}")
    assert isinstance(blocks[0], Paragraph)
    assert plain(blocks[0].spans) == "many"


def test_html_stays_words() -> None:
    blocks, _ = written("<script>alert(1)</script> <b>x</b>")
    assert isinstance(blocks[0], Paragraph)
    assert plain(blocks[0].spans).startswith("<script>")


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a\n\n{{ cuont() }}", 3, "cuont"),
        ("a\n{{ count( }}", 2, "unexpected"),
        ("a\n\n\n{% if count() %}", 4, ""),
        ("{{ fails() }}", 1, "no such thing"),
        ("x\n{{ count(1, 2, 3) }}", 2, "argument"),
        ("{{ count().__class__.__mro__ }}", 1, ""),
        ("{{ ''.__class__ }}", 1, ""),
        ("{% for i in range(10000000) %}{% endfor %}", 1, ""),
        ("{% include 'study.toml' %}", 1, ""),
        ("{{ 1 / 0 }}", 1, "division"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(source: str, line: int, words: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        written(source, range=__import__("jinja2.sandbox", fromlist=["safe_range"]).safe_range)
    assert caught.value.file == "prose/x.md"
    assert caught.value.line == line
    assert words in caught.value.message
    assert caught.value.hint


def test_a_table_in_a_sentence_is_refused() -> None:
    with pytest.raises(ClaimsError, match="in the middle of"):
        written("Look at\n{{ count() }} and ﻿{{ table() | trim }} here.")


def test_pictures_and_odd_addresses_are_refused() -> None:
    with pytest.raises(ClaimsError, match="picture"):
        written("![x](https://elsewhere.example/x.png)")
    with pytest.raises(ClaimsError, match="no web or mail address"):
        written("[x](../../etc/passwd)")


@given(st.text(max_size=80))
def test_words_of_the_study_are_never_markup(text: str) -> None:
    held = Placeholders()
    value = held.words(text)
    blocks, typed = read(filled("Of {{ it }}.", "x.md", {"it": value}), "x.md", "", held)
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].spans == (Text("Of "), Text(text), Text("."))
    assert typed == ()


def test_blocks_stand_alone(write_down: Callable[..., object]) -> None:
    blocks, _ = written("before\n\n{{ table() }}\n\nafter")
    assert [plain(block.spans) for block in blocks if isinstance(block, Paragraph)] == ["before", "a table", "after"]
