"""Read the words of whatever was captured or given: pages, PDF, DOCX, captions, plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from outspoken.archive.blemishes import blemishes
from outspoken.archive.captions import are_captions, read_captions
from outspoken.archive.decoding import to_text, unpack
from outspoken.archive.pages import read_page
from outspoken.archive.papers import LONGEST, read_docx, read_pdf
from outspoken.archive.records import ReadOut
from outspoken.errors import Unsafe
from outspoken.text.languages import direction_of, language_of

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x00\x00\x00", b"OggS", b"ID3", b"\x1aE\xdf\xa3")


def read_bytes(body: bytes, media: str, address: str, seen: date, coding: str = "", charset: str = "") -> ReadOut:
    """Read the words out of a body, by what it is and not by what it says it is.

    Raises:
        Unsafe: if it could be a bomb, or holds no words that can be read.
    """
    data = unpack(body, coding)
    if not data.strip():
        raise Unsafe("It is empty.")
    if _PDF in data[:1024]:
        return _with_outlet(read_pdf(data), address)
    if data.startswith(_ZIP):
        return _with_outlet(read_docx(data), address)
    if data.startswith(_PICTURES):
        raise Unsafe("It is a picture, a sound or a film, and holds no words that can be read.")
    text = to_text(data, charset)
    if len(text) > LONGEST:
        raise Unsafe("It holds more words than any story does.")
    if are_captions(text):
        return read_captions(text)
    opening = text[:2_000].lower()
    if "html" in media or "<html" in opening or "<!doctype html" in opening or "<body" in opening:
        found = read_page(text, address, seen)
        if not found.words.strip():
            raise Unsafe(
                "The page holds no words of a story; a script may build it.", "Give its words by `archive give`."
            )
        return found
    return _with_outlet(read_plain(text), address)


def read_plain(text: str) -> ReadOut:
    """Read a plain text as it is; only its line ends are made alike."""
    words = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd").strip()
    if not words:
        raise Unsafe("It holds no words.")
    return ReadOut(words=words, language=language_of(words), direction=direction_of(words), marks=blemishes(words, []))


def _with_outlet(found: ReadOut, address: str) -> ReadOut:
    host = address.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    return replace(found, outlet=host) if host and not found.outlet else found
