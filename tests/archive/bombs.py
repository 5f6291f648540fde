"""Files that are made to break whoever reads them."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO

GOOD = (
    b"<html><head><title>They left</title></head><body><article><h1>They left</h1><p>"
    + b"She left the group in the spring, she said, because it had lied to her about the war. " * 4
    + b"</p></article></body></html>"
)


@cache
def zeros(megabytes: int) -> bytes:
    """Pack so many megabytes of nothing, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def packed(entries: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]]) -> bytes:
    """Make a ZIP."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str | bytes) -> bytes:
    """Make a DOCX whose document is the given XML."""
    document = body.encode() if isinstance(body, str) else body
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>'
    )
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    return packed(
        [("[Content_Types].xml", types.encode()), ("_rels/.rels", rels.encode()), ("word/document.xml", document)]
    )


def pdf(*objects: bytes) -> bytes:
    """Make a PDF out of numbered objects; the first is the catalogue."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def paper(*lines: str) -> bytes:
    """Make a PDF of one page that says some lines."""
    said = (
        b"BT /F 12 Tf 40 700 Td " + b" ".join(b"(%s) Tj 0 -20 Td" % line.encode("latin-1") for line in lines) + b" ET"
    )
    return _one_page(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(said), said))


def _one_page(content: bytes) -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, _FONT)


def flate_bomb() -> bytes:
    """Make a PDF whose one stream unpacks to 1 GB."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    return _one_page(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data))


def page_tree_loop() -> bytes:
    """Make a PDF whose tree of pages is its own branch."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 /Parent 2 0 R >>"
    )


def laughs() -> bytes:
    """Make a DOCX whose XML grows a thousand million fold."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">{entities}]>'
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return docx(f"{body}<w:document {word}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>")


NAMES = (
    "gzip of 1 GB",
    "gzip in gzip",
    "gzip in gzip in gzip",
    "60,000 files",
    "out of its folder",
    "docx of 500 MB",
    "200,000 nested div",
    "9,000 nested div",
    "nested tables",
    "many attributes",
    "PDF of 1 GB",
    "page-tree loop",
    "billion laughs",
    "nothing",
    "picture",
)


def bombs() -> dict[str, bytes]:
    """Return all of them, by name."""
    return {
        "gzip of 1 GB": zeros(1024),
        "gzip in gzip": gzip.compress(zeros(1024)),
        "gzip in gzip in gzip": gzip.compress(gzip.compress(gzip.compress(GOOD))),
        "60,000 files": packed([(f"word/{n}", b"") for n in range(60_000)]),
        "out of its folder": packed([("../../evil", b"x"), ("word/document.xml", b"x")]),
        "docx of 500 MB": packed([("word/document.xml", bytes(1 << 20) * 500)]),
        "200,000 nested div": b"<html><body>" + b"<div>" * 200_000 + b"words",
        "9,000 nested div": b"<html><body>" + b"<div>" * 9_000 + b"words" + b"</div>" * 9_000,
        "nested tables": b"<html><body>" + b"<table><tr><td>" * 3_000 + b"words",
        "many attributes": b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">words",
        "PDF of 1 GB": flate_bomb(),
        "page-tree loop": page_tree_loop(),
        "billion laughs": laughs(),
        "nothing": b"",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    }
