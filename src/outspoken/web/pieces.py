"""Keep long work where every process of the server finds it: what it is, how far, who asked, and whether it lives.

Each piece is a small file in the study's caches. Whoever does it holds a lock on a file
beside it, which the operating system lets go when the process ends, however it ends: so
no process need guess from silence whether another one is dead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows, where one process serves: what it does not do itself, nobody does
    fcntl = None  # type: ignore[assignment]

_KEPT = 200


class Stand(StrEnum):
    """How a piece of work stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """The process that did it ended before the work did."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of long work, as it stood when it was looked at."""

    id: str
    slug: str
    actor: str
    kind: str
    """Which work it is, so that any process can begin it again."""
    given: Mapping[str, Any]
    """What it was given: what JSON can say."""
    what: str
    """What people call it; of two of one name in a study, one is done at a time."""
    done: int = 0
    total: int | None = None
    at: str = ""
    stand: Stand = Stand.RUNNING
    message: str = ""
    hint: str = ""
    problems: tuple[str, ...] = field(default=())
    result: str = ""

    @property
    def share(self) -> int:
        """How much is done, in per cent."""
        return min(100, round(100 * self.done / self.total)) if self.total else 0


def fresh(slug: str, actor: str, kind: str, given: Mapping[str, Any], what: str) -> Piece:
    """Make a piece that nobody does yet."""
    return Piece(token_hex(8), slug, actor, kind, given, what)


class Board:
    """The pieces of one study."""

    def __init__(self, folder: Path, own: set[str]) -> None:
        self.folder = folder
        self._own = own
        """Those that this process does."""

    def put(self, piece: Piece) -> None:
        """Write down how a piece stands; whoever reads at this moment sees it before or after, and whole."""
        beside = self._file(piece.id, f"{os.getpid()}.tmp")
        beside.write_text(json.dumps(asdict(piece), ensure_ascii=False), encoding="utf-8")
        beside.replace(self._file(piece.id, "json"))

    def find(self, number: str) -> Piece | None:
        """Return a piece; one that runs nowhere any more is interrupted."""
        if not number.isalnum():
            return None
        piece = self._read(number)
        if piece is None or piece.stand is not Stand.RUNNING or self._lives(number):
            return piece
        piece = self._read(number)  # who does it writes the end down before letting go, perhaps just now
        return replace(piece, stand=Stand.INTERRUPTED) if piece and piece.stand is Stand.RUNNING else piece

    def _read(self, number: str) -> Piece | None:
        try:
            said = json.loads(self._file(number, "json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Piece(**{**said, "stand": Stand(said["stand"]), "problems": tuple(said["problems"])})

    def running(self) -> Iterator[Piece]:
        """List what is being done."""
        for file in self.folder.glob("*.json"):
            piece = self.find(file.stem)
            if piece is not None and piece.stand is Stand.RUNNING:
                yield piece

    def ask_to_stop(self, number: str) -> None:
        """Leave word for whoever does a piece that it shall end."""
        self._file(number, "stop").touch()

    def is_to_stop(self, number: str) -> bool:
        """Whether somebody left word."""
        return self._file(number, "stop").exists()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time look for what runs, and begin."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "begin.lock").open("a") as file:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def hold(self, number: str) -> IO[str]:
        """Lock a piece for as long as it is being done; closing the file lets it go."""
        file = self._file(number, "lock").open("a")
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file

    def clear(self) -> None:
        """Forget the oldest of what is over."""
        over = sorted(self.folder.glob("*.json"), key=lambda file: file.stat().st_mtime)[:-_KEPT]
        for file in over:
            if file.stem not in self._own and not self._lives(file.stem):
                for ending in ("json", "lock", "stop"):
                    self._file(file.stem, ending).unlink(missing_ok=True)

    def _lives(self, number: str) -> bool:
        if fcntl is None or number in self._own:
            return number in self._own
        with suppress(FileNotFoundError), self._file(number, "lock").open() as file:
            try:
                fcntl.flock(
                    file, fcntl.LOCK_SH | fcntl.LOCK_NB
                )  # shared, so that two who look are not in each other's way
            except BlockingIOError:
                return True
        return False

    def _file(self, number: str, ending: str) -> Path:
        return self.folder / f"{number}.{ending}"
