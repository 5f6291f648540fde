"""Ask the fetcher, which runs in a process of its own, to visit many addresses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from outspoken.archive import frames
from outspoken.archive.fetcher import THREADS, heard
from outspoken.archive.fetching import Limits, Parcel, Visit
from outspoken.archive.politeness import Manners
from outspoken.errors import StudyError


class Visits:
    """A fetcher at work; `with Visits(...) as visits: for number, visit in visits.of(...)`."""

    def __init__(
        self,
        allow: Iterable[str] = (),
        proxy: str = "",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        manners: Manners = Manners(),  # noqa: B008 - frozen
    ) -> None:
        self._settings = {
            "allow": sorted(allow),
            "proxy": proxy,
            "limits": asdict(limits),
            "manners": asdict(manners),
        }

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "outspoken.archive.fetcher"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asking, self._answers = self._process.stdin, self._process.stdout
        frames.send(self._asking, self._settings)
        return self

    def of(self, addresses: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Visit]]:
        """Visit addresses, each with its number; yield the visits as they come back."""
        waiting = iter(addresses)
        open_ones = 0
        for number, address in islice(waiting, THREADS):
            open_ones += self._ask(number, address)
        while open_ones:
            found = self._hear()
            open_ones -= 1
            yield found
            for number, address in islice(waiting, 1):
                open_ones += self._ask(number, address)

    def one(self, address: str, known: Mapping[str, str]) -> Visit:
        """Visit one address; `known` are headers that say what one has already."""
        frames.send(self._asking, {"number": 0, "address": address, "known": dict(known)})
        return self._hear()[1]

    def deliver(self, address: str, parcel: Parcel) -> Visit:
        """Send something to an address; return what it answers."""
        asked = {"number": 0, "address": address, "media": parcel.media, "wanted": parcel.wanted}
        frames.send(self._asking, asked, [parcel.body])
        return self._hear()[1]

    def _hear(self) -> tuple[int, Visit]:
        try:
            frame = frames.receive(self._answers)
        except (EOFError, ValueError):
            frame = None
        if frame is None:
            raise StudyError(
                "The process that visits pages has ended; what was kept is kept.", "Run the same command again."
            )
        return int(frame[0]["number"]), heard(*frame)

    def _ask(self, number: int, address: str) -> int:
        frames.send(self._asking, {"number": number, "address": address})
        return 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        with suppress(BrokenPipeError):
            self._asking.close()
        self._answers.close()
        self._process.wait()


def in_turns(addresses: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Order addresses so that the hosts take turns and few visits wait for a pause.

    >>> in_turns([(1, "http://a.org/1"), (2, "http://a.org/2"), (3, "http://b.org/1")])
    [(1, 'http://a.org/1'), (3, 'http://b.org/1'), (2, 'http://a.org/2')]
    """
    turns: dict[str, int] = {}
    placed = []
    for number, address in addresses:
        host = _host(address)
        turns[host] = turns.get(host, 0) + 1
        placed.append((turns[host], number, address))
    return [(number, address) for _, number, address in sorted(placed)]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
