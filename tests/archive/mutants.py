"""Good files with bytes changed, cut out, doubled and moved, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.archive.bombs import GOOD, docx, paper

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TOLD = "<w:p><w:r><w:t>They lied to us, so we left.</w:t></w:r></w:p>"
_TABLE = f"<w:tbl><w:tr><w:tc>{_TOLD}</w:tc></w:tr></w:tbl>"
_DOCUMENT = f'<?xml version="1.0"?><w:document {_WORD}><w:body>{_TOLD}{_TABLE}</w:body></w:document>'


def seeds() -> dict[str, tuple[bytes, str]]:
    """Return a good file of each kind, with what it says it is."""
    rich = GOOD.replace(
        b"<title>",
        b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2015-03-02",'
        b'"author":[{"name":"A. Reed"}]}</script><meta property="og:title" content="Left"><title>',
    )
    return {
        "page": (rich, "text/html"),
        "pdf": (paper("They lied to us.", "So I left."), "application/pdf"),
        "docx": (docx(_DOCUMENT), ""),
        "docx, unpacked": (_DOCUMENT.encode(), ""),
        "captions": (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mina>They lied.\n\n00:03.000 --> 00:04.000\nI left.\n",
            "",
        ),
        "text": ("غادرت الجماعة لأنها كذبت علينا. They lied to us.".encode(), "text/plain"),
    }


def mutants(kind: str, count: int) -> Iterator[tuple[bytes, str]]:
    """Yield so many mutants of one kind; what is packed is changed before it is packed, or after."""
    chance = random.Random(kind)
    good, media = seeds()[kind]
    for _ in range(count):
        made = mutant(good, chance)
        yield docx(made) if kind == "docx, unpacked" else made, media


def mutant(good: bytes, chance: random.Random) -> bytes:
    """Change a file in one to eight places."""
    data = bytearray(good)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) or 1)
        length = chance.choice((1, 1, 2, 8, 64))
        kind = chance.randrange(5)
        if kind == 0 and data:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length] * chance.randint(1, 20)
        elif kind == 3:
            data[at:at] = chance.randbytes(length)
        else:
            data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"-1  "))
    return bytes(data)
