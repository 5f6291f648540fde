"""The process that reads hostile files: it loads the readers once, then forks fenced workers, one after another.

Run as `python -I -m outspoken.archive.foreman`.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from outspoken.archive.answers import told
from outspoken.archive.overseer import oversee, said
from outspoken.archive.records import ReadOut
from outspoken.archive.texts import read_bytes
from outspoken.archive.warc import Record, charset_of, media_of, read_record


def main() -> None:
    """Fork workers until the asking ends."""
    oversee(_warm, lambda asked, blobs: (_answer(asked, blobs), []))


_INVENTED = "<p>Some words of ours, so that what all readers need is loaded once, before the first fork.</p>"


def _warm() -> None:
    """Read two invented pages, of which the short one asks all programs that find a text and a date."""
    for count in (1, 20):
        page = f"<html><body><article>{_INVENTED * count}</article></body></html>"
        read_bytes(page.encode(), "text/html", "https://example.org/", date(2020, 1, 1))


def _answer(asked: dict[str, Any], blobs: list[bytes]) -> dict[str, Any]:
    try:
        if "path" in asked:
            return _from_record(Path(asked["path"]), asked)
        return {"read": told(_read(blobs[0], asked))}
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on hostile bytes is one file's fate
        return {"refused": said(error)}


def _read(body: bytes, asked: dict[str, Any]) -> ReadOut:
    return read_bytes(
        body,
        str(asked["media"]),
        str(asked["address"]),
        date.fromisoformat(asked["seen"]),
        str(asked.get("coding", "")),
        str(asked.get("charset", "")),
    )


def _from_record(path: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Read what a record holds; what is asked beside its place speaks of the capture that refers to it."""
    record = read_record(path, int(asked["offset"]))
    if record is None:
        return {"refused": "There is no record at that place."}
    found = about(record)
    if record.kind not in {"response", "resource"}:
        return found
    try:
        status, headers, body = record.http if record.kind == "response" else (200, record.headers, record.block)
        found |= {"status": status, "media": media_of(headers), "sha256": sha256(body).hexdigest()}
        if 200 <= status < 300 and readable(str(found["media"])):
            how = {"media": found["media"], "address": record.address, "seen": found["at"][:10]}
            how |= {name: asked[name] for name in ("address", "seen") if name in asked}
            coding = headers.get("content-encoding", "") if record.kind == "response" else ""
            found["read"] = told(_read(body, {**how, "coding": coding, "charset": charset_of(headers)}))
        else:
            found["refused"] = f"It is of a kind that is not read: {found['media'] or status}."
    except Exception as error:  # noqa: BLE001 - as above; what is known of the record is told all the same
        found["refused"] = said(error)
    return found


def about(record: Record) -> dict[str, Any]:
    """What of a record's headers is wanted."""
    at = record.headers.get("warc-date", "")
    known = re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z", at) is not None
    return {"kind": record.kind, "address": record.address[:2_000], "at": at if known else "1970-01-01T00:00:00Z"}


_READABLE = re.compile(
    r"|text/(html|plain|vtt|srt)|application/(xhtml\+xml|pdf|x-subrip|msword|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document|octet-stream)"
)


def readable(media: str) -> bool:
    """Whether words are looked for in such content."""
    return _READABLE.fullmatch(media) is not None


if __name__ == "__main__":
    main()
