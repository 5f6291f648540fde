"""Parse XML from strangers: no entities, no outside files, no depth without end, no bomb in a packing."""

from __future__ import annotations

import io
import zlib
from xml.etree.ElementTree import Element, ParseError

from outspoken.errors import FileError

LARGEST = 64 << 20
"""How many bytes of a list, a feed or a sitemap are read, unpacked."""
_DEEPEST = 100
_CHUNK = 1 << 16


def parsed_safely(data: bytes, name: str) -> str:
    """Go through XML once, and return the name of its outermost element without its namespace.

    Raises:
        FileError: naming the line, if it is not XML or is built to do harm.
    """
    return element_of(data, name).tag.rpartition("}")[2]


def element_of(data: bytes, name: str) -> Element:
    """Parse XML whole.

    Raises:
        FileError: naming the line, if it is not XML or is built to do harm.
    """
    from defusedxml import DefusedXmlException, ElementTree  # noqa: PLC0415 - only for XML

    if len(data) > LARGEST:
        raise FileError(f"the file is larger than {LARGEST >> 20} MB.", "Split it into several.", file=name)
    depth = 0
    root: Element | None = None
    try:
        for happened, element in ElementTree.iterparse(io.BytesIO(data), events=("start", "end")):
            root = element if root is None else root
            depth += 1 if happened == "start" else -1
            if depth > _DEEPEST:
                raise FileError("its elements are nested without end.", "Leave this file out.", file=name)
    except ParseError as error:
        line = error.position[0]
        raise FileError(
            f"this is not XML ({str(error).partition(':')[0]}).",
            "Is it a page, and not a feed or a sitemap?",
            file=name,
            line=line,
        ) from error
    except (DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        # Safety: entities within entities unfold to more than any memory holds; those from outside read our own files.
        raise FileError(
            f"the file declares entities or an encoding that no feed needs ({type(error).__name__}).",
            "Leave this file out.",
            file=name,
        ) from error
    if root is None:
        raise FileError("the file is empty.", "Fetch it again.", file=name)
    return root


def unpacked(data: bytes, name: str) -> bytes:
    """Return the bytes of a file that may be packed with gzip.

    Raises:
        FileError: if it is damaged, or unpacks to more than 64 MB.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacking, found, waiting = zlib.decompressobj(wbits=31), bytearray(), data
    try:
        while waiting and not unpacking.eof:
            found += unpacking.decompress(waiting, _CHUNK)
            waiting = unpacking.unconsumed_tail
            if len(found) > LARGEST:
                raise FileError(f"it unpacks to more than {LARGEST >> 20} MB.", "Leave this file out.", file=name)
    except zlib.error as error:
        raise FileError("it is packed with gzip and damaged.", "Fetch it again.", file=name) from error
    if not unpacking.eof:
        raise FileError("it is packed with gzip and cut off.", "Fetch it again.", file=name)
    return bytes(found)
