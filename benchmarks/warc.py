"""Measure the taking in of web archives: python benchmarks/warc.py --data FOLDER [--json OUT].

The folder holds `pages/ID.html.gz`, as for extraction.py. Its pages are repeated with a
sentence of their own until there are as many records as asked for, and written into one
WARC file. Outspoken takes that in as a study does: every record is checked, read in
fenced workers and stored. Its peer reads the same file with warcio and calls the same
reader of pages in a bare loop.
"""

from __future__ import annotations

import argparse
import gzip
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


def main() -> None:
    """Measure both on the same file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=2, help="how often each is timed, in turn; the best counts")
    asked = parser.parse_args()
    table = Table("warc", str(asked.data))
    peer = f"warcio {version('warcio')} and the same reader"
    best: dict[str, float] = {}
    counted: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "pages.warc.gz"
        write(path, asked.data, asked.records)
        bare(path, 10)
        for _ in range(asked.rounds):
            for system, run in ((peer, bare), ("outspoken", ours)):
                counted[system], seconds = run(path)
                best[system] = max(best.get(system, 0.0), asked.records / seconds)
    for system, rate in best.items():
        table.add(system, "taking in", "pages read", counted[system])
        table.add(system, "taking in", "rate", rate, "records per CPU-second")
    table.add("outspoken", "taking in", "rate against the bare loop", best["outspoken"] / best[peer], "ratio")
    table.add("outspoken", "all", "memory of the parent", peak_megabytes(), "MB")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
