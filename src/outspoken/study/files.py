"""Write files whole or not at all, so that a killed process leaves nothing half written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from outspoken.errors import StudyError


def write_whole(path: Path, content: bytes | str) -> None:
    """Replace a file's content in one step that survives a crash.

    Raises:
        StudyError: if the disk is full or the folder cannot be written to.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Build a folder aside and put it in place of the old one only when all went well.

    Raises:
        StudyError: if the disk is full or the place cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        aside.chmod(0o755)
    except OSError as error:
        raise _cannot_write(target, error) from error
    try:
        yield aside
        _exchange(target, aside)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(target: Path, aside: Path) -> None:
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
        target.replace(old)
    try:
        aside.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    seal = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            seal.update(block)
    return seal.hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cannot_write(path: Path, error: OSError) -> StudyError:
    reason = error.strerror or str(error)
    return StudyError(
        f"{path} could not be written ({reason}); what was there before is untouched.",
        "Free some space or choose a folder you may write to, then run the same command again.",
    )
