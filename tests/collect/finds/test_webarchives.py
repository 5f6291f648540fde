import gzip
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.collect.finds.webarchives import read_wacz, read_warc
from outspoken.errors import FileError

PAGES = [
    ("https://example.org/1?utm_source=a", "200 OK", "text/html; charset=utf-8"),
    ("https://example.org/style.css", "200 OK", "text/css"),
    ("https://example.org/gone", "404 Not Found", "text/html"),
    ("https://example.org/2.pdf", "200 OK", "application/pdf"),
    ("https://www.example.org/1", "200 OK", "text/html"),
    ("https://user@example.org/1", "200 OK", "text/html"),
]


def warc(*, packed: bool = True) -> bytes:
    written = b""
    for address, status, media in PAGES:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: 1\r\n\r\nx".encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2016-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        written += gzip.compress(record, mtime=0) if packed else record
    return written


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_listed_once_with_where_their_record_lies(packed):
    data = warc(packed=packed)
    found = read_warc(data, "a.warc.gz")
    first, second = found.leads
    assert (first.address, first.line) == ("https://www.example.org/1", 5)
    assert second.piece is not None
    assert (second.piece.media, second.piece.data) == ("application/pdf", b"")
    assert len(read_warc(data[second.piece.offset :][: second.piece.length], "part").leads) == 1
    assert [one.line for one in found.problems] == [6]


def test_a_wacz_file_is_read_through():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("archive/data.warc.gz", warc())
    found = read_wacz(held.getvalue(), "a.wacz")
    assert len(found.leads) == 2
    assert found.leads[0].piece.name == "a.wacz#archive/data.warc.gz"


def emptied() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("datapackage.json", "{}")
    return held.getvalue()


@pytest.mark.parametrize(
    ("read", "data"),
    [(read_warc, b""), (read_warc, b"nonsense"), (read_wacz, b"PK\x03\x04"), (read_wacz, emptied())],
)
def test_what_is_no_web_archive_is_refused(read, data):
    with pytest.raises(FileError) as caught:
        read(data, "a.warc")
    assert caught.value.hint


WHOLE = {packed: warc(packed=packed) for packed in (True, False)}


@given(st.data())
def test_a_changed_byte_is_read_or_refused(data):
    whole = bytearray(WHOLE[data.draw(st.booleans())])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FileError):
        read_warc(bytes(whole), "a.warc")
