"""WACZ, the ZIP in which web archives travel: make one of the archive, and take the WARC files out of one."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from outspoken.archive.objects import Archive
from outspoken.archive.papers import MOST_ENTRIES
from outspoken.archive.records import Capture
from outspoken.archive.warc import TOOL
from outspoken.errors import StudyError, Unsafe

LARGEST = 20 << 30
"""Bytes of the WARC files of one package."""
_WARC = re.compile(r"archive/[^/\\]+\.warc(\.gz)?")
_ZIP = b"PK\x03\x04"
_FIXED = (1980, 1, 1, 0, 0, 0)
"""The time in the ZIP's own entries, so that the same archive gives the same package."""


def write_wacz(archive: Archive, captures: Sequence[Capture], titles: dict[int, str], target: Path) -> str:
    """Write a WACZ 1.1.1 of all captures that hold a page; return its SHA-256.

    Raises:
        StudyError: if it cannot be written; what was there before is untouched.
    """
    aside = target.with_name(f".{target.name}.tmp")
    good = [one for one in captures if one.status and not one.problem]
    files = sorted({one.file for one in good})
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as package:
            resources = [_add_file(package, f"archive/{_flat(file)}", archive.path(file)) for file in files]
            pages = "".join(_page_lines(good, titles)).encode()
            resources.append(_add(package, "pages/pages.jsonl", pages))
            index = "".join(sorted(_index_line(one) for one in good)).encode()
            resources.append(_add(package, "indexes/index.cdx.gz", gzip.compress(index, 6, mtime=0)))
            told = json.dumps(_datapackage(resources), indent=2).encode()
            _add(package, "datapackage.json", told)
            digest = json.dumps({"path": "datapackage.json", "hash": f"sha256:{sha256(told).hexdigest()}"})
            _add(package, "datapackage-digest.json", digest.encode())
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StudyError(
            f"{target} could not be written ({error.strerror or error}).", "Free some space, or name another place."
        ) from error
    return sha256(target.read_bytes()).hexdigest()


def _flat(file: str) -> str:
    return file.rpartition("/")[2]


def _add(package: zipfile.ZipFile, name: str, data: bytes) -> dict[str, object]:
    package.writestr(zipfile.ZipInfo(name, _FIXED), data)
    return {"name": _flat(name), "path": name, "hash": f"sha256:{sha256(data).hexdigest()}", "bytes": len(data)}


def _add_file(package: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    seal, size = sha256(), 0
    with path.open("rb") as source, package.open(zipfile.ZipInfo(name, _FIXED), "w", force_zip64=True) as entry:
        while part := source.read(1 << 20):
            entry.write(part)
            seal.update(part)
            size += len(part)
    return {"name": _flat(name), "path": name, "hash": f"sha256:{seal.hexdigest()}", "bytes": size}


def _page_lines(captures: Sequence[Capture], titles: dict[int, str]) -> Iterator[str]:
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All pages"}) + "\n"
    for one in captures:
        told = {
            "id": f"S{one.story_id}-{one.id}",
            "url": one.address,
            "ts": one.at,
            "title": titles.get(one.story_id, ""),
        }
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _index_line(one: Capture) -> str:
    stamp = re.sub(r"\D", "", one.at)[:14]
    told = {
        "url": one.address,
        "mime": one.media,
        "status": str(one.status),
        "digest": f"sha256:{one.sha256}",
        "length": str(one.length),
        "offset": str(one.offset),
        "filename": _flat(one.file),
    }
    return f"{turned(one.address)} {stamp} {json.dumps(told)}\n"


def turned(address: str) -> str:
    """Return the form by which indexes of web archives are sorted, the host turned round.

    >>> turned("https://www.Example.org/A?b")
    'org,example)/a?b'
    """
    parts = urlsplit(address.lower())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return ",".join(reversed(host.split("."))) + f"{port}){rest}"


def _datapackage(resources: list[dict[str, object]]) -> dict[str, object]:
    return {"profile": "data-package", "wacz_version": "1.1.1", "software": TOOL, "resources": resources}


def names_of(source: Path) -> list[str]:
    """Return how the WARC files of a source are called in it, behind a `#`; nothing for a source that is one itself."""
    with source.open("rb") as file:
        if file.read(4) != _ZIP:
            return [""]
    with zipfile.ZipFile(source) as package:
        return [f"#{one.filename}" for one in package.infolist() if _WARC.fullmatch(one.filename)]


@contextmanager
def warc_files(source: Path) -> Iterator[list[Path]]:
    """Return the WARC files of a source: itself, or those a WACZ packs, unpacked aside for as long as they are needed.

    Raises:
        Unsafe: if the package could be a bomb, or holds no WARC file.
    """
    with source.open("rb") as file:
        packed = file.read(4) == _ZIP
    if not packed:
        yield [source]
        return
    with tempfile.TemporaryDirectory() as aside:
        yield list(_unpacked(source, Path(aside)))


def _unpacked(source: Path, aside: Path) -> list[Path]:
    try:
        with zipfile.ZipFile(source) as package:
            entries = package.infolist()
            warcs = [one for one in entries if _WARC.fullmatch(one.filename)]
            if len(entries) > 10 * MOST_ENTRIES or sum(one.file_size for one in warcs) > LARGEST:
                raise Unsafe(f"{source.name} packs more than any archive does.")
            if not warcs:
                raise Unsafe(f"{source.name} is a ZIP that packs no WARC file.", "Give a WARC or WACZ file.")
            found = []
            for number, one in enumerate(warcs):
                # Safety: a name out of the package is never used as a name on this disk.
                path = aside / f"{number}.warc{'.gz' if one.filename.endswith('.gz') else ''}"
                _copy(package, one, path)
                found.append(path)
            return found
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError) as error:
        raise Unsafe(f"{source.name} is damaged, and cannot be unpacked.", "Get it anew.") from error


def _copy(package: zipfile.ZipFile, one: zipfile.ZipInfo, path: Path) -> None:
    left = one.file_size
    with package.open(one) as entry, path.open("wb") as target:
        while part := entry.read(1 << 20):
            left -= len(part)
            if left < 0:
                raise Unsafe("A file in the package is larger than it says.")
            target.write(part)
