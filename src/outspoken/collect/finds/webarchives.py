"""List the pages that a web archive (WARC, WACZ) holds, each with where in it its record lies."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from outspoken.collect.addresses import canonical, is_address
from outspoken.collect.finds.records import ChannelKind, Lead, Leads, Piece
from outspoken.collect.records import Problem
from outspoken.errors import FileError

_WANTED = re.compile(r"(text/(html|plain)|application/(xhtml\+xml|pdf))\s*(;|$)", re.IGNORECASE)
_MOST = 200_000
_MOST_UNPACKED = 4 << 30


def read_warc(data: bytes, name: str) -> Leads:
    """List the pages of a WARC file, packed or not: the last good answer of each address, of texts and PDFs only.

    Raises:
        FileError: if it is no WARC file, or a record of it is cut off.
    """
    found: dict[str, Lead] = {}
    problems: list[Problem] = []
    for number, lead in _records(data, name, problems):
        if number > _MOST:
            problems.append(Problem(number, "", f"the file has more than {_MOST:,} records; the rest was left.", ""))
            break
        found[canonical(lead.address)] = lead
    return Leads(ChannelKind.ARCHIVE, tuple(found.values()), tuple(problems))


def read_wacz(data: bytes, name: str) -> Leads:
    """List the pages of every WARC file within a WACZ file.

    Raises:
        FileError: if it is no WACZ file, or holds more than 4 GB.
    """
    leads: dict[str, Lead] = {}
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = [part for part in packed.infolist() if re.fullmatch(r"archive/[^/]+\.warc(\.gz)?", part.filename)]
            if sum(part.file_size for part in inside) > _MOST_UNPACKED:
                raise FileError("it unpacks to more than 4 GB.", "Split it into several.", file=name)
            for part in inside:
                read = read_warc(packed.read(part), f"{name}#{part.filename}")
                leads.update((canonical(lead.address), lead) for lead in read.leads)
                problems += read.problems
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
        raise FileError("this is not a WACZ file, or it is damaged.", "Export it again.", file=name) from error
    if not inside:
        raise FileError("there is no web archive under archive/ in it.", "Export it again.", file=name)
    return Leads(ChannelKind.ARCHIVE, tuple(leads.values()), tuple(problems))


def _records(data: bytes, name: str, problems: list[Problem]) -> Iterator[tuple[int, Lead]]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only for web archives
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    number = 0
    if not data.startswith((b"WARC/", b"\x1f\x8b")):
        raise FileError("the file does not begin as a web archive does.", "Is it a WARC file?", file=name)
    try:
        records = ArchiveIterator(io.BytesIO(data))
        for number, record in enumerate(records, start=1):
            headers = record.rec_headers
            address = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
            if record.rec_type not in {"response", "resource"}:
                continue
            media = (
                record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
            ) or ""
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            if status != "200" or not _WANTED.match(media):
                continue
            if not is_address(address):
                problems.append(Problem(number, "WARC-Target-URI", f"record {number} has no address on the web.", ""))
                continue
            at = headers.get_header("WARC-Date") or ""
            offset = records.get_record_offset()
            piece = Piece(
                name, media.partition(";")[0].strip().lower(), offset=offset, length=records.get_record_length(), at=at
            )
            yield number, Lead(address=address, line=number, piece=piece)
    except (ArchiveLoadFailed, EOFError, ValueError, LookupError, AttributeError, OSError) as error:
        raise FileError(
            f"record {number + 1} cannot be read.", "Is it a WARC file, and whole? Nothing of it was taken.", file=name
        ) from error
    if not number:
        raise FileError("the file holds no record.", "Is it a WARC file?", file=name)
