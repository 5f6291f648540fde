"""Keep an uploaded file between the look at what it would bring and the adding itself."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

from outspoken.errors import FileError, NotFound
from outspoken.study.files import write_whole
from outspoken.study.study import Study

LARGEST = 64 << 20
"""Bytes of an upload; larger files are added at the command line, or from the study's folder."""
_A_DAY = 24 * 60 * 60
_TOKEN = re.compile(r"[0-9a-f]{32}")


def plain_name(sent: str) -> str:
    r"""Return what a file is called, whatever a browser says: without folders, marks of direction, control characters.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\Users\\x\\a.ris"), plain_name("a\u202etxt.exe\x00.html")
    ('passwd', 'a.ris', 'atxt.exe.html')
    """
    last = re.split(r"[/\\]", sent)[-1]
    kept = "".join(one for one in last if unicodedata.category(one)[0] != "C").strip(" .")
    return kept[-120:] or "upload"


def put(study: Study, parts: Iterable[bytes], size: int) -> str:
    """Keep what was sent, under a name that nobody can guess, and return that.

    Raises:
        FileError: if it is too large.
    """
    too_large = FileError(
        f"the file is larger than {LARGEST >> 20} MB.",
        "Split it, or add it at the command line: `outspoken collect add FILE`.",
        file="upload",
    )
    if size > LARGEST:
        raise too_large
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > LARGEST:
            raise too_large
    _clear(study)
    token = token_hex(16)
    write_whole(_folder(study) / token, bytes(data))
    return token


def fetch(study: Study, token: str) -> bytes:
    """Return what was kept.

    Raises:
        NotFound: if it is not there any more.
    """
    # Safety: only a name that `put` makes can name a file.
    if not _TOKEN.fullmatch(token) or not (_folder(study) / token).is_file():
        raise NotFound("The uploaded file is not there any more.", "Send it again.")
    return (_folder(study) / token).read_bytes()


def forget(study: Study, token: str) -> None:
    """Take away what was kept; what is not there is gone already."""
    if _TOKEN.fullmatch(token):
        (_folder(study) / token).unlink(missing_ok=True)


def _clear(study: Study) -> None:
    """Take away what nobody added within a day."""
    for path in _folder(study).glob("*"):
        if _TOKEN.fullmatch(path.name) and path.stat().st_mtime < time.time() - _A_DAY:
            path.unlink(missing_ok=True)


def _folder(study: Study) -> Path:
    return study.folder / ".outspoken" / "uploads"
