"""Do long work in a thread of its own, so that a page can show how far it is, stop it, or begin it again.

How it stands is kept in files (`pieces.py`), so that every process of the server shows
it, stops it and can begin it anew, also when the one that did it was killed. What is
done of it is kept by `study/jobs.py` in the study.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Event, Lock, Thread
from typing import Any

from outspoken.errors import ImportRefused, NotFound, OutspokenError
from outspoken.study import jobs
from outspoken.web.access import Desk
from outspoken.web.pieces import Board, Piece, Stand, fresh

_EVERY_SECONDS = 0.25
"""Between two notes of how far it is, and two looks whether it shall stop."""
_log = logging.getLogger("django.outspoken")

Doing = Callable[[Desk, Mapping[str, Any], jobs.Report], str]
"""The work: for whom, with what, and to whom to report; returns the address of what came out of it."""


class Stopped(KeyboardInterrupt):
    """Somebody stopped the work; the act it was in counts as not done."""


@dataclass(slots=True)
class Running:
    """A piece that this process does."""

    piece: Piece
    stop: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)


class Workshop:
    """All long work; one thread for each piece, and one piece of a name in a study at a time."""

    def __init__(self) -> None:
        self._kinds: dict[str, Doing] = {}
        self._running: dict[str, Running] = {}
        self._own: set[str] = set()
        self._lock = Lock()

    def kind(self, name: str) -> Callable[[Doing], Doing]:
        """Make a function known as a kind of work, in every process that has its module."""

        def known(do: Doing) -> Doing:
            self._kinds[name] = do
            return do

        return known

    def begin(self, desk: Desk, kind: str, what: str, **given: Any) -> Piece:
        """Begin a piece of work, or return the one of that name that is running already, wherever that is."""
        board = self._board(desk)
        with self._lock, board.alone():
            for known in board.running():
                if known.what == what:
                    return known
            piece = fresh(desk.slug, desk.actor.name, kind, given, what)
            held = board.hold(piece.id)
            self._own.add(piece.id)
            board.put(piece)
            board.clear()
            running = self._running[piece.id] = Running(piece)
        Thread(target=self._run, args=(running, desk, board, held), name=f"work-{piece.id}", daemon=True).start()
        return piece

    def again(self, desk: Desk, piece: Piece) -> Piece:
        """Begin a piece again, for whoever asks now and with what they may now.

        Raises:
            NotFound: if no such work is known any more.
        """
        if piece.kind not in self._kinds:
            raise NotFound("This work cannot be begun again from here.", "Begin it where you did before.")
        return self.begin(desk, piece.kind, piece.what, **piece.given)

    def find(self, desk: Desk, number: str) -> Piece | None:
        """Return a piece of work of a study."""
        return self._board(desk).find(number)

    def stop(self, desk: Desk, number: str) -> None:
        """Have a piece end at its next report, whichever process does it."""
        self._board(desk).ask_to_stop(number)

    def running(self) -> list[Running]:
        """List what this process does and has not ended, for a server that stops."""
        with self._lock:
            return list(self._running.values())

    def ended(self, number: str, seconds: float) -> bool:
        """Wait until a piece that this process does has ended; say whether it has."""
        with self._lock:
            found = self._running.get(number)
        return found is None or found.ended.wait(seconds)

    def _board(self, desk: Desk) -> Board:
        return Board(desk.study.caches / "work", self._own)

    def _run(self, running: Running, desk: Desk, board: Board, held: Any) -> None:
        try:
            board.put(self._done(running, desk, board))
        finally:
            with self._lock:
                self._own.discard(running.piece.id)
                self._running.pop(running.piece.id, None)
            held.close()
            running.ended.set()

    def _done(self, running: Running, desk: Desk, board: Board) -> Piece:
        last = 0.0

        def report(done: int, total: int | None, at: str) -> None:
            nonlocal last
            running.piece = replace(running.piece, done=done, total=total, at=at)
            if running.stop.is_set():
                raise Stopped
            if time.monotonic() - last >= _EVERY_SECONDS:
                last = time.monotonic()
                if board.is_to_stop(running.piece.id):
                    raise Stopped
                board.put(running.piece)

        try:
            result = self._kinds[running.piece.kind](desk, running.piece.given, report)
        except Stopped:
            return replace(running.piece, stand=Stand.STOPPED)
        except OutspokenError as error:
            problems = error.problems if isinstance(error, ImportRefused) else ()
            told = replace(running.piece, message=error.message, hint=error.hint, problems=tuple(problems))
            return replace(told, stand=Stand.FAILED)
        except Exception:  # noqa: BLE001 - a thread has nobody above it to tell
            _log.exception("a piece of work failed")
            return replace(running.piece, stand=Stand.FAILED)
        return replace(running.piece, stand=Stand.DONE, result=result)


work = Workshop()
"""The work of this process."""
