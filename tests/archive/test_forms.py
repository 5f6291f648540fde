from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive.forms import built, laid_flat, returned_by
from outspoken.collect.finds.kinds import read_any
from outspoken.collect.finds.records import ChannelKind, DateForm, Lead, Leads, Piece
from outspoken.collect.records import Problem

words = st.text(max_size=5)
pieces = st.none() | st.builds(Piece, words, words, st.binary(max_size=5), st.integers(), st.integers(), words)
leads = st.builds(Lead, title=words, form=st.sampled_from(DateForm), line=st.none() | st.integers(), piece=pieces)
problems = st.builds(Problem, st.integers(), words, words, words)


@given(
    st.builds(
        Leads,
        st.sampled_from(ChannelKind),
        st.lists(leads, max_size=3).map(tuple),
        st.lists(problems, max_size=2).map(tuple),
        st.lists(words, max_size=2).map(tuple),
    )
)
def test_what_is_laid_flat_is_built_again(told):
    blobs: list[bytes] = []
    assert built(Leads, laid_flat(told, blobs), blobs) == told


class Colour(StrEnum):
    RED = "red"


@dataclass
class Box:
    colour: Colour
    size: int
    data: bytes = b""


@pytest.mark.parametrize(
    "flat", [None, [], ["red", 1], ["blue", 1, 0], ["red", "1", 0], ["red", True, 0], ["red", 1, 3], ["red", 1, -1], {}]
)
def test_what_does_not_fit_is_refused(flat):
    with pytest.raises(ValueError):  # noqa: PT011
        built(Box, flat, [b"x"])


def test_what_cannot_be_laid_flat_is_refused_and_a_function_says_what_it_returns():
    with pytest.raises(TypeError):
        laid_flat(object(), [])
    assert returned_by(read_any) is Leads
