"""A server that nobody may reach: it counts who came."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Trap:
    """How often it was reached, and on which port it waits."""

    port: int
    reached: list[str] = field(default_factory=list)


@contextmanager
def trap() -> Iterator[Trap]:
    """Wait on every address of this machine."""
    waiting = socket.create_server(("", 0), family=socket.AF_INET, backlog=50)
    found = Trap(waiting.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                visitor, origin = waiting.accept()
            except OSError:
                return
            found.reached.append(origin[0])
            visitor.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield found
    finally:
        waiting.close()
