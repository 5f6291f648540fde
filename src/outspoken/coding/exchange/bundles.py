"""Open files that somebody sent: zip archives and XML that may be made to do harm.

# Safety: a bundle is opened by whoever receives it. Nothing of it is written to the disk, no name in it is
# followed, no entity is resolved, and no more is unpacked than a limit allows.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from outspoken.errors import FileError

LARGEST = 1 << 30
"""All that may be unpacked of one bundle, in bytes."""
LARGEST_XML = 256 << 20
_MOST_MEMBERS = 100_000


class Bundle:
    """A zip archive, read member by member and never unpacked."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        self.path = path
        self._left = largest
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise _refused(path, f"it is no zip archive that can be read ({error})") from error
        names = [entry.filename for entry in self._zip.infolist()]
        if len(names) > _MOST_MEMBERS:
            raise _refused(path, f"it holds {len(names):,} files")
        odd = next((name for name in names if _leads_out(name)), None)
        if odd is not None:
            raise _refused(path, f"one of its files is named {odd!r}, which would lead out of its folder")
        self.names = names

    def read(self, name: str) -> bytes:
        """Return a member's bytes.

        Raises:
            FileError: if it is not there, broken, or more than may be unpacked.
        """
        wanted = next((one for one in self.names if one.casefold() == name.casefold()), None)
        if wanted is None:
            raise _refused(self.path, f"it has no {name}")
        try:
            with self._zip.open(wanted) as member:
                # The size that an archive states may be a lie; what is read is counted.
                data = member.read(self._left + 1)
        except (OSError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
            raise _refused(self.path, f"{name} cannot be unpacked ({type(error).__name__})") from error
        except Exception as error:
            if type(error).__module__ not in {"zlib", "lzma", "_lzma"}:
                raise
            raise _refused(self.path, f"{name} is broken") from error
        self._left -= len(data)
        if self._left < 0:
            raise _refused(self.path, "it unpacks to more than may be unpacked")
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


def tree(data: bytes, path: Path) -> Any:
    """Read XML without entities, document types or references to elsewhere.

    Raises:
        FileError: if it holds any, is not XML, or is too large.
    """
    if len(data) > LARGEST_XML:
        raise _refused(path, "its XML is larger than may be read")
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _refused(path, f"its XML does what only harmful files do ({type(error).__name__})") from error
    except (ParseError, ValueError) as error:
        raise _refused(path, f"it is not XML ({error})") from error


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _refused(path: Path, why: str) -> FileError:
    return FileError(f"{why}, so nothing was taken from it.", "Ask whoever sent it to export it again.", file=path)
