"""Make one visit: ask for an address, follow where it leads, and keep every exchange as it was.

No cookies, no log-in, no script, no referrer; every hop goes through the guard, and
sizes, hops and time have an end. A visit that was cut short says so and is never taken
for a good one.
"""

from __future__ import annotations

import html
import re
import socket
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPException
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from outspoken.archive.guard import Deadline, Guard, Target
from outspoken.errors import Unsafe

USER_AGENT = "Mozilla/5.0 (compatible; research archiving)"
"""Neutral on purpose: it must not tell an outlet who is collecting."""
_REDIRECTS = {301, 302, 303, 307, 308}
_REFRESH = re.compile(
    rb"""<meta\s[^>]{0,200}?http-equiv\s*=\s*["']?refresh["']?[^>]{0,200}?content\s*=\s*["']?\s*(\d{1,3})[^"'>]{0,20}?"""
    rb"""url\s*=\s*['"]?([^"'>]{1,2000})""",
    re.IGNORECASE,
)
_SOON = 5
"""A page that sends one on within so many seconds is a redirect."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a visit may take."""

    wire: int = 50 << 20
    """Bytes of one answer."""
    hops: int = 5
    seconds: float = 60.0
    connect: float = 10.0
    stall: float = 15.0


@dataclass(frozen=True, slots=True)
class Hop:
    """One question and its answer."""

    address: str
    status: int
    ip: str
    """Empty behind a proxy."""
    tls: str
    """SHA-256 of the certificate; empty without TLS."""
    asked: bytes
    """The head of the request as it was sent."""
    head: bytes
    """The head of the answer."""
    body: bytes
    """The body, taken out of its transfer coding, still in its content coding."""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything that a visit brought."""

    asked: str
    at: str
    hops: tuple[Hop, ...] = ()
    problem: str = ""
    """Why there is no good answer, in plain words; empty if there is one."""
    notes: tuple[str, ...] = field(default=())
    passing: bool = False
    """Whether the problem may be gone when one asks again."""

    @property
    def last(self) -> Hop | None:
        """The answer at which the visit ended."""
        return self.hops[-1] if self.hops else None

    @property
    def good(self) -> bool:
        """Whether the whole of a page came back."""
        return not self.problem and bool(self.hops) and 200 <= self.hops[-1].status < 300


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent along with a question, where something is sent at all."""

    body: bytes
    media: str
    wanted: str
    """The kind of content that the answer should be."""


NOTHING: Mapping[str, str] = MappingProxyType({})


def moment() -> str:
    """Return this moment in UTC, as WARC writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fetch(
    address: str,
    guard: Guard,
    limits: Limits = Limits(),
    known: Mapping[str, str] = NOTHING,
    parcel: Parcel | None = None,
) -> Visit:
    """Visit an address; whatever goes wrong is said in the visit, not raised.

    `known` are the headers that say what one has already, `If-None-Match` and `If-Modified-Since`. A parcel is
    delivered to the very address and is not carried on to where that one may lead.
    """
    at, hops, seen = moment(), list[Hop](), set[str]()
    deadline = Deadline(limits.seconds)
    going: str | None = address
    try:
        while going is not None:
            target = guard.check(going)
            if target.address in seen:
                return Visit(address, at, tuple(hops), "The page sends one round in a circle.")
            if len(hops) > limits.hops:
                return Visit(address, at, tuple(hops), f"The page sends one on more than {limits.hops} times.")
            seen.add(target.address)
            hop, problem = _ask(target, _Manner(guard, limits, deadline), known, parcel)
            hops.append(hop)
            if problem:
                return Visit(address, at, tuple(hops), problem)
            going = None if parcel else _onwards(target, hop)
    except Unsafe as error:
        return Visit(address, at, tuple(hops), error.message)
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        slow = deadline.passed or isinstance(error, TimeoutError)
        said = _too_slow(limits) if slow else f"No answer could be had: {_said(error)}."
        return Visit(address, at, tuple(hops), said, passing=not deadline.passed)
    finally:
        deadline.close()
    last = hops[-1].status
    problem = "" if 200 <= last < 300 else f"The outlet answered {last}{_MEANING.get(last, '')}."
    return Visit(address, at, tuple(hops), problem, passing=last in {429, 500, 502, 503, 504})


_MEANING = {401: ", it wants a log-in", 403: ", it refuses", 404: ", there is no such page", 410: ", the page is gone"}


def _too_slow(limits: Limits) -> str:
    return f"The page took longer than {limits.seconds:.0f} s, or fell silent for {limits.stall:.0f} s."


def _said(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError):
        return "its certificate does not hold"
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    reason = getattr(error, "strerror", None) or str(error).rsplit(": ", 1)[-1] or type(error).__name__
    return str(reason).strip(" .")[:200]


class _Guarded:
    """What both kinds of connection share: the socket comes from the guard."""

    def __init__(self, target: Target, guard: Guard, limits: Limits, deadline: Deadline, **more: Any) -> None:
        super().__init__(target.host, target.port, timeout=limits.stall, **more)  # type: ignore[call-arg]
        self.ip = ""
        self._aim = (target, guard, limits, deadline)

    def _new_conn(self) -> socket.socket:
        target, guard, limits, deadline = self._aim
        made, self.ip = guard.connect(target, limits.connect)
        made.settimeout(limits.stall)
        deadline.watch(made)
        return made


class _Plain(_Guarded, HTTPConnection):
    """HTTP through the guard."""


class _Sealed(_Guarded, HTTPSConnection):
    """HTTPS through the guard: the connection goes to the checked address, TLS asks for the name."""


@dataclass(frozen=True, slots=True)
class _Manner:
    guard: Guard
    limits: Limits
    deadline: Deadline


def _ask(target: Target, manner: _Manner, known: Mapping[str, str], parcel: Parcel | None) -> tuple[Hop, str]:
    made = _connection(target, manner.guard, manner.limits, manner.deadline)
    headers = {
        "Host": target.authority,
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.8",
        "Accept-Language": "en;q=0.8,*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **known,
    }
    verb, sent = ("GET", None) if parcel is None else ("POST", parcel.body)
    if parcel is not None:
        length = str(len(parcel.body))
        headers |= {"Accept": parcel.wanted, "Content-Type": parcel.media, "Content-Length": length}
    try:
        made.request(verb, target.path, body=sent, headers=headers, preload_content=False, decode_content=False)
        tls = _fingerprint(made.sock)
        answer = made.getresponse()
        body, problem = _read(answer, manner.limits, manner.deadline)
    finally:
        made.close()
    asked = f"{verb} {target.path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    media = str(answer.headers.get("content-type", "")).partition(";")[0].strip().lower()[:100]
    head = _head(answer)
    return Hop(target.address, answer.status, made.ip, tls, asked.encode() + b"\r\n", head, body, media), problem


def _connection(target: Target, guard: Guard, limits: Limits, deadline: Deadline) -> _Plain | _Sealed:
    if target.scheme == "http":
        return _Plain(target, guard, limits, deadline)
    return _Sealed(target, guard, limits, deadline, ssl_context=ssl.create_default_context())


def _fingerprint(connection: object) -> str:
    if not isinstance(connection, ssl.SSLSocket):
        return ""
    return sha256(connection.getpeercert(binary_form=True) or b"").hexdigest()


def _read(answer: HTTPResponse, limits: Limits, deadline: Deadline) -> tuple[bytes, str]:
    parts, size = [], 0
    declared = answer.headers.get("content-length")
    try:
        for part in answer.stream(1 << 16, decode_content=False):
            parts.append(part)
            size += len(part)
            if size > limits.wire:
                return b"".join(parts), f"The page is larger than {limits.wire >> 20} MB; it was cut off."
    except (HTTPError, HTTPException, OSError, ValueError):
        cut = deadline.passed or not size
        return b"".join(parts), _too_slow(limits) if cut else "The page broke off before its end."
    if deadline.passed:
        return b"".join(parts), _too_slow(limits)
    short = declared is not None and declared.isdigit() and int(declared) > size
    return b"".join(parts), "The page broke off before its end." if short else ""


def _head(answer: HTTPResponse) -> bytes:
    """Write the head of the answer; a transfer coding that was taken off is renamed, for the body is without it."""
    lines = [f"HTTP/1.1 {answer.status} {answer.reason or ''}".rstrip()]
    for name, value in answer.headers.items():
        shown = f"X-Archive-Orig-{name}" if name.lower() in {"transfer-encoding", "set-cookie"} else name
        lines.append(f"{shown}: {_one_line(value)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def _one_line(value: str) -> str:
    return re.sub(r"[\r\n\x00]+", " ", value)


def _onwards(target: Target, hop: Hop) -> str | None:
    if hop.status in _REDIRECTS:
        found = re.search(rb"^location: *([^\r\n]*)", hop.head, re.IGNORECASE | re.MULTILINE)
        return _joined(target, found[1].decode("utf-8", "replace")) if found and found[1].strip() else None
    if hop.status == 200 and "html" in hop.media and len(hop.body) < 1 << 16:
        refresh = _REFRESH.search(_opening(hop))
        if refresh and int(refresh[1]) <= _SOON:
            return _joined(target, html.unescape(refresh[2].decode("utf-8", "replace")))
    return None


def _joined(target: Target, onwards: str) -> str | None:
    found = urljoin(target.address, onwards.strip()).partition("#")[0]
    return None if found == target.address else found


def _opening(hop: Hop) -> bytes:
    if re.search(rb"^content-encoding: *gzip", hop.head, re.IGNORECASE | re.MULTILINE):
        try:
            return zlib.decompressobj(31).decompress(hop.body, 1 << 14)
        except zlib.error:
            return b""
    return hop.body[: 1 << 14]
