"""Measure the reading of pages: python benchmarks/extraction.py --data FOLDER [--json OUT].

The folder holds `pages/ID.html.gz` and `truth.jsonl` (`id, url, text`), as in the article
extraction benchmark of Scrapinghub (2019): multisets of 4-token shingles of each page's
text, precision and recall as means over pages, F1 of the two means, with a bootstrap
standard deviation.

Outspoken does the whole of its work: pages are visited on a loopback server (whose own
time is not counted), captured, read in fenced workers, and stored in a study. Its rate is
that of all processes together. What starting costs is measured on the first few pages and told apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import fmean, stdev

from measuring import Table, peak_megabytes

FIRST = 8
"""Pages on which the cost of starting is measured: enough to start every process there is."""
SERVER = """
import http.server, sys
from pathlib import Path
folder = Path(sys.argv[1])
class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        path = folder / (self.path.strip("/") + ".html.gz")
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
print(server.server_port, flush=True)
server.serve_forever()
"""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the multiset of 4-token shingles of a text; a shorter text is one shingle."""
    tokens = re.findall(r"\w+", text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)))


def counts(found: str, marked: str) -> tuple[float, float]:
    """Return precision and recall of one page."""
    one, other = shingles(found), shingles(marked)
    true = (one & other).total()
    false, missed = one.total() - true, other.total() - true
    if not true:
        return float(not false and not missed), float(not false and not missed)
    return true / (true + false), true / (true + missed)


def f1(pages: Sequence[tuple[float, float]]) -> float:
    """Return the F1 of mean precision and mean recall."""
    precision, recall = fmean(one for one, _ in pages), fmean(other for _, other in pages)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def deviation(pages: Sequence[tuple[float, float]], draws: int = 500) -> float:
    """Return the bootstrap standard deviation of F1."""
    chance = random.Random(0)
    return stdev(f1(chance.choices(pages, k=len(pages))) for _ in range(draws))


def used() -> float:
    """Return the CPU-seconds of this process and of all its children that have ended."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def ours(folder: Path, numbers: Sequence[str]) -> tuple[dict[str, str], float]:
    """Visit, keep and read pages as a study does; return their texts and the CPU-seconds."""
    from outspoken.archive import holdings, keep, read
    from outspoken.collect import Lead, add
    from outspoken.collect.finds.records import ChannelKind, Leads
    from outspoken.collect.finds.sources import Source
    from outspoken.study import Actor, create

    server = subprocess.Popen([sys.executable, "-c", SERVER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port = int(server.stdout.readline())
    by = Actor.local()
    try:
        with tempfile.TemporaryDirectory() as place:
            study = create(Path(place) / "study", "Benchmark", study_toml='title = "B"\n[archive]\npause = 0\n')
            addresses = {f"http://127.0.0.1:{port}/{number}": number for number in numbers}
            leads = Leads(ChannelKind.LIST, tuple(Lead(address=address) for address in addresses))
            add(study, Source("list", leads, "list"), by=by)
            before = used()
            kept = keep(study, by=by, allow=[f"127.0.0.1:{port}"])
            read(study, by=by)
            seconds = used() - before
            assert kept.failed == 0, kept.problems
            texts = {addresses[one.address]: one.texts[0][0].words for one in holdings(study, by=by) if one.texts}
            study.close()
    finally:
        server.kill()
        server.wait()
    return {number: texts.get(number, "") for number in numbers}, seconds


def bare(extract: Callable[[bytes], str | None]) -> Callable[[dict[str, bytes]], tuple[dict[str, str], float]]:
    """Call an extractor in a loop, once for each page."""

    def run(pages: dict[str, bytes]) -> tuple[dict[str, str], float]:
        extract(next(iter(pages.values())))
        before = time.process_time()
        found = {}
        for number, page in pages.items():
            try:
                found[number] = extract(page) or ""
            except Exception:  # noqa: BLE001 - a page that breaks an extractor is one it does not read
                found[number] = ""
        return found, time.process_time() - before

    return run


def trafilatura(page: bytes) -> str | None:
    """Call trafilatura directly, as its manual does."""
    from trafilatura import extract

    return extract(page)


def readability(page: bytes) -> str:
    """Call readability and take the text out of what it returns."""
    from lxml import html
    from readability import Document

    summary = Document(page.decode("utf-8", "replace")).summary(html_partial=True)
    return " ".join(html.fromstring(summary).itertext())


def main() -> None:
    """Measure all three on the same pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed, in turn; the best counts")
    asked = parser.parse_args()
    truth = {row["id"]: row["text"] for row in map(json.loads, (asked.data / "truth.jsonl").open(encoding="utf-8"))}
    folder = asked.data / "pages"
    pages = {number: gzip.decompress((folder / f"{number}.html.gz").read_bytes()) for number in truth}
    table = Table("extraction", str(asked.data))
    peers = {
        f"trafilatura {version('trafilatura')}": bare(trafilatura),
        f"readability-lxml {version('readability-lxml')}": bare(readability),
    }
    best: dict[str, float] = {}
    texts: dict[str, dict[str, str]] = {}
    starting = float("inf")
    for _ in range(asked.rounds):
        for system, run in peers.items():
            texts[system], seconds = run(pages)
            best[system] = max(best.get(system, 0.0), len(pages) / seconds)
        _, one = ours(folder, list(pages)[:FIRST])
        texts["outspoken"], whole = ours(folder, list(pages))
        starting = min(starting, one)
        best["outspoken"] = max(best.get("outspoken", 0.0), (len(pages) - FIRST) / max(whole - starting, 1e-9))
        best["outspoken with starting"] = max(best.get("outspoken with starting", 0.0), len(pages) / whole)
    for system in ("outspoken", *peers):
        judged = [counts(texts[system][number], truth[number]) for number in truth]
        table.add(system, "main text", "f1", f1(judged))
        table.add(system, "main text", "f1_sd", deviation(judged))
        table.add(system, "main text", "precision", fmean(one for one, _ in judged))
        table.add(system, "main text", "recall", fmean(other for _, other in judged))
        table.add(system, "main text", "rate", best[system], "pages per CPU-second")
    table.add(
        "outspoken", "main text, starting counted", "rate", best["outspoken with starting"], "pages per CPU-second"
    )
    table.add("outspoken", "starting, with the first pages", "time", starting, "CPU-seconds")
    peer = next(iter(peers))
    table.add("outspoken", "main text", f"rate against {peer.split()[0]}", best["outspoken"] / best[peer], "ratio")
    table.add("outspoken", "all", "memory of the parent", peak_megabytes(), "MB")
    table.finish(asked.json)


if __name__ == "__main__":
    main()
