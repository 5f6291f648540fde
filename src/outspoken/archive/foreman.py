"""The process that reads hostile files: it loads the readers once, then forks fenced workers, one after another.

Run as `python -I -m outspoken.archive.foreman`. A worker answers one file after another
on the foreman's pipes and goes after FILES_EACH of them. If one dies, the foreman says by
what and forks the next, so that the next good file is read at once.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from outspoken.archive import frames, limits
from outspoken.archive.answers import told
from outspoken.archive.records import ReadOut
from outspoken.archive.texts import read_bytes
from outspoken.archive.warc import Record, read_record
from outspoken.errors import Unsafe
from outspoken.text.languages import language_of

FILES_EACH = 100
"""How many files a worker reads before another takes its place."""


def main() -> None:
    """Fork workers until the asking ends."""
    how = limits.without_network()
    language_of("Some words, so that the tables of languages are loaded before the first fork. " * 2)
    gc.collect()
    gc.freeze()
    frames.send(sys.stdout.buffer, {"ready": how})
    while True:
        worker = os.fork()
        if not worker:
            os._exit(_work(sys.stdin.buffer, sys.stdout.buffer))
        _, ending = os.waitpid(worker, 0)
        if os.WIFEXITED(ending) and os.WEXITSTATUS(ending) == 3:
            return
        if not os.WIFEXITED(ending) or os.WEXITSTATUS(ending):
            frames.send(sys.stdout.buffer, {"refused": _why(ending)})


def _why(ending: int) -> str:
    number = os.WTERMSIG(ending) if os.WIFSIGNALED(ending) else 0
    if number in {signal.SIGALRM, signal.SIGXCPU}:
        return f"Reading it took longer than {limits.CPU} s, so it was given up."
    return "Reading it broke the program that reads, so it was given up."


def _work(asked: IO[bytes], answered: IO[bytes]) -> int:
    """Answer until it is another worker's turn (0) or the asking ends (3)."""
    limits.fence()
    for _ in range(FILES_EACH):
        frame = frames.receive(asked)
        if frame is None:
            return 3
        limits.begin()
        answer = _answer(*frame)
        limits.end()
        frames.send(answered, answer)
    return 0


def _answer(asked: dict[str, Any], blobs: list[bytes]) -> dict[str, Any]:
    try:
        if "path" in asked:
            return _from_record(Path(asked["path"]), asked)
        return {"read": told(_read(blobs[0], asked))}
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on hostile bytes is one file's fate
        return {"refused": _said(error)}


def _said(error: Exception) -> str:
    if isinstance(error, Unsafe):
        return error.message
    if isinstance(error, MemoryError):
        return f"Reading it took more than {limits.MEMORY >> 20} MB of memory, so it was given up."
    if isinstance(error, RecursionError):
        return "It is nested deeper than any file is."
    return f"It is damaged, and cannot be read ({type(error).__name__})."


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
        found["refused"] = _said(error)
    return found


def about(record: Record) -> dict[str, Any]:
    """What of a record's headers is wanted."""
    at = record.headers.get("warc-date", "")
    known = re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z", at) is not None
    return {"kind": record.kind, "address": record.address[:2_000], "at": at if known else "1970-01-01T00:00:00Z"}


def media_of(headers: Any) -> str:
    """Return the kind of content that headers state, without its parameters."""
    return str(headers.get("content-type", "")).partition(";")[0].strip().lower()[:100]


def charset_of(headers: Any) -> str:
    """Return the encoding that headers state."""
    found = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", str(headers.get("content-type", "")), re.IGNORECASE)
    return found[1] if found else ""


_READABLE = re.compile(
    r"|text/(html|plain|vtt|srt)|application/(xhtml\+xml|pdf|x-subrip|msword|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document|octet-stream)"
)


def readable(media: str) -> bool:
    """Whether words are looked for in such content."""
    return _READABLE.fullmatch(media) is not None


if __name__ == "__main__":
    main()
