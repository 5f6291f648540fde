"""Speak between processes in frames: a JSON header, then the bytes it announces.

Nothing that comes out of a process which touched hostile bytes is ever unpickled.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import IO, Any

LARGEST = 512 << 20
"""Bytes of one frame."""
_SIZES = struct.Struct(">II")


def send(stream: IO[bytes], header: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one frame and push it on."""
    told = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}, ensure_ascii=True).encode()
    stream.write(_SIZES.pack(len(told), sum(map(len, blobs))) + told)
    stream.writelines(blobs)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """Read one frame; None where the other side has ended.

    Raises:
        EOFError: if it ended in the middle of a frame.
        ValueError: if what came is no frame.
    """
    start = stream.read(_SIZES.size)
    if not start:
        return None
    if len(start) < _SIZES.size:
        raise EOFError("the other process ended in the middle of a frame")
    told_length, rest_length = _SIZES.unpack(start)
    if told_length + rest_length > LARGEST:
        raise ValueError("a frame is larger than any may be")
    header = json.loads(_all(stream, told_length))
    blobs = [_all(stream, int(length)) for length in header.pop("blobs")]
    return header, blobs


def _all(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError("the other process ended in the middle of a frame")
    return found
