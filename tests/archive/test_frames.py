from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.archive import frames


@given(st.dictionaries(st.text(max_size=5).filter(lambda name: name != "blobs"), st.text()), st.lists(st.binary()))
def test_what_is_sent_is_received(header, blobs) -> None:
    pipe = BytesIO()
    frames.send(pipe, header, blobs)
    pipe.seek(0)
    assert frames.receive(pipe) == (header, blobs)
    assert frames.receive(pipe) is None


def test_a_frame_that_breaks_off_or_is_too_large_is_none() -> None:
    pipe = BytesIO()
    frames.send(pipe, {"a": "b"}, [b"12345"])
    for cut in (3, 10, len(pipe.getvalue()) - 1):
        with pytest.raises(EOFError):
            frames.receive(BytesIO(pipe.getvalue()[:cut]))
    with pytest.raises(ValueError, match="larger"):
        frames.receive(BytesIO(b"\xff" * 8))
