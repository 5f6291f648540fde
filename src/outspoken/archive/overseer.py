"""Oversee processes that read hostile files: fork one fenced worker after another, and say by what one died.

A worker answers one file after another on the overseer's pipes and goes after FILES_EACH
of them. If one dies, the overseer forks the next, so that the next good file is read at once.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

from outspoken.archive import frames, limits
from outspoken.errors import Unsafe

FILES_EACH = 100
"""How many files a worker reads before another takes its place."""

Answering = Callable[[dict[str, Any], list[bytes]], tuple[dict[str, Any], list[bytes]]]


def oversee(warm: Callable[[], object], answering: Answering) -> None:
    """Fork workers until the asking ends; `warm` loads what all of them need before the first is forked."""
    how = limits.without_network()
    warm()
    gc.collect()
    gc.freeze()
    frames.send(sys.stdout.buffer, {"ready": how})
    while True:
        worker = os.fork()
        if not worker:
            os._exit(_work(sys.stdin.buffer, sys.stdout.buffer, answering))
        _, ending = os.waitpid(worker, 0)
        if os.WIFEXITED(ending) and os.WEXITSTATUS(ending) == 3:
            return
        if not os.WIFEXITED(ending) or os.WEXITSTATUS(ending):
            frames.send(sys.stdout.buffer, {"refused": _why(ending)})


def _why(ending: int) -> str:
    number = os.WTERMSIG(ending) if os.WIFSIGNALED(ending) else 0
    if number in {signal.SIGALRM, signal.SIGXCPU}:
        return "Reading it took longer than it may, so it was given up."
    return (
        "Reading it broke the program that reads, as a damaged file does, or one that unpacks to far more than it is;"
        " so it was given up."
    )


def _work(asked: IO[bytes], answered: IO[bytes], answering: Answering) -> int:
    """Answer until it is another worker's turn (0) or the asking ends (3)."""
    limits.fence()
    for _ in range(FILES_EACH):
        frame = frames.receive(asked)
        if frame is None:
            return 3
        limits.begin(int(frame[0].get("more", 0)))
        answer = answering(*frame)
        limits.end()
        frames.send(answered, *answer)
    return 0


def said(error: Exception) -> str:
    """Say in plain words what a reader ran into."""
    if isinstance(error, Unsafe):
        return error.message
    if isinstance(error, MemoryError):
        return f"Reading it took more than {limits.MEMORY >> 20} MB of memory, so it was given up."
    if isinstance(error, RecursionError):
        return "It is nested deeper than any file is."
    return f"It is damaged, and cannot be read ({type(error).__name__})."
