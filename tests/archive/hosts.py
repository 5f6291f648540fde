"""Small servers on the loopback that answer whatever a test tells them to, byte for byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[str, socket.socket, bytes], None]
"""Told the path that was asked for, the open connection, and the whole head of the request."""


def page(body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8", **more: str) -> bytes:
    """Return a whole HTTP answer."""
    headers = {"Content-Type": media, "Content-Length": str(len(body)), "Connection": "close"}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@contextmanager
def host(answer: Answer) -> Iterator[int]:
    """Serve on a free port of the loopback; yield the port."""
    waiting = socket.create_server(("127.0.0.1", 0), backlog=100)

    def one(visitor: socket.socket) -> None:
        with visitor, suppress(OSError):
            asked = b""
            while b"\r\n\r\n" not in asked:
                part = visitor.recv(65536)
                if not part:
                    return
                asked += part
            answer(asked.split(b" ", 2)[1].decode("latin-1"), visitor, asked)

    def serve() -> None:
        while True:
            try:
                visitor, _ = waiting.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(visitor,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield waiting.getsockname()[1]
    finally:
        waiting.close()


def always(answers: dict[str, bytes]) -> Answer:
    """Answer each path with its bytes, every other with 404."""

    def answer(path: str, visitor: socket.socket, _: bytes) -> None:
        visitor.sendall(answers.get(path, page(b"", "404 Not Found")))

    return answer
