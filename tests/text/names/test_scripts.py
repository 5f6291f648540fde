"""Other scripts are written in plain Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.names.scripts import in_latin, script_of


@pytest.mark.parametrize(
    ("printed", "latin"),
    [
        ("محمد كريم", "muhammad karim"),
        ("Заур Гучев", "zaur guchev"),
        ("Şükrü Çelik", "shukru chelik"),
        ("Γιώργος", "giorgos"),
        ("Sa‘id", "sa'id"),
        ("كـــريم", "karim"),
    ],
)
def test_it_is_written_in_latin_letters(printed: str, latin: str) -> None:
    assert in_latin(printed) == latin


@given(st.text(max_size=30))
def test_nothing_but_plain_letters_is_left(text: str) -> None:
    assert set(in_latin(text)) <= set("abcdefghijklmnopqrstuvwxyz'.,- ")


def test_the_script_is_named() -> None:
    assert [script_of(one) for one in ("كريم", "Заур", "Karîm", "王")] == ["arabic", "cyrillic", "latin", "other"]
