"""Behind a proxy no name is asked of this machine: the proxy is told the name."""

import socket
import threading

import pytest

from outspoken.archive.fetching import Limits, fetch
from outspoken.archive.guard import Guard
from outspoken.archive.socks import through_socks
from outspoken.errors import Unsafe


def proxy(reply):
    """Serve one visitor; what it asked for is put into the list that is returned with the port."""
    waiting, asked = socket.create_server(("127.0.0.1", 0)), []

    def serve():
        visitor, _ = waiting.accept()
        with visitor, waiting:
            visitor.recv(3)
            visitor.sendall(b"\x05\x00")
            asked.append(visitor.recv(300))
            visitor.sendall(b"\x05" + bytes([reply]) + b"\x00\x01\x00\x00\x00\x00\x00\x00")
            if not reply:
                visitor.recv(4000)
                visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nleft")

    threading.Thread(target=serve, daemon=True).start()
    return waiting.getsockname()[1], asked


def test_the_proxy_is_told_the_name_and_nobody_else_is(monkeypatch) -> None:
    port, asked = proxy(0)
    real = socket.getaddrinfo

    def only_the_proxy(host, *more, **named):
        assert host == "127.0.0.1"
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", only_the_proxy)
    found = fetch("http://outlet.example.org/a", Guard(proxy=f"socks5h://127.0.0.1:{port}"), Limits(seconds=5))
    assert found.good
    assert found.hops[0].body == b"left"
    assert found.hops[0].ip == ""
    assert asked == [b"\x05\x01\x00\x03\x12outlet.example.org\x00\x50"]


def test_what_the_proxy_cannot_do_is_said() -> None:
    port, _ = proxy(4)
    with pytest.raises(OSError, match="the host cannot be reached"):
        through_socks(f"socks5h://127.0.0.1:{port}", "outlet.example.org", 80, 5)


def test_an_address_nearby_is_not_asked_of_a_proxy_either() -> None:
    found = fetch("http://10.0.0.1/", Guard(proxy="socks5h://127.0.0.1:1"), Limits(seconds=5))
    assert "not on the public web" in found.problem


def test_another_kind_of_proxy_is_refused() -> None:
    with pytest.raises(Unsafe, match="no proxy"):
        through_socks("http://127.0.0.1:8080", "outlet.example.org", 80, 5)
