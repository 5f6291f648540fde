"""Write visits as WARC/1.1 records, and read records with a check of every length and digest.

ISO 28500:2017. Records are compressed one by one. Reading trusts nothing: a record whose
block is longer or shorter than it says, whose digest does not fit, or which unpacks to
far more than it is, is refused with its place in the file.
"""

from __future__ import annotations

import re
import zlib
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import md5, sha1, sha256, sha512
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from warcio.warcwriter import WARCWriter

from outspoken.archive.fetching import Hop, Visit
from outspoken.errors import Unsafe

LARGEST = 200 << 20
"""Bytes of one unpacked record."""
RATIO, FREE = 200, 10 << 20
"""What is larger than FREE may not unpack to more than RATIO times its size."""
TOOL = f"outspoken {version('outspoken')}"
_LEVEL = 4
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_HASHES: dict[str, Callable[..., _Hash]] = {"sha1": sha1, "sha256": sha256, "sha512": sha512, "md5": md5}
_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Written:
    """A visit as records, and where among them the answer at its end stands."""

    data: bytes
    offset: int
    length: int
    payload: str
    """SHA-256 of the body at the end; empty where there was no answer."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where the same body was kept before."""

    address: str
    at: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers in lower case, its block, and its place in the file."""

    headers: Mapping[str, str]
    block: bytes
    offset: int
    end: int

    @property
    def kind(self) -> str:
        """`response`, `revisit` and so on."""
        return self.headers.get("warc-type", "")

    @property
    def address(self) -> str:
        """What was asked for."""
        return self.headers.get("warc-target-uri", "").strip("<>")

    @property
    def http(self) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers in lower case and body of the answer it holds."""
        return split_http(self.block)


# ---- writing ---------------------------------------------------------------------------


def write_visit(visit: Visit, earlier: Callable[[str], Earlier | None]) -> Written:
    """Write every exchange of a visit; a body that was kept before is referred to, not repeated."""
    out, place = BytesIO(), (0, 0, "")
    out.write(_record("warcinfo", "", visit.at, f"software: {TOOL}\r\nformat: WARC File Format 1.1\r\n".encode(), {}))
    for count, hop in enumerate(visit.hops, start=1):
        last = count == len(visit.hops)
        digest = sha256(hop.body).hexdigest()
        headers = {"WARC-Payload-Digest": f"sha256:{digest}"}
        headers |= {"WARC-IP-Address": hop.ip} if hop.ip else {}
        headers |= {"X-Certificate-Digest": f"sha256:{hop.tls}"} if hop.tls else {}
        headers |= {"WARC-Truncated": "unspecified"} if last and visit.problem and 200 <= hop.status < 300 else {}
        before = earlier(digest) if hop.body else None
        start = out.tell()
        out.write(_answer(hop, visit.at, headers, before))
        place = (start, out.tell() - start, digest)
        out.write(_record("request", hop.address, visit.at, hop.asked, {}))
    told = "".join(f"{name}: {value}\r\n" for name, value in _told(visit))
    out.write(_record("metadata", visit.asked, visit.at, told.encode(), {}))
    return Written(out.getvalue(), *place)


def write_given(address: str, at: str, media: str, body: bytes) -> Written:
    """Write bytes that no visit brought, a file or a pasted text, as a resource record.

    Raises:
        Unsafe: if they are more than one record may hold.
    """
    if len(body) > LARGEST:
        raise Unsafe(
            f"The file is larger than {LARGEST >> 20} MB, which is the most that is kept of one.",
            "Keep it elsewhere, and give the words of the story as a text.",
        )
    digest = sha256(body).hexdigest()
    headers = {"WARC-Payload-Digest": f"sha256:{digest}"}
    data = _record("resource", address, at, body, headers, media)
    return Written(data, 0, len(data), digest)


def _told(visit: Visit) -> Iterator[tuple[str, str]]:
    yield "asked", visit.asked
    for hop in visit.hops:
        yield "via", f"{hop.status} {hop.address}"
    for note in visit.notes:
        yield "note", note
    if visit.problem:
        yield "problem", visit.problem


def _answer(hop: Hop, at: str, headers: dict[str, str], before: Earlier | None) -> bytes:
    if before is None:
        return _record("response", hop.address, at, hop.head + hop.body, headers)
    refers = {
        "WARC-Profile": _PROFILE,
        "WARC-Refers-To-Target-URI": before.address,
        "WARC-Refers-To-Date": before.at,
    }
    return _record("revisit", hop.address, at, hop.head, headers | refers)


_MEDIA = {
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
    "request": "application/http; msgtype=request",
    "warcinfo": "application/warc-fields",
    "metadata": "application/warc-fields",
}


def _record(kind: str, address: str, at: str, block: bytes, headers: Mapping[str, str], media: str = "") -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    digest = f"sha256:{sha256(block).hexdigest()}"
    told = {"WARC-Date": at, "WARC-Block-Digest": digest, **headers}
    # Where there is none, warcio reckons one of its own, with an older hash.
    nothing = f"sha256:{sha256().hexdigest()}"
    told.setdefault("WARC-Payload-Digest", nothing if kind == "request" else digest)
    made = writer.create_warc_record(
        address, kind, BytesIO(block), len(block), media or _MEDIA[kind], warc_headers_dict=told
    )
    writer.write_record(made)
    return _packed(out.getbuffer())


def _packed(data: memoryview) -> bytes:
    """Compress a record; one that would unpack to so much that our own check took it for a bomb is kept as it is."""
    packer, packed = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31), bytearray()
    for start in range(0, len(data), _CHUNK):
        packed += packer.compress(data[start : start + _CHUNK])
        if start > FREE // 2 and start > RATIO // 2 * len(packed):
            whole = zlib.compressobj(0, zlib.DEFLATED, 31)
            return whole.compress(data) + whole.flush()
    return bytes(packed + packer.flush())


# ---- reading ---------------------------------------------------------------------------


class _Unpacked:
    """The bytes of a file from a place on: one compressed member, or the file as it is."""

    def __init__(self, file: IO[bytes], offset: int, name: str) -> None:
        self._file, self._name, self._offset = file, name, offset
        file.seek(offset)
        start = file.read(_CHUNK)
        self._raw = start
        self._unpacker = zlib.decompressobj(31) if start.startswith(_GZIP) else None
        self._ready = bytearray()
        self._taken = self._made = 0

    @property
    def packed(self) -> bool:
        return self._unpacker is not None

    def read(self, count: int) -> bytes:
        while len(self._ready) < count and self._more():
            pass
        found = bytes(self._ready[:count])
        del self._ready[:count]
        return found

    def line(self) -> bytes:
        while (place := self._ready.find(b"\n")) < 0:
            if len(self._ready) > _CHUNK or not self._more():
                raise self.bad("a header without an end")
        found = bytes(self._ready[: place + 1])
        del self._ready[: place + 1]
        return found

    def _more(self) -> bool:
        if self._unpacker is None:
            self._ready += self._raw
            self._taken += len(self._raw)
            more, self._raw = bool(self._raw), self._file.read(_CHUNK)
            return more
        if self._over(self._unpacker):
            return False
        given = self._unpacker.unconsumed_tail or self._raw
        try:
            made = self._unpacker.decompress(given, _CHUNK)
        except zlib.error as error:
            raise self.bad("it cannot be unpacked") from error
        self._ready += made
        self._made += len(made)
        if not self._over(self._unpacker):
            if not given and not made:
                raise self.bad("it breaks off inside a compressed record")
            if not self._unpacker.unconsumed_tail:
                self._raw = self._file.read(_CHUNK)
        if self._made > FREE and self._made > RATIO * max(1, self._file.tell() - self._offset):
            raise self.bad("it unpacks to far more than it is, as only a bomb does")
        return True

    @staticmethod
    def _over(unpacker: zlib._Decompress) -> bool:
        return unpacker.eof

    def end(self) -> int:
        """Where in the file the record ends, once it is read."""
        if self._unpacker is None:
            return self._offset + self._taken - len(self._ready)
        while self._more():
            pass
        if len(self._ready):
            raise self.bad("it is longer than it says")
        return self._file.tell() - len(self._unpacker.unused_data)

    def bad(self, why: str) -> Unsafe:
        return Unsafe(
            f"{self._name}, the record at byte {self._offset:,}: {why}.", "Get the file anew from where it came."
        )


def read_record(path: Path, offset: int) -> Record | None:
    """Read one record and check it; None at the end of the file.

    Raises:
        Unsafe: if it is not what it says.
    """
    with path.open("rb") as file:
        found, block = _record_at(file, offset, path.name, keep=True)
    return None if found is None else Record(found.headers, block, offset, found.end)


def check_file(path: Path) -> Iterator[Record]:
    """Check every record of a file; yield each without its block.

    Raises:
        Unsafe: naming the first record that is not what it says.
    """
    offset, whole = 0, path.stat().st_size
    with path.open("rb") as file:
        while offset < whole:
            found, _ = _record_at(file, offset, path.name, keep=False)
            if found is None:
                return
            yield found
            offset = found.end


def _record_at(file: IO[bytes], offset: int, name: str, *, keep: bool) -> tuple[Record | None, bytes]:
    source = _Unpacked(file, offset, name)
    first = source.read(1)
    if not first:
        return None, b""
    headers = _headers(source, first)
    length = headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,12}", length):
        raise source.bad("it does not say how long it is")
    if int(length) > LARGEST:
        raise source.bad(f"it is larger than {LARGEST >> 20} MB")
    check = _Digests(headers)
    kept, left = bytearray(), int(length)
    while left:
        part = source.read(min(left, _CHUNK))
        if not part:
            raise source.bad("it is shorter than it says")
        left -= len(part)
        check.take(part)
        if keep:
            kept += part
    if source.read(4) != b"\r\n\r\n":
        raise source.bad("it does not end where it says")
    if wrong := check.wrong():
        raise source.bad(f"its {wrong} digest does not fit")
    return Record(headers, b"", offset, source.end()), bytes(kept)


def _headers(source: _Unpacked, first: bytes) -> dict[str, str]:
    if not re.fullmatch(rb"WARC/(0\.1[78]|1\.[01])\s*", first + source.line()):
        raise source.bad("it is no WARC record")
    headers: dict[str, str] = {}
    for _ in range(200):
        line = source.line().strip(b"\r\n")
        if not line:
            return headers
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon:
            raise source.bad("a header is not written as one")
        if name.strip().lower() == "content-length" and "content-length" in headers:
            raise source.bad("it says twice how long it is")
        headers.setdefault(name.strip().lower(), value.strip())
    raise source.bad("it has more headers than any record has")


class _Digests:
    """Reckons the digests that a record states, while its block goes by."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._block = _stated(headers.get("warc-block-digest", ""))
        answer = "msgtype=" in headers.get("content-type", "")
        referred = headers.get("warc-type") == "revisit" or "warc-segment-number" in headers
        self._payload = None if referred else _stated(headers.get("warc-payload-digest", ""))
        self._head: bytearray | None = bytearray() if answer else None
        self._chunked = False

    def take(self, part: bytes) -> None:
        if self._block:
            self._block[1].update(part)
        if self._payload is None:
            return
        if self._head is not None:
            self._head += part
            place = self._head.find(b"\r\n\r\n")
            if place < 0:
                return
            self._chunked = b"transfer-encoding" in self._head[:place].lower()
            part, self._head = bytes(self._head[place + 4 :]), None
        self._payload[1].update(part)

    def wrong(self) -> str:
        if self._block and not _fits(*self._block):
            return "block"
        # Some programs reckon it before and some after taking off the transfer coding.
        if self._payload and self._head is None and not self._chunked and not _fits(*self._payload):
            return "payload"
        return ""


def _stated(text: str) -> tuple[str, _Hash] | None:
    name, _, value = text.partition(":")
    made = _HASHES.get(name.lower().replace("-", ""))
    return (value.strip(), made()) if made and value else None


def _fits(stated: str, found: _Hash) -> bool:
    digest = found.digest()
    return stated.lower() == digest.hex() or stated.upper().rstrip("=") == b32encode(digest).decode().rstrip("=")


def split_http(block: bytes) -> tuple[int, Mapping[str, str], bytes]:
    """Take an HTTP answer apart: status (0 if it is none), headers in lower case, body without transfer coding."""
    head, _, body = block.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split("\r\n")
    status = re.match(r"HTTP/\d(?:\.\d)? (\d{3})", lines[0])
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    return int(status[1]) if status else 0, headers, body


def media_of(headers: Mapping[str, str]) -> str:
    """Return the kind of content that headers state, without its parameters."""
    return str(headers.get("content-type", "")).partition(";")[0].strip().lower()[:100]


def charset_of(headers: Mapping[str, str]) -> str:
    """Return the encoding that headers state."""
    found = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", str(headers.get("content-type", "")), re.IGNORECASE)
    return found[1] if found else ""


def _without_chunks(body: bytes) -> bytes:
    parts, place = list[bytes](), 0
    while (end := body.find(b"\r\n", place)) >= 0:
        size = re.fullmatch(rb"([0-9a-fA-F]{1,8})(;.*)?", body[place:end])
        if size is None:
            break
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + length])
        place = end + 2 + length + 2
    return b"".join(parts) if parts else body
