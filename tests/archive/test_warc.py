"""What is written is WARC that other programs read; what is read is what it says, or is refused."""

import gzip
import random
import subprocess
import sys
from contextlib import suppress
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from outspoken.archive.fetching import Hop, Visit
from outspoken.archive.warc import Earlier, check_file, read_record, split_http, write_given, write_visit
from outspoken.errors import Unsafe
from tests.archive.bombs import zeros
from tests.archive.mutants import mutant
from tests.conftest import THOROUGH

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
VISIT = Visit(
    "http://example.org/a",
    "2026-01-02T03:04:05.678Z",
    (
        Hop(
            "http://example.org/a", 302, "93.184.215.14", "", b"GET /a HTTP/1.1\r\n\r\n", b"HTTP/1.1 302 F\r\n\r\n", b""
        ),
        Hop("https://example.org/b", 200, "93.184.215.14", "ab" * 32, b"GET /b HTTP/1.1\r\n\r\n", HEAD, b"<p>left"),
    ),
    notes=("robots.txt asks",),
)


def nothing(_):
    return None


@pytest.fixture
def file(tmp_path):
    def make(data, name="a.warc.gz"):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return make


def record(block=b"hello", length=None, extra="", packed=True, tail=b"\r\n\r\n"):
    stated = len(block) if length is None else length
    head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: http://example.org/\r\n"
    head += f"Content-Length: {stated}\r\n{extra}\r\n"
    data = head.encode() + block + tail
    return gzip.compress(data, mtime=0) if packed else data


def test_a_visit_is_written_with_its_way_its_address_and_its_certificate(file) -> None:
    written = write_visit(VISIT, nothing)
    path = file(written.data)
    kinds = [one.kind for one in check_file(path)]
    assert kinds == ["warcinfo", "response", "request", "response", "request", "metadata"]
    found = read_record(path, written.offset)
    assert found is not None
    assert found.end - found.offset == written.length
    assert found.http[0] == 200
    assert found.http[2] == b"<p>left"
    assert found.headers["x-certificate-digest"] == "sha256:" + "ab" * 32
    assert found.headers["warc-ip-address"] == "93.184.215.14"
    told = [one.content_stream().read() for one in ArchiveIterator(BytesIO(written.data))][-1]
    assert b"via: 302 http://example.org/a" in told
    assert b"note: robots.txt asks" in told


def test_another_program_finds_every_digest_right(file) -> None:
    path = file(write_visit(VISIT, nothing).data)
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_body_kept_before_is_referred_to(file) -> None:
    known = Earlier("https://example.org/b", "2026-01-01T00:00:00Z")
    written = write_visit(VISIT, lambda seal: known)
    found = read_record(file(written.data), written.offset)
    assert found is not None
    assert found.kind == "revisit"
    assert found.headers["warc-refers-to-target-uri"] == known.address
    assert b"<p>left" not in found.block


def test_given_bytes_come_back(file) -> None:
    written = write_given("urn:x", "2026-01-01T00:00:00Z", "text/plain", b"words")
    assert read_record(file(written.data), 0).block == b"words"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (record(length=4), "does not end where it says"),
        (record(length=6), "does not end where it says"),
        (record(length=500), "shorter than it says"),
        (record(length=999_999_999), "larger than 200 MB"),
        (record(extra="Content-Length: 3\r\n"), "says twice"),
        (record(extra="WARC-Block-Digest: sha1:AAAA\r\n"), "block digest"),
        (record(extra="WARC-Payload-Digest: sha256:00\r\n"), "payload digest"),
        (record(tail=b"\r\n\r\nmore"), "longer than it says"),
        (record(tail=b""), "does not end"),
        (record()[:-12], "breaks off"),
        (record().replace(b"\x1f\x8b", b"\x1f\x8b", 1)[:10] + b"\xff" * 40, "unpacked"),
        (b"PK\x03\x04 something else\r\n", "no WARC record"),
        (gzip.compress(b"WARC/1.1\r\n" + b"A: b\r\n" * 300 + b"\r\n", mtime=0), "more headers"),
        (gzip.compress(b"WARC/1.1\r\n" + b"x" * 200_000, mtime=0), "header without an end"),
    ],
)
def test_a_record_that_is_not_what_it_says_is_refused_by_its_place(file, data, why) -> None:
    good = record()
    with pytest.raises(Unsafe, match=why) as refused:
        list(check_file(file(good + data)))
    assert f"the record at byte {len(good)}" in refused.value.message


def test_a_lie_in_a_file_that_is_not_packed_is_refused_too(file) -> None:
    good = record(packed=False)
    assert [one.offset for one in check_file(file(good * 3, "a.warc"))] == [0, len(good), 2 * len(good)]
    with pytest.raises(Unsafe):
        list(check_file(file(good + record(length=9, packed=False) + good, "b.warc")))


@pytest.mark.parametrize("twice", [False, True])
def test_a_bomb_in_a_record_is_refused(file, twice) -> None:
    if twice:
        # The record itself holds a small packed body; whoever reads the body unpacks it with limits of its own.
        path = file(record(gzip.compress(zeros(256))))
        assert read_record(path, 0) is not None
        return
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 190000000\r\n\r\n"
    with pytest.raises(Unsafe, match="bomb"):
        list(check_file(file(gzip.compress(head + bytes(190_000_000), 9))))


@pytest.mark.parametrize(
    "body",
    [
        bytes(11 << 20),
        b"<p>left</p>" * (2 << 20),
        bytes(11 << 20) + random.Random(1).randbytes(11 << 20),
        random.Random(1).randbytes(1 << 20) + bytes(21 << 20),
    ],
    ids=["nothing", "one sentence", "nothing at first", "nothing after"],
)
def test_what_was_kept_of_a_page_that_repeats_itself_without_end_is_not_taken_for_a_bomb(file, body) -> None:
    path = file(write_given("urn:sha256:0", VISIT.at, "text/html", body).data)
    assert read_record(path, 0).block == body


def test_a_file_larger_than_a_record_may_be_is_not_kept() -> None:
    with pytest.raises(Unsafe, match="larger than 200 MB"):
        write_given("urn:sha256:0", VISIT.at, "text/plain", bytes((200 << 20) + 1))


def test_chunks_are_taken_off() -> None:
    block = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nleft\r\n5;x=y\r\n home\r\n0\r\n\r\n"
    assert split_http(block)[2] == b"left home"
    assert split_http(b"nonsense")[0] == 0


def test_no_mutant_is_read_as_something_else(file) -> None:
    chance, good = random.Random(1), write_visit(VISIT, nothing).data + record(packed=False)
    for _ in range(100_000 if THOROUGH else 400):
        path = file(mutant(good, chance))
        with suppress(Unsafe):
            list(check_file(path))
