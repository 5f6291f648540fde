from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.decoding import decoded, rows_of
from outspoken.errors import FileError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_are_read_by_their_mark(encoding):
    assert decoded("Jörg".encode(encoding), "x") == "Jörg"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_may_be_separated_by_four_signs(sign):
    assert rows_of(f"URL{sign}Title\na{sign}b\n\nc{sign}d\n", "x") == [
        (2, {"url": "a", "title": "b"}),
        (4, {"url": "c", "title": "d"}),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    with suppress(FileError):
        rows_of(decoded(data, "x"), "x")
