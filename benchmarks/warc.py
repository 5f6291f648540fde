"""Measure the taking in of web archives: python benchmarks/warc.py --data FOLDER [--json OUT].

The folder holds `pages/ID.html.gz`, as for extraction.py. Its pages are repeated with a
sentence of their own until there are as many records as asked for, and written into one
WARC file. Outspoken takes that in as a study does: every record is checked, read in
fenced workers and stored. Its peer reads the same file with warcio and calls the same
reader of pages in a bare loop. Each runs in a process of its own, and its rate is that of
all processes that it starts.

What starting costs is told apart. The first ratio is the hardest: the starting of our
workers counts, that of the bare loop, which has loaded everything before, does not. For
the second, all that each does from the birth of its process to the end counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from io import BytesIO
from itertools import islice
from pathlib import Path

from extraction import used
from measuring import Table, peak_megabytes


def pages(folder: Path, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield as many addresses and pages, each page with a sentence that no other has."""
    sources = [gzip.decompress(path.read_bytes()) for path in sorted((folder / "pages").glob("*.html.gz"))]
    for number in range(count):
        body = sources[number % len(sources)]
        told = f"<p>This is the copy with the number {number}, and no other has it.</p></body>".encode()
        head, end, rest = body.rpartition(b"</body>")
        yield f"https://outlet-{number % 50}.example/{number}", head + told + rest if end else body + told


def write(path: Path, folder: Path, count: int) -> None:
    """Write the pages as a WARC file."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for address, body in pages(folder, count):
            said = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
            head = StatusAndHeaders("200 OK", said, protocol="HTTP/1.1")
            when = {"WARC-Date": "2020-01-01T00:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    address, "response", payload=BytesIO(body), http_headers=head, warc_headers_dict=when
                )
            )


def ours(path: Path) -> tuple[int, float]:
    """Take the file into a new study; return how many pages were read, and the CPU-seconds of all processes."""
    from outspoken.archive import import_warc
    from outspoken.study import Actor, create

    with tempfile.TemporaryDirectory() as place:
        study = create(Path(place) / "study", "Benchmark")
        before = used()
        found = import_warc(study, path, by=Actor.local())
        seconds = used() - before
        study.close()
    return found.pages, seconds


def bare(path: Path, most: int = 1 << 30) -> tuple[int, float]:
    """Read the file record after record in this process; return how many pages had words, and the CPU-seconds."""
    from warcio.archiveiterator import ArchiveIterator

    from outspoken.archive.texts import read_bytes
    from outspoken.errors import Unsafe

    before, read = time.process_time(), 0
    with path.open("rb") as file:
        for record in islice(ArchiveIterator(file), most):
            body, address = record.content_stream().read(), record.rec_headers.get_header("WARC-Target-URI")
            try:
                read += bool(read_bytes(body, "text/html", address, date(2020, 1, 1)).words)
            except Unsafe:
                continue
    return read, time.process_time() - before


WARM = 10
"""Records that the bare loop reads before it is timed, so that all is loaded."""


def in_this_process(system: str, path: Path) -> dict[str, float]:
    """Run one of the two; tell how many pages it read, the CPU-seconds of that, and those since the process began."""
    if system == "outspoken":
        read, seconds = ours(path)
        return {"read": read, "seconds": seconds, "whole": used(), "memory": peak_megabytes()}
    bare(path, WARM)
    started = used()
    read, seconds = bare(path)
    return {"read": read, "seconds": seconds, "whole": started + seconds * (1 - WARM / read), "memory": 0.0}


def alone(system: str, path: Path) -> dict[str, float]:
    """Run one of the two in a process of its own."""
    asked = [sys.executable, __file__, "--data", str(path), "--only", system]
    return json.loads(subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout)  # type: ignore[no-any-return]


def main() -> None:
    """Measure both on the same file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=2, help="how often each is timed, in turn; the best counts")
    parser.add_argument(
        "--only", choices=("outspoken", "bare"), help="run one on a WARC file given as data, and say how"
    )
    asked = parser.parse_args()
    if asked.only:
        print(json.dumps(in_this_process(asked.only, asked.data)))
        return
    table = Table("warc", str(asked.data))
    names = {"bare": f"warcio {version('warcio')} and the same reader", "outspoken": "outspoken"}
    runs: dict[str, list[dict[str, float]]] = {system: [] for system in names}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "pages.warc.gz"
        write(path, asked.data, asked.records)
        for _ in range(asked.rounds):
            for system, several in runs.items():
                several.append(alone(system, path))
    best = {
        (system, what): min(one[what] for one in several)
        for system, several in runs.items()
        for what in ("seconds", "whole")
    }
    for system, name in names.items():
        table.add(name, "taking in", "pages read", runs[system][0]["read"])
        table.add(name, "taking in", "rate", asked.records / best[system, "seconds"], "records per CPU-second")
        table.add(
            name,
            "taking in, from the birth of the process",
            "rate",
            asked.records / best[system, "whole"],
            "records per CPU-second",
        )
    for what, task in (("seconds", "taking in"), ("whole", "taking in, from the birth of the process")):
        table.add(
            "outspoken", task, "rate against the bare loop", best["bare", what] / best["outspoken", what], "ratio"
        )
    table.add("outspoken", "all", "memory of the parent", max(one["memory"] for one in runs["outspoken"]), "MB")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
