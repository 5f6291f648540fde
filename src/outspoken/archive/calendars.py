"""Write and read OpenTimestamps proofs: how a hash leads to what a calendar promised or a Bitcoin block holds. Pure.

A proof is a tree: each step appends or prepends bytes or takes a hash, and where it ends stands what attests the
result: a calendar that promises to put it into a block (`pending`), or the height of a block whose Merkle root it is.

The format is that of Peter Todd, "OpenTimestamps: Scalable, Trustless, Distributed Timestamping with Bitcoin", 2016,
https://petertodd.org/2016/opentimestamps-announcement
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha1, sha256
from io import BytesIO
from typing import IO

from outspoken.errors import Unsafe

ASKS, ANSWERS = "application/x-www-form-urlencoded", "application/vnd.opentimestamps.v1"
_MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
_VERSION = 1
_APPEND, _PREPEND, _SHA1, _SHA256 = 0xF0, 0xF1, 0x02, 0x08
_END, _FORK = 0x00, 0xFF
_PENDING, _BITCOIN = bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0588960d73d71901")
_LONGEST, _DEEPEST, _MOST = 8_192, 256, 4_096
"""Bytes of one operand, steps one after another, and steps in all."""


@dataclass(frozen=True, slots=True)
class Attested:
    """What stands at an end of a proof."""

    commitment: bytes
    """What the steps make of the hash."""
    calendar: str = ""
    """Who promised to put it into a block."""
    block: int | None = None
    """The height of the Bitcoin block whose Merkle root it is."""

    @property
    def root(self) -> str:
        """The commitment as programs for Bitcoin print a Merkle root."""
        return self.commitment[::-1].hex()


@dataclass(slots=True)
class _Node:
    ends: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Kind and payload of each attestation."""
    steps: list[tuple[int, bytes, _Node]] = field(default_factory=list)


def commitment(seal: str, nonce: bytes) -> bytes:
    """Return what a calendar is sent: the hash of hash and random bytes, so that not even the hash is told."""
    return sha256(bytes.fromhex(seal) + nonce).digest()


def proof(seal: str, nonce: bytes, answer: bytes) -> bytes:
    """Write the proof of a hash out of what a calendar answered.

    Raises:
        Unsafe: if the answer is no timestamp.
    """
    source = _Source(answer)
    leaf = source.node(0)
    if source.rest():
        raise Unsafe("What the calendar answered is no timestamp.")
    hashed = _Node(steps=[(_SHA256, b"", leaf)])
    made = _written(seal, _Node(steps=[(_APPEND, nonce, hashed)]))
    if not attested(made, seal):
        raise Unsafe("What the calendar answered attests nothing.")
    return made


def attested(data: bytes, seal: str) -> list[Attested]:
    """Return what a proof of a hash ends in.

    Raises:
        Unsafe: if it is no proof, or one of another hash.
    """
    return [end for _, end in _ends(_root(data, seal), bytes.fromhex(seal))]


def completed(data: bytes, seal: str, ask: Callable[[str, bytes], bytes | None]) -> bytes | None:
    """Ask calendars for what became of their promises; return the longer proof, None if there is nothing new.

    `ask` is given the calendar's address and the commitment, and returns the calendar's answer, if it has one.
    """
    root = _root(data, seal)
    longer = False
    for node, end in list(_ends(root, bytes.fromhex(seal))):
        answer = ask(end.calendar, end.commitment) if end.calendar else None
        if answer is None:
            continue
        source = _Source(answer)
        found = source.node(0)
        if source.rest() or not any(one.block is not None for _, one in _ends(found, end.commitment)):
            continue
        node.ends = [one for one in node.ends if one[0] != _PENDING] + found.ends
        node.steps += found.steps
        longer = True
    return _written(seal, root) if longer else None


def _root(data: bytes, seal: str) -> _Node:
    if not data.startswith(_MAGIC):
        raise Unsafe("It is no proof of OpenTimestamps.")
    source = _Source(data[len(_MAGIC) :])
    if source.number() != _VERSION or source.take(1)[0] != _SHA256:
        raise Unsafe("It is a proof of a kind that is not read.")
    if source.take(32).hex() != seal:
        raise Unsafe("It is the proof of another hash.")
    root = source.node(0)
    if source.rest():
        raise Unsafe("It does not end where a proof does.")
    return root


def _ends(node: _Node, message: bytes) -> Iterator[tuple[_Node, Attested]]:
    for kind, payload in node.ends:
        if kind == _PENDING:
            yield node, Attested(message, calendar=_Source(payload).operand().decode("utf-8", "replace"))
        elif kind == _BITCOIN:
            yield node, Attested(message, block=_Source(payload).number())
    for step, operand, after in node.steps:
        yield from _ends(after, _taken(step, operand, message))


def _taken(step: int, operand: bytes, message: bytes) -> bytes:
    if step == _APPEND:
        return message + operand
    if step == _PREPEND:
        return operand + message
    return (sha256 if step == _SHA256 else sha1)(message).digest()


class _Source:
    """Reads a proof, with an end to everything."""

    def __init__(self, data: bytes) -> None:
        self._file, self._count = BytesIO(data), 0

    def take(self, count: int) -> bytes:
        found = self._file.read(count)
        if len(found) < count:
            raise Unsafe("The proof breaks off.")
        return found

    def rest(self) -> bytes:
        return self._file.read(1)

    def number(self) -> int:
        found = shift = 0
        while shift < 63:
            part = self.take(1)[0]
            found |= (part & 0x7F) << shift
            if part < 0x80:
                return found
            shift += 7
        raise Unsafe("The proof holds a number without an end.")

    def operand(self) -> bytes:
        length = self.number()
        if length > _LONGEST:
            raise Unsafe("The proof holds more than any proof does.")
        return self.take(length)

    def node(self, depth: int) -> _Node:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            raise Unsafe("The proof has more steps than any proof has.")
        made = _Node()
        tag = self.take(1)[0]
        while tag == _FORK:
            self._branch(made, self.take(1)[0], depth)
            tag = self.take(1)[0]
        self._branch(made, tag, depth)
        return made

    def _branch(self, made: _Node, tag: int, depth: int) -> None:
        if tag == _END:
            kind = self.take(8)
            made.ends.append((kind, self.operand()))
            return
        if tag not in {_APPEND, _PREPEND, _SHA1, _SHA256}:
            raise Unsafe("The proof takes a step that is not known.")
        operand = self.operand() if tag in {_APPEND, _PREPEND} else b""
        made.steps.append((tag, operand, self.node(depth + 1)))


def _written(seal: str, root: _Node) -> bytes:
    out = BytesIO()
    out.write(_MAGIC + bytes([_VERSION, _SHA256]) + bytes.fromhex(seal))
    _write(out, root)
    return out.getvalue()


def _write(out: IO[bytes], node: _Node) -> None:
    branches: list[tuple[bytes, _Node | None]] = [
        (bytes([_END]) + kind + _number(len(payload)) + payload, None) for kind, payload in sorted(node.ends)
    ]
    for step, operand, next_one in node.steps:
        long = _number(len(operand)) + operand if step in {_APPEND, _PREPEND} else b""
        branches.append((bytes([step]) + long, next_one))
    for place, (head, after) in enumerate(branches, start=1):
        out.write((bytes([_FORK]) if place < len(branches) else b"") + head)
        if after is not None:
            _write(out, after)


def _number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
