"""Decide which addresses may be visited, and connect to exactly the address that was checked.

A page that we are told to visit, or that another page sends us on to, may name a machine
of the research team's own network. The name is therefore resolved once, every address it
has is checked, and the connection goes to a checked address while TLS still asks for the
name. Every hop is checked anew. Behind a proxy the proxy resolves the name, so that only
the written host can be checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from outspoken.archive.socks import through_socks
from outspoken.errors import Unsafe

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
"""How many characters an address may have."""

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a name."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "corp", "home", "arpa", "onion", "invalid", "test")
"""Last labels of names that stand for a machine nearby, or for none."""
_TUNNELS = tuple(
    ipaddress.ip_network(net)
    for net in ("::ffff:0:0/96", "::/96", "2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10")
)
"""Addresses of version 6 that hide one of version 4, or were once local to a site."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart and found fit to be visited."""

    scheme: str
    host: str
    """In lower case, as the name system knows it; an IP address without brackets."""
    port: int
    path: str
    """Path and query, as they are asked for."""

    @property
    def address(self) -> str:
        """The address in its plain form."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and port, as the header `Host` names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def place(self) -> str:
        """Host and port, as a list of allowed exceptions names them."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be visited: the public web, and the few exceptions that somebody wrote down."""

    allow: frozenset[str] = frozenset()
    """Exceptions as `host:port`, `127.0.0.1:8080` say; for tests and for archives of one's own."""
    proxy: str = ""
    """`socks5h://host:port` where all traffic goes through a proxy, Tor say; the proxy resolves names."""
    resolve: Resolver | None = None

    def check(self, address: str) -> Target:
        """Take an address apart.

        Raises:
            Unsafe: if it is none of the public web.
        """
        target = take_apart(address)
        if target.place in self.allow:
            return target
        if target.port != PORTS[target.scheme]:
            raise Unsafe(
                f"The address asks for port {target.port}; only the ports of the web, 80 and 443, are visited.", _ALLOW
            )
        literal = _literal(target.host)
        if literal is not None:
            check_ip(target.host)
        elif target.host.rsplit(".", 1)[-1] in _INSIDE or "." not in target.host:
            raise Unsafe(f"{target.host} is the name of a machine nearby, not of one on the public web.", _ALLOW)
        return target

    def connect(self, target: Target, seconds: float) -> tuple[socket.socket, str]:
        """Open a connection to a target; return it with the IP address, empty behind a proxy.

        Raises:
            Unsafe: if one of the host's addresses may not be visited.
            OSError: if no connection could be made.
        """
        if self.proxy and target.place not in self.allow:
            return through_socks(self.proxy, target.host, target.port, seconds), ""
        addresses = [target.host] if _literal(target.host) else _resolved(self.resolve, target)
        if target.place not in self.allow:
            for one in addresses:
                check_ip(one)
        last: OSError = OSError(f"{target.host} has no address")
        for one in addresses[:4]:
            try:
                made = socket.create_connection((one, target.port), timeout=seconds)
            except OSError as error:
                last = error
                continue
            return made, one
        raise last


_ALLOW = "If it is an archive of your own, allow it by name: `--allow HOST:PORT`."


def take_apart(address: str) -> Target:
    """Take an address apart, strictly: what two programs could read differently is refused.

    >>> take_apart("HTTPS://Example.org./a b")
    Traceback (most recent call last):
    outspoken.errors.Unsafe: The address holds a space, a backslash or an invisible character.
    >>> take_apart("HTTPS://Example.org.:443/a").address
    'https://example.org/a'

    Raises:
        Unsafe: if it is not a plain address of the web.
    """
    if len(address) > LONGEST:
        raise Unsafe(f"The address is {len(address):,} characters long; {LONGEST:,} are read.")
    if _FORBIDDEN.search(address):
        raise Unsafe("The address holds a space, a backslash or an invisible character.", "Write it without.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise Unsafe("The address cannot be taken apart into host, port and path.", "Copy it anew.") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise Unsafe(f"Addresses that begin with {scheme or 'nothing'}: are not visited, only http: and https:.")
    if "@" in parts.netloc:
        raise Unsafe("The address carries a user name; nothing is visited as a user.", "Leave out all before the @.")
    host = _plain_host(parts.hostname or "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._[]|")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._[]|?")
    return Target(scheme, host, PORTS[scheme] if port is None else port, urlunsplit(("", "", path, query, "")))


def _plain_host(host: str) -> str:
    if ":" in host:
        return _literal_six(host)
    try:
        plain = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError as error:
        raise Unsafe("The host of the address is no name that the web knows.", "Copy it anew.") from error
    plain = plain.removesuffix(".")
    last = plain.rsplit(".", 1)[-1]
    if _NUMBER.fullmatch(last):
        try:
            return str(ipaddress.IPv4Address(plain))
        except ValueError as error:
            raise Unsafe("The address writes its host as a number in an unusual form.", "Write its name.") from error
    if plain == "localhost" or _NAME.fullmatch(plain):
        return plain
    raise Unsafe("The host of the address is no name that the web knows.", "Copy it anew.")


def _literal_six(host: str) -> str:
    try:
        if "%" in host:
            raise ValueError("an address with a zone")
        return str(ipaddress.IPv6Address(host))
    except ValueError as error:
        raise Unsafe("The host of the address is no IP address.", "Copy it anew.") from error


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def check_ip(address: str) -> None:
    """Refuse an IP address that is not one of the public web.

    Raises:
        Unsafe: if it is private, local, shared, reserved, for many, or hides another address.
    """
    number = ipaddress.ip_address(address.partition("%")[0])
    tunnelled = number.version == 6 and (
        any(number in net for net in _TUNNELS) or int(number) >> 32 & 0xFDFFFFFF == 0x5EFE  # ISATAP
    )
    if tunnelled or not number.is_global or number.is_multicast or number.is_reserved:
        # Safety: the researchers' own machines; a hostile page must not reach them through us.
        raise Unsafe("The address leads to a machine that is not on the public web.", _ALLOW)


def _resolved(resolve: Resolver | None, target: Target) -> list[str]:
    found = (resolve or system_resolver)(target.host, target.port)
    return list(dict.fromkeys(found))


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host} is no name") from error
    return [str(one[4][0]) for one in found]


class Deadline:
    """Cuts a connection when its time is up, in whatever it is waiting."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: socket.socket) -> None:
        """Cut this connection too; a duplicate is kept, for TLS takes the original away."""
        with self._lock:
            self._watched.append(connection.dup())
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        with self._lock:
            for one in self._watched:
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def close(self) -> None:
        """Stop watching."""
        self._timer.cancel()
        with self._lock:
            for one in self._watched:
                one.close()
            self._watched.clear()
