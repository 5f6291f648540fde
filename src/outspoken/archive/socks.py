"""Connect through a SOCKS5 proxy, Tor say, which resolves the name itself (RFC 1928).

No name is ever asked of the local name system: that would tell whoever watches it what
the team reads.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from outspoken.errors import Unsafe

_REASONS = {
    1: "it failed",
    2: "it is not allowed to",
    3: "the network cannot be reached",
    4: "the host cannot be reached",
}


def through_socks(proxy: str, host: str, port: int, seconds: float) -> socket.socket:
    """Open a connection to a host through a proxy.

    Raises:
        Unsafe: if the proxy is not written as `socks5h://host:port`.
        OSError: if the proxy cannot be reached or cannot connect.
    """
    parts = urlsplit(proxy)
    if parts.scheme != "socks5h" or not parts.hostname or not parts.port:
        raise Unsafe(f"{proxy} is no proxy that is understood.", "Write it as socks5h://127.0.0.1:9050.")
    made = socket.create_connection((parts.hostname, parts.port), timeout=seconds)
    try:
        _ask(made, host, port)
    except BaseException:
        made.close()
        raise
    return made


def _ask(made: socket.socket, host: str, port: int) -> None:
    made.sendall(b"\x05\x01\x00")
    if _exactly(made, 2) != b"\x05\x00":
        raise OSError("the proxy wants a password, or is none")
    made.sendall(b"\x05\x01\x00" + _named(host) + port.to_bytes(2, "big"))
    version, reply, _, kind = _exactly(made, 4)
    if version != 5 or reply:
        raise OSError(f"the proxy could not connect: {_REASONS.get(reply, 'it says no more')}")
    length = {1: 4, 4: 16}.get(kind) or _exactly(made, 1)[0]
    _exactly(made, length + 2)


def _named(host: str) -> bytes:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        return b"\x03" + bytes([len(name)]) + name
    return (b"\x01" if number.version == 4 else b"\x04") + number.packed


def _exactly(made: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = made.recv(count - len(found))
        if not part:
            raise OSError("the proxy hung up")
        found += part
    return found
