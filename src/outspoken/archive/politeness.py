"""Be a polite visitor: a pause for each host, robots.txt noted, and patience when a host is busy."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from outspoken.archive.fetching import NOTHING, Limits, Visit, fetch, moment
from outspoken.archive.guard import Guard

NOTED = "robots.txt asks machines not to visit this page"
_LARGEST_ROBOTS = 512 << 10


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave towards a host."""

    pause: float = 5.0
    """Seconds between two visits to one host."""
    tries: int = 3
    patience: float = 10.0
    """Seconds before the second try; four times as many before each further one."""
    obey_robots: bool = False
    """Whether a page that robots.txt keeps from machines is left alone, or visited and noted."""


class Visitor:
    """Visits addresses, one at a time for each host; many threads may use it at once."""

    def __init__(
        self,
        guard: Guard,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        manners: Manners = Manners(),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._guard, self._limits, self._manners, self._wait = guard, limits, manners, wait
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}

    def visit(self, address: str, known: Mapping[str, str] = NOTHING) -> Visit:
        """Visit an address politely; `known` says what one has already."""
        host = _host(address)
        with self._locks[host]:
            closed = not self._welcome(address, host)
            if closed and self._manners.obey_robots:
                return replace(Visit(address, moment()), problem=f"{NOTED[0].upper()}{NOTED[1:]}.", notes=(NOTED,))
            found = self._patiently(address, host, known)
        return replace(found, notes=(*found.notes, NOTED)) if closed else found

    def _patiently(self, address: str, host: str, known: Mapping[str, str]) -> Visit:
        patience = self._manners.patience
        for _ in range(self._manners.tries - 1):
            found = self._once(address, host, known)
            if not found.passing:
                return found
            self._wait(patience)
            patience *= 4
        return self._once(address, host, known)

    def _once(self, address: str, host: str, known: Mapping[str, str]) -> Visit:
        early = self._free.get(host, 0.0) - time.monotonic()
        if early > 0:
            self._wait(early)
        try:
            return fetch(address, self._guard, self._limits, known)
        finally:
            self._free[host] = time.monotonic() + self._manners.pause

    def _welcome(self, address: str, host: str) -> bool:
        if host not in self._robots:
            self._robots[host] = self._read_robots(address, host)
        rules = self._robots[host]
        return rules is None or rules.can_fetch("*", address)

    def _read_robots(self, address: str, host: str) -> RobotFileParser | None:
        scheme = urlsplit(address).scheme or "https"
        small = replace(self._limits, wire=_LARGEST_ROBOTS, seconds=min(20.0, self._limits.seconds))
        found = fetch(f"{scheme}://{host}/robots.txt", self._guard, small)
        if not found.good or found.last is None:
            return None
        rules = RobotFileParser()
        rules.parse(found.last.body.decode("utf-8", "replace").splitlines())
        return rules


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
