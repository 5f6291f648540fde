import gzip
import zlib

import pytest

from outspoken.archive.decoding import to_text, unpack
from outspoken.errors import Unsafe
from tests.archive.bombs import zeros

SAID = "Она ушла — und er ging: غادر"


def test_codings_are_taken_off() -> None:
    data = SAID.encode()
    assert (
        unpack(data, "")
        == unpack(gzip.compress(data, mtime=0), "gzip")
        == unpack(zlib.compress(data), "deflate")
        == data
    )
    assert unpack(gzip.compress(gzip.compress(data), mtime=0), "gzip, identity") == data
    assert unpack(zlib.compress(data)[2:-4], "deflate") == data


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (zeros(256), "gzip"),
        (gzip.compress(b"x" * 99, mtime=0)[:20], "gzip"),
        (b"x", "br"),
        (b"\x1f\x8bxxxxxxxxxxxx", ""),
    ],
)
def test_what_cannot_be_unpacked_is_refused(body, coding) -> None:
    with pytest.raises(Unsafe):
        unpack(body, coding)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (SAID.encode(), "latin-1", SAID),
        (b"\xef\xbb\xbf" + SAID.encode(), "", SAID),
        (SAID.encode("utf-16"), "", SAID),
        ("Она ушла".encode("cp1251"), "windows-1251", "Она ушла"),
        ("“Sie ging”".encode("cp1252"), "iso-8859-1", "“Sie ging”"),
        (b'<meta charset="windows-1256">' + "غادر".encode("cp1256"), "", '<meta charset="windows-1256">غادر'),
        (b"caf\xe9", "no-such-encoding", "café"),
    ],
)
def test_the_encoding_is_chosen_by_rules(data, declared, text) -> None:
    assert to_text(data, declared) == text
