"""The process that visits: it is asked through a pipe, knows no study, and answers through a pipe.

Run as `python -I -m outspoken.archive.fetcher`. It holds no handle on a database, so that
whatever a hostile host does to it, there is nothing in it to be taken.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from outspoken.archive import frames
from outspoken.archive.fetching import Hop, Limits, Parcel, Visit, fetch
from outspoken.archive.guard import Guard
from outspoken.archive.politeness import Manners, Visitor

THREADS = 8
"""How many hosts are visited at once."""


def serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Answer until the asking ends: first the settings, then an address in each frame, perhaps with a parcel for it."""
    first = frames.receive(asked)
    if first is None:
        return
    settings = first[0]
    guard = Guard(frozenset(settings["allow"]), settings["proxy"])
    limits = Limits(**settings["limits"])
    visitor = Visitor(guard, limits, Manners(**settings["manners"]))
    turn = threading.Lock()

    def answer(asked: dict[str, Any], blobs: list[bytes]) -> None:
        number, address = asked["number"], asked["address"]
        if blobs:
            found = fetch(address, guard, limits, parcel=Parcel(blobs[0], asked["media"], asked["wanted"]))
        else:
            found = visitor.visit(address, asked.get("known", {}))
        with turn:
            frames.send(answered, {"number": number, **told(found)}, _blobs(found))

    with ThreadPoolExecutor(THREADS) as pool:
        while (frame := frames.receive(asked)) is not None:
            pool.submit(answer, *frame)


def told(visit: Visit) -> dict[str, Any]:
    """Put a visit into a frame's header; its bytes go beside it."""
    hops = [[hop.address, hop.status, hop.ip, hop.tls, hop.media] for hop in visit.hops]
    return {
        "asked": visit.asked,
        "at": visit.at,
        "problem": visit.problem,
        "notes": list(visit.notes),
        "passing": visit.passing,
        "hops": hops,
    }


def _blobs(visit: Visit) -> list[bytes]:
    return [blob for hop in visit.hops for blob in (hop.asked, hop.head, hop.body)]


def heard(header: dict[str, Any], blobs: list[bytes]) -> Visit:
    """Take a visit out of a frame."""
    hops = []
    for place, (address, status, ip, tls, media) in enumerate(header["hops"]):
        asked, head, body = blobs[3 * place : 3 * place + 3]
        hops.append(Hop(str(address), int(status), str(ip), str(tls), asked, head, body, str(media)))
    return Visit(
        asked=str(header["asked"]),
        at=str(header["at"]),
        hops=tuple(hops),
        problem=str(header["problem"]),
        notes=tuple(map(str, header["notes"])),
        passing=bool(header["passing"]),
    )


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
