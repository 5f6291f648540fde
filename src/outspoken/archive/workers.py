"""Read hostile files in fenced workers, and hear of each either what it says or why it was refused."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from outspoken.archive import frames, limits
from outspoken.archive.answers import Outcome, outcome
from outspoken.errors import StudyError

Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Job:
    """A body to read, and what is known of it."""

    body: bytes
    media: str
    address: str
    seen: str
    """The day on which it was captured, ISO."""
    coding: str = ""
    charset: str = ""


class Worker:
    """A foreman at work, who reads one file at a time; one that is lost is replaced."""

    def __init__(self, program: str = "outspoken.archive.foreman") -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self.isolation = ""
        """How the network is kept away: `namespace` (by the system) or `python`."""

    def read(self, job: Job) -> Outcome:
        """Read one body."""
        asked = {name: getattr(job, name) for name in ("media", "address", "seen", "coding", "charset")}
        return outcome(self.ask(asked, [job.body]))

    def record(self, path: Path, offset: int, **known: str) -> dict[str, Any]:
        """Check one record of a WARC file and read what it holds.

        `address` and `seen` may be given where another capture refers to the record.
        """
        return self.ask({"path": str(path), "offset": offset, **known}, [])

    def ask(self, asked: dict[str, Any], blobs: list[bytes]) -> dict[str, Any]:
        """Put one question; the answer of a worker that is lost says so."""
        return self.ask_for(asked, blobs)[0]

    def ask_for(self, asked: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Put one question whose answer may hold bytes; `more` in it are seconds that it may take on top."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        # The worker's own clock ends it; this one is for a foreman that was stopped or lost its worker.
        watch = threading.Timer(limits.WALL + 10 + asked.get("more", 0), process.kill)
        watch.start()
        try:
            frames.send(process.stdin, asked, blobs)
            frame = frames.receive(process.stdout)
        except (OSError, EOFError, ValueError):
            frame = None
        finally:
            watch.cancel()
        if frame is None:
            self.close()
            return {"refused": "Reading it broke the program that reads, so it was given up."}, []
        return frame

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        made = self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"LANG": "C.UTF-8", "PATH": os.defpath, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )
        assert made.stdout is not None
        try:
            ready = frames.receive(made.stdout)
        except (EOFError, ValueError):
            ready = None
        if ready is None:
            raise StudyError("The program that reads files could not be started.", "Install Outspoken again.")
        self.isolation = str(ready[0]["ready"])
        return made

    def close(self) -> None:
        """End the foreman and its worker."""
        if self._process is None:
            return
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


class Workers:
    """Several workers; `with Workers() as workers: for story, outcome in workers.each(...)`."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count or min(4, os.cpu_count() or 1)
        self._all: list[Worker] = []
        self._own = threading.local()

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(self._count)
        return self

    def each(self, items: Iterable[Item], work: Callable[[Worker, Item], Answer]) -> Iterator[tuple[Item, Answer]]:
        """Do some work on each item, several at once; yield what came of it, in the order of the items."""
        waiting = iter(items)
        open_ones: list[tuple[Item, Future[Answer]]] = []

        def begin(count: int) -> None:
            open_ones.extend((item, self._pool.submit(self._do, work, item)) for item in islice(waiting, count))

        begin(2 * self._count)
        while open_ones:
            item, future = open_ones.pop(0)
            answer = future.result()
            begin(1)
            yield item, answer

    def _do(self, work: Callable[[Worker, Item], Answer], item: Item) -> Answer:
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker()
            self._all.append(worker)
        return work(worker, item)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()
