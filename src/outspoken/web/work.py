"""Do long work in a thread of its own, so that a page can show how far it is, stop it, or begin it again.

What is done is kept by `study/jobs.py` in the study; this holds only what runs in this
process. Work that the process took with it shows in the study as interrupted.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_hex
from threading import Event, Lock, Thread

from outspoken.errors import ImportRefused, OutspokenError
from outspoken.study import jobs

_KEPT = 200
_log = logging.getLogger("django.outspoken")

Doing = Callable[[jobs.Report], str]
"""The work: is told to whom to report, and returns the address of what came out of it."""


class Stand(StrEnum):
    """How a piece of work stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Stopped(KeyboardInterrupt):
    """Somebody stopped the work; the act it was in counts as not done."""


@dataclass(slots=True)
class Piece:
    """One piece of long work in this process."""

    id: str
    slug: str
    actor: str
    what: str
    do: Doing
    done: int = 0
    total: int | None = None
    at: str = ""
    stand: Stand = Stand.RUNNING
    message: str = ""
    hint: str = ""
    problems: tuple[str, ...] = ()
    result: str = ""
    stop: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)

    @property
    def share(self) -> int:
        """How much is done, in per cent."""
        return min(100, round(100 * self.done / self.total)) if self.total else 0


class Workshop:
    """All the work of this process; one thread for each piece, and one piece of a kind in a study at a time."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[str, Piece] = OrderedDict()
        self._lock = Lock()

    def begin(self, slug: str, actor: str, what: str, do: Doing) -> Piece:
        """Begin a piece of work, or return the same one that is running already."""
        with self._lock:
            for known in self._pieces.values():
                if (known.slug, known.what, known.stand) == (slug, what, Stand.RUNNING):
                    return known
            piece = Piece(token_hex(8), slug, actor, what, do)
            self._pieces[piece.id] = piece
            for old in [one.id for one in self._pieces.values() if one.stand is not Stand.RUNNING][:-_KEPT]:
                del self._pieces[old]
        Thread(target=_run, args=(piece,), name=f"work-{piece.id}", daemon=True).start()
        return piece

    def running(self) -> list[Piece]:
        """List what has not ended, for a server that stops."""
        with self._lock:
            return [piece for piece in self._pieces.values() if not piece.ended.is_set()]

    def find(self, slug: str, number: str) -> Piece | None:
        """Return a piece of work of a study."""
        piece = self._pieces.get(number)
        return piece if piece is not None and piece.slug == slug else None


def _run(piece: Piece) -> None:
    def report(done: int, total: int | None, at: str) -> None:
        piece.done, piece.total, piece.at = done, total, at
        if piece.stop.is_set():
            raise Stopped

    try:
        piece.result = piece.do(report)
        piece.stand = Stand.DONE
    except Stopped:
        piece.stand = Stand.STOPPED
    except OutspokenError as error:
        piece.message, piece.hint = error.message, error.hint
        piece.problems = error.problems if isinstance(error, ImportRefused) else ()
        piece.stand = Stand.FAILED
    except Exception:  # noqa: BLE001 - a thread has nobody above it to tell
        _log.exception("a piece of work failed")
        piece.stand = Stand.FAILED
    finally:
        piece.ended.set()


work = Workshop()
"""The work of this process."""
