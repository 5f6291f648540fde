"""Unpack what was sent and turn bytes into text: with an end to how much, and by rules that say how they chose."""

from __future__ import annotations

import codecs
import re
import zlib

from charset_normalizer import from_bytes

from outspoken.errors import Unsafe

LARGEST = 100 << 20
"""Bytes after unpacking."""
RATIO, FREE = 200, 10 << 20
LAYERS = 2
"""How many times over something may be packed."""
_GZIP = b"\x1f\x8b"
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
"""What pages declare, and what browsers read them as."""


def unpack(body: bytes, coding: str) -> bytes:
    """Take the content coding off a body.

    Raises:
        Unsafe: if it cannot be unpacked, or unpacks to far more than it is.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",") if part.strip()]):
        if name in {"identity", ""}:
            continue
        if name not in {"gzip", "x-gzip", "deflate"}:
            raise Unsafe(f"It is packed with {name[:20]}, which is not read.")
        if name == "deflate":
            body = _unpacked(body, 15 if body[:1] == b"\x78" else -15)
    for _ in range(LAYERS):
        if not body.startswith(_GZIP):
            return body
        body = _unpacked(body, 31)
    if body.startswith(_GZIP):
        raise Unsafe(f"It is packed more than {LAYERS} times over.")
    return body


def _unpacked(body: bytes, how: int) -> bytes:
    most = min(LARGEST, max(FREE, RATIO * len(body)))
    unpacker = zlib.decompressobj(how)
    try:
        found = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise Unsafe("It is packed, and cannot be unpacked.") from error
    if len(found) > most:
        raise Unsafe(f"It unpacks from {len(body) / 1e6:.1f} MB to more than {most >> 20} MB, as only a bomb does.")
    if not unpacker.eof:
        raise Unsafe("It is packed, and breaks off before its end.")
    return found


def to_text(data: bytes, declared: str = "") -> str:
    """Turn bytes into text.

    A byte-order mark is believed first, then UTF-8 where every byte fits it, then what was
    declared by the server or in the page, then the likeliest by its letters.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    inside = _META.search(data[:4096])
    for name in (declared, inside[1].decode("ascii") if inside else ""):
        if name and (found := _decoded(data, name)) is not None:
            return found
    # Of a few letters anything can be made; most pages that declare nothing are Western.
    best = from_bytes(data[: 1 << 16]).best() if len(data) >= 64 else None
    return data.decode(best.encoding if best else "cp1252", "replace")


def _decoded(data: bytes, name: str) -> str | None:
    name = name.strip("\"' ").lower()
    try:
        codec = codecs.lookup(_WIDER.get(name, name))
    except (LookupError, ValueError):
        return None
    if codec.name == "utf-8" or not getattr(codec, "_is_text_encoding", True):
        # Almost UTF-8: a few bytes were cut or spoilt on the way.
        return data.decode("utf-8", "replace") if codec.name == "utf-8" else None
    try:
        return data.decode(codec.name, "replace")
    except (UnicodeError, ValueError):
        return None
