"""Let many people ask a server at once, from one process that takes little of the machine the server needs.

    python benchmarks/visitors.py < asked.json > met.json

`workbench.py` starts it. One thread, plain sockets that stay open, no parsing beyond the
length of an answer; what it spent of the processor stands in what it reports.
"""

from __future__ import annotations

import heapq
import json
import random
import selectors
import socket
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

HOST = "127.0.0.1"


@dataclass
class Asked:
    """What is to be done: by how many, for how long, at which addresses."""

    port: int
    people: int
    seconds: float
    think: float
    reading: list[str]
    """Addresses with `{case}` or `{leaf}` in them; each is as likely as the others."""
    cookie: str
    cases: int
    leaves: int = 1
    writing: float = 0.0
    """The share of requests that write."""
    token: str = ""
    judging: str = ""
    settling: str = ""
    """The address of a doubt, with `{doubt}` in it."""
    doubts: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Met:
    """What they met."""

    reading: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    conflicts: int = 0
    processor: float = 0.0
    seconds: float = 0.0


class Person:
    """One who asks, waits for the answer, thinks, and asks again."""

    def __init__(self, number: int, asked: Asked) -> None:
        self.chance = random.Random(number)
        self.asked = asked
        self.line: socket.socket | None = None
        self.began = 0.0
        self.writes = False
        self.got = b""
        self.length = -1

    def ask(self) -> None:
        """Send a request on a line that is open, or a new one."""
        if self.line is None:
            self.line = socket.create_connection((HOST, self.asked.port))
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.writes = self.chance.random() < self.asked.writing
        said = self._write() if self.writes else self._read()
        self.got, self.length = b"", -1
        self.began = time.perf_counter()
        self.line.setblocking(True)
        self.line.sendall(said)
        self.line.setblocking(False)

    def _read(self) -> bytes:
        address = self.chance.choice(self.asked.reading)
        place = address.format(
            case=self.chance.randint(1, self.asked.cases), leaf=self.chance.randint(1, self.asked.leaves)
        )
        return f"GET {place} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {self.asked.cookie}\r\n\r\n".encode()

    def _write(self) -> bytes:
        if self.asked.doubts and self.chance.random() < 0.2:
            doubt, choice = self.chance.choice(self.asked.doubts)
            place, said = self.asked.settling.format(doubt=doubt), {"choice": choice}
        else:
            one, other = self.chance.sample(range(1, self.asked.cases + 1), 2)
            place, said = self.asked.judging, {"one": str(one), "other": str(other), "verdict": "unsure"}
        body = json.dumps(said)
        head = f"POST {place} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {self.asked.token}\r\n"
        return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()

    def hear(self) -> bool:
        """Take what has come; say whether the answer is whole.

        Raises:
            OSError: if the line broke.
        """
        assert self.line is not None
        part = self.line.recv(262_144)
        if not part:
            raise ConnectionResetError("the line was closed before the answer")
        self.got += part
        if self.length < 0:
            end = self.got.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = self.got[:end].lower()
            place = head.find(b"content-length:")
            if place < 0:
                raise ConnectionResetError("an answer of no length")
            self.length = end + 4 + int(head[place + 15 :].split(b"\r\n", 1)[0])
        return len(self.got) >= self.length

    def close(self) -> None:
        """Hang up."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def note(self, met: Met) -> None:
        """Write down what came."""
        (met.writing if self.writes else met.reading).append(time.perf_counter() - self.began)
        head, _, body = self.got.partition(b"\r\n\r\n")
        status = int(head[9:12])
        if status == 409:
            met.conflicts += 1
        elif status != 200:
            met.errors.append(f"{status} {body[:100]!r}")
        elif self.writes and b'"judgement"' in body:
            met.acknowledged.append(json.loads(body)["judgement"]["id"])
        if b"connection: close" in head.lower():
            self.close()


def visit(asked: Asked) -> Met:
    """Let everybody ask until the time is over."""
    met, waiting = Met(), selectors.DefaultSelector()
    began, busy = time.perf_counter(), 0
    spent = time.process_time()
    people = [Person(number, asked) for number in range(asked.people)]
    due = [(began + person.chance.random() * asked.think, number) for number, person in enumerate(people)]
    heapq.heapify(due)
    end = began + asked.seconds
    while due or busy:
        now = time.perf_counter()
        while due and due[0][0] <= now:
            _, number = heapq.heappop(due)
            if now < end:
                try:
                    people[number].ask()
                    waiting.register(people[number].line, selectors.EVENT_READ, number)  # type: ignore[arg-type]
                    busy += 1
                except OSError as error:
                    met.errors.append(repr(error))
                    people[number].close()
                    heapq.heappush(due, (now + 0.05, number))
        for key, _ in waiting.select(max(0.0, due[0][0] - now) if due else 1.0):
            person = people[key.data]
            try:
                whole = person.hear()
            except OSError as error:
                met.errors.append(repr(error))
                whole = None
            if whole is False:
                continue
            waiting.unregister(key.fileobj)
            busy -= 1
            if whole:
                person.note(met)
            else:
                person.close()
            heapq.heappush(due, (time.perf_counter() + asked.think, key.data))
    met.processor, met.seconds = time.process_time() - spent, time.perf_counter() - began
    for person in people:
        person.close()
    return met


def main(said: dict[str, Any]) -> None:
    """Do what is asked on the standard input, and tell on the output what was met."""
    json.dump(asdict(visit(Asked(**said))), sys.stdout)


if __name__ == "__main__":
    main(json.load(sys.stdin))
