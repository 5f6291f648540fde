"""Have the hash of the archive's manifest witnessed outside: by a timestamp authority, or through a calendar.

Nothing is sent unless somebody asks for it, and then only a hash. What comes back is checked before it is kept, as a
file of a kind that other programs read too:

    archive/anchors/<hash of the manifest>.<its own hash>.tsr   an answer of RFC 3161, and beside it
    archive/anchors/<the same>.pem                              the certificates it was checked against
    archive/anchors/<hash of the manifest>.<its own hash>.ots   a proof of OpenTimestamps

Who rewrites the archive and its manifest cannot make such an anchor anew: it says when the hash was there already.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from outspoken.archive import calendars, timestamps
from outspoken.archive.decoding import unpack
from outspoken.archive.fetching import Limits, Parcel, Visit
from outspoken.archive.objects import Archive
from outspoken.archive.records import Anchor, AnchorKind
from outspoken.archive.visits import Visits
from outspoken.archive.warc import split_http
from outspoken.errors import Conflict, NotFound, SealBroken, StudyError, Unsafe
from outspoken.study.files import write_whole

LIMITS = Limits(wire=1 << 16, hops=0, seconds=30.0)
_FILE = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{16})\.(tsr|ots)")
_RESTORE = "Restore the folder archive/anchors from a backup."


Files = Mapping[str, bytes]
"""What is kept of an anchor, by the ending of its file."""


def stamp(archive: Archive, visits: Visits, authority: str, certificates: Path) -> tuple[str, Files]:
    """Have an authority stamp the manifest's hash; return the hash, and what is to be kept.

    Raises:
        NotFound: if there is no such file of certificates.
        Unsafe: if the answer is not what was asked for, or nobody who is trusted signed it.
        Conflict: if no answer came.
    """
    seal, trusted, asked = archive.head, _read(certificates), timestamps.asked(archive.last_line())
    answer = _answer(visits, authority, Parcel(asked.request, timestamps.ASKS, timestamps.ANSWERS))
    timestamps.stamped(answer, seal, trusted, asked.nonce)
    return seal, {"pem": trusted, "tsr": answer}


def promise(archive: Archive, visits: Visits, calendar: str) -> tuple[str, Files]:
    """Have a calendar promise to put the manifest's hash into a block; return the hash, and what is to be kept.

    Raises:
        Unsafe, Conflict: as for `stamp`.
    """
    seal, nonce = archive.head, os.urandom(16)
    parcel = Parcel(calendars.commitment(seal, nonce), calendars.ASKS, calendars.ANSWERS)
    answer = _answer(visits, f"{calendar.rstrip('/')}/digest", parcel)
    return seal, {"ots": calendars.proof(seal, nonce, answer)}


def complete(archive: Archive, visits: Visits) -> Iterator[tuple[str, Files]]:
    """Ask calendars for what became of their promises; yield those that were kept, each with what is to be kept."""

    def ask(calendar: str, commitment: bytes) -> bytes | None:
        visit = visits.one(f"{calendar.rstrip('/')}/timestamp/{commitment.hex()}", {})
        return _body(visit) if visit.good else None

    for one in pending(archive):
        longer = calendars.completed((archive.anchors / one.file).read_bytes(), one.seal, ask)
        if longer is not None:
            yield one.seal, {"ots": longer}


def write(archive: Archive, seal: str, files: Files) -> Anchor:
    """Write an anchor whole, the certificates before what needs them; return it as it was checked."""
    kind = "tsr" if "tsr" in files else "ots"
    stem = f"{seal}.{sha256(files[kind]).hexdigest()[:16]}"
    for ending, data in files.items():
        write_whole(archive.anchors / f"{stem}.{ending}", data)
    return next(one for one in anchors(archive) if one.file == f"{stem}.{kind}")


def pending(archive: Archive) -> list[Anchor]:
    """Return the promises of calendars that were not kept yet."""
    return [one for one in anchors(archive) if one.kind is AnchorKind.OPENTIMESTAMPS and not one.at]


def anchors(archive: Archive) -> list[Anchor]:
    """Check every anchor and return them in the order of what they cover; a promise that was kept is left out.

    Raises:
        SealBroken: naming the first that does not hold.
    """
    heads, found = archive.heads(), []
    folder = archive.anchors
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        named = _FILE.fullmatch(path.name)
        if named is None:
            continue
        seal, mark, kind = named.groups()
        data = path.read_bytes()
        if sha256(data).hexdigest()[:16] != mark:
            raise SealBroken(f"The anchor {path.name} is not what it was when it was kept.", _RESTORE)
        if seal not in heads:
            raise SealBroken(
                f"The anchor {path.name} is one of a manifest that this archive never had.",
                "The manifest was rewritten after it was anchored: restore archive/ from a backup, and find out how.",
            )
        found.append(_checked(path, seal, kind, data, heads))
    kept = {one.seal for one in found if one.kind is AnchorKind.OPENTIMESTAMPS and one.at}
    told = [one for one in found if one.at or one.unchecked or one.seal not in kept]
    return sorted(told, key=lambda one: (one.objects, one.file))


def _checked(path: Path, seal: str, kind: str, data: bytes, heads: Mapping[str, int]) -> Anchor:
    try:
        if kind == "tsr":
            try:
                at = timestamps.stamped(data, seal, _read(path.with_suffix(".pem")))
            except StudyError as error:
                return Anchor(AnchorKind.RFC_3161, path.name, seal, heads[seal], "", unchecked=error.message)
            return Anchor(AnchorKind.RFC_3161, path.name, seal, heads[seal], at.isoformat().replace("+00:00", "Z"))
        ends = calendars.attested(data, seal)
    except (Unsafe, NotFound) as error:
        raise SealBroken(f"The anchor {path.name} does not hold. {error.message}", _RESTORE) from error
    blocks = sorted((one.block, one.root) for one in ends if one.block is not None)
    said = f"block {blocks[0][0]:,} of Bitcoin, if its Merkle root is {blocks[0][1]}" if blocks else ""
    calendar = next((one.calendar for one in ends if one.calendar), "")
    return Anchor(AnchorKind.OPENTIMESTAMPS, path.name, seal, heads[seal], said, calendar=calendar)


def require_noted(archive: Archive, noted: Iterable[str]) -> None:
    """Refuse an archive that lacks an anchor of which the journal tells.

    Raises:
        SealBroken: naming the first that is gone.
    """
    for file in noted:
        if not (archive.anchors / file).is_file():
            raise SealBroken(f"The anchor {file} is gone.", _RESTORE)


def _answer(visits: Visits, address: str, parcel: Parcel) -> bytes:
    visit = visits.deliver(address, parcel)
    if not visit.good:
        raise Conflict(f"No anchor was had. {visit.problem}", "Try again later, or ask another service.")
    return _body(visit)


def _body(visit: Visit) -> bytes:
    last = visit.last
    assert last is not None
    _, headers, _ = split_http(last.head)
    return unpack(last.body, headers.get("content-encoding", ""))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path.name} cannot be read ({error.strerror}).", "Name a file that is there.") from error
