"""The archive on disk: objects that bear their own hash as a name, and a manifest that is only ever added to.

    archive/manifest.jsonl     a line for each object, sealed with the hash of the line before
    archive/ab/ab12….warc.gz   an object: one visit, one given file, or one imported WARC
    archive/anchors/           what others said of the manifest's hash, and when

An object is written whole, then its line, then the study's database: a process that is
killed in between leaves an object without a line, which the next one takes away, or a
line without a capture, which the next one takes up.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from outspoken.archive.warc import Earlier, Record, Written, check_file, read_record
from outspoken.errors import SealBroken, StudyError, Unsafe
from outspoken.study.files import digest, write_whole
from outspoken.study.study import Study

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without it has one writer
    fcntl = None  # type: ignore[assignment]

FIRST = "0" * 64
_OBJECT = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}\.warc(\.gz)?")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the manifest says of a capture: enough to write it into a study's database anew."""

    story: int
    at: str
    asked: str
    address: str
    status: int
    media: str
    sha256: str
    """Of the body."""
    offset: int
    length: int
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the manifest."""

    file: str
    sha256: str
    bytes: int
    tool: str
    previous: str
    captures: tuple[Kept, ...]


class Archive:
    """The archive of a study."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = folder / "manifest.jsonl"
        self.anchors = folder / "anchors"
        self._bodies: dict[str, tuple[str, int, Earlier]] = {}
        self._head, self._size = FIRST, 0

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("a") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def recover(self) -> None:
        """Take away what a killed process left half done; nothing that was acknowledged is touched."""
        with self._locked():
            self._mend_manifest()
            listed = {entry.file for entry in self.entries()}
            for path in self._files():
                if path.name.endswith(".tmp") or self._named(path) not in listed:
                    path.unlink()

    def _mend_manifest(self) -> None:
        if not self.manifest.exists():
            return
        data = self.manifest.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(self.manifest, whole)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("??/*") if path.is_file())

    def _named(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def entries(self) -> list[Entry]:
        """Read the manifest.

        Raises:
            SealBroken: naming the first line that is not what it was.
        """
        found, previous = [], FIRST
        if not self.manifest.exists():
            return []
        for number, line in enumerate(self.manifest.read_bytes().splitlines(keepends=True), start=1):
            entry = _entry(line)
            if entry is None or entry.previous != previous:
                raise SealBroken(
                    f"The manifest of the archive was changed at line {number}.",
                    "Restore archive/manifest.jsonl from a backup, and find out who had access.",
                )
            previous = sha256(line).hexdigest()
            found.append(entry)
        return found

    def add(self, written: Written, kept: Kept | None, tool: str) -> tuple[Entry, Kept | None]:
        """Keep an object and write its line; return both as they stand."""
        name = sha256(written.data).hexdigest()
        path = self.folder / name[:2] / f"{name}.warc.gz"
        with self._locked():
            write_whole(path, written.data)
            return self._list(path, name, len(written.data), tool, (kept,) if kept else ()), kept

    def take_in(self, source: Path, tool: str) -> Entry:
        """Keep a copy of a whole WARC file, byte for byte; one that is there already is not kept twice."""
        name = digest(source)
        path = self.folder / name[:2] / f"{name}.warc{'.gz' if source.name.endswith('.gz') else ''}"
        for entry in self.entries():
            if entry.file == self._named(path):
                return entry
        with self._locked():
            _copy_whole(source, path)
            return self._list(path, name, path.stat().st_size, tool, ())

    def _list(self, path: Path, name: str, size: int, tool: str, captures: tuple[Kept, ...]) -> Entry:
        self._catch_up()
        entry = Entry(self._named(path), name, size, tool, self._head, captures)
        line = (json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        try:
            with self.manifest.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StudyError(
                f"The manifest of the archive could not be written ({error.strerror or error}).",
                "Free some space, then run the same command again.",
            ) from error
        self._learn(line)
        return entry

    def _catch_up(self) -> None:
        """Read what other processes have added since."""
        if not self.manifest.exists() or self.manifest.stat().st_size == self._size:
            return
        with self.manifest.open("rb") as file:
            file.seek(self._size)
            for line in file:
                self._learn(line)

    def _learn(self, line: bytes) -> None:
        self._head, self._size = sha256(line).hexdigest(), self._size + len(line)
        entry = _entry(line)
        if entry is None:
            return
        for one in entry.captures:
            self._bodies.setdefault(one.sha256, (entry.file, one.offset, Earlier(one.address, one.at)))

    @property
    def head(self) -> str:
        """SHA-256 of the last line of the manifest: whoever keeps it elsewhere can prove what was there."""
        self._catch_up()
        return self._head

    def last_line(self) -> bytes:
        """The line of the manifest whose SHA-256 is its head; empty where there is none."""
        lines = self.manifest.read_bytes().splitlines(keepends=True) if self.manifest.exists() else []
        return lines[-1] if lines else b""

    def heads(self) -> dict[str, int]:
        """Every head that the manifest has had, with how many objects it spoke for."""
        lines = self.manifest.read_bytes().splitlines(keepends=True) if self.manifest.exists() else []
        return {sha256(line).hexdigest(): count for count, line in enumerate(lines, start=1)}

    def earlier(self, seal: str) -> Earlier | None:
        """Where a body was kept before, by its hash."""
        self._catch_up()
        known = self._bodies.get(seal)
        return known[2] if known else None

    def path(self, file: str) -> Path:
        """Where an object lies.

        Raises:
            Unsafe: if the name is not one of an object.
        """
        if not _OBJECT.fullmatch(file):
            raise Unsafe(f"{file!r} is not the name of an object of the archive.")
        return self.folder / file

    def body(self, file: str, offset: int, seal: str) -> tuple[Path, int]:
        """Where the body of a capture lies: in its own record, or in that of an earlier capture of the same body."""
        self._catch_up()
        known = self._bodies.get(seal)
        return (self.path(known[0]), known[1]) if known else (self.path(file), offset)

    def record(self, file: str, offset: int) -> Record:
        """Read the record of a capture and check it; for one that refers to an earlier body, that of the earlier.

        Raises:
            SealBroken: if it is not there.
            Unsafe: if it is not what it says.
        """
        found = self._at(file, offset)
        if found.kind != "revisit":
            return found
        self._catch_up()
        seal = found.headers.get("warc-payload-digest", "").removeprefix("sha256:")
        original = self._at(*self._bodies[seal][:2])
        return Record(found.headers, found.block + original.http[2], found.offset, found.end)

    def _at(self, file: str, offset: int) -> Record:
        path = self.path(file)
        found = read_record(path, offset) if path.is_file() else None
        if found is None:
            raise SealBroken(f"The archive no longer holds {file}.", "Restore the folder archive/ from a backup.")
        return found

    def verify(self) -> Iterator[int]:
        """Check every object against the manifest, and every record in it; yield how many records are fine so far.

        Raises:
            SealBroken: naming the first record or object that is not what it was.
        """
        good, listed = 0, set()
        for entry in self.entries():
            path = self.path(entry.file)
            if not path.is_file():
                raise SealBroken(f"{entry.file} is gone.", "Restore the folder archive/ from a backup.")
            listed.add(entry.file)
            try:
                for _ in check_file(path):
                    good += 1
            except Unsafe as error:
                raise SealBroken(error.message, "Restore the folder archive/ from a backup.") from error
            if path.stat().st_size != entry.bytes or digest(path) != entry.sha256:
                raise SealBroken(
                    f"{entry.file} is not what it was when it was kept.", "Restore the folder archive/ from a backup."
                )
            yield good
        stray = [self._named(path) for path in self._files() if self._named(path) not in listed]
        if stray:
            raise SealBroken(
                f"{stray[0]} lies in the archive and is not in its manifest.",
                "If a process was killed, `outspoken archive keep` clears it away; else find out who put it there.",
            )


def archive_of(study: Study) -> Archive:
    """Return the archive of a study."""
    return Archive(study.folder / "archive")


def _entry(line: bytes) -> Entry | None:
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        told = json.loads(line)
        captures = tuple(Kept(**one) for one in told.pop("captures"))
        return Entry(**told, captures=captures)
    return None


def _copy_whole(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.tmp")
    try:
        with source.open("rb") as given, aside.open("wb") as copy:
            while part := given.read(1 << 20):
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StudyError(
            f"{source.name} could not be copied into the archive ({error.strerror or error}).",
            "Free some space, then run the same command again.",
        ) from error
