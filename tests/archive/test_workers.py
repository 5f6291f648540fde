"""Hostile files are refused in plain words, cost the parent nothing, and do not hold up the next good one."""

import os
import signal
import subprocess
import sys
import time

import pytest

from outspoken.archive.workers import Job, Worker, Workers
from tests.archive.bombs import GOOD, NAMES, bombs, paper
from tests.archive.mutants import mutants, seeds
from tests.conftest import THOROUGH

SEEN = "2026-01-01"


def job(body: bytes, media: str = "text/html") -> Job:
    return Job(body, media, "https://example.org/a", SEEN)


@pytest.fixture(scope="module", name="bomb")
def _bomb():
    return bombs()


@pytest.fixture(scope="module")
def worker():
    made = Worker()
    assert made.read(job(GOOD)).read is not None
    yield made
    made.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_bomb_is_survived_and_the_next_good_file_is_read_at_once(worker, bomb, name) -> None:
    began = time.monotonic()
    found = worker.read(job(bomb[name]))
    assert time.monotonic() - began < 17
    if found.read is None:
        assert found.refused.endswith(".")
        assert "Traceback" not in found.refused
        assert "Error" not in found.refused or "cannot be read" in found.refused
    else:
        assert name in {"nested tables", "9,000 nested div"}
    began = time.monotonic()
    after = worker.read(job(GOOD))
    assert after.read is not None
    assert "She left the group" in after.read.words
    assert time.monotonic() - began < 5


def test_the_parent_stays_small(bomb, tmp_path) -> None:
    """In a process of its own, because this one has made the bombs."""
    script = """
import re, sys
from pathlib import Path
from outspoken.archive.workers import Job, Worker
worker = Worker()
for path in sorted(Path(sys.argv[1]).iterdir()):
    worker.read(Job(path.read_bytes(), "text/html", "https://example.org/a", "2026-01-01"))
worker.close()
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""
    for number, data in enumerate(bomb.values()):
        (tmp_path / f"{number:02d}").write_bytes(data)
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300


def test_what_is_said_names_what_is_wrong(worker, bomb) -> None:
    assert set(bomb) == set(NAMES)
    told = {name: worker.read(job(bomb[name])).refused for name in bomb}
    assert "as only a bomb does" in told["gzip of 1 GB"]
    assert "60,000 files" in told["60,000 files"]
    assert "outside its folder" in told["out of its folder"]
    assert "tags open at once" in told["200,000 nested div"]
    assert "attributes" in told["many attributes"]
    assert told["nothing"] == "It is empty."
    assert "picture" in told["picture"]


def test_no_worker_reaches_the_network_or_starts_a_program(worker) -> None:
    assert worker.isolation in {"namespace", "python"}


def test_many_files_are_read_in_their_order() -> None:
    pages = [job(GOOD.replace(b"spring", b"spring of %d" % year)) for year in range(2000, 2020)]
    with Workers(2) as workers:
        found = list(workers.each(pages, lambda worker, one: worker.read(one)))
    assert [one for one, _ in found] == pages
    assert all(f"spring of {2000 + n}" in out.read.words for n, (_, out) in enumerate(found))


def test_a_foreman_that_is_killed_is_replaced(worker) -> None:
    os.killpg(worker._process.pid, signal.SIGKILL)
    assert "broke" in worker.read(job(GOOD)).refused
    assert worker.read(job(GOOD)).read is not None


@pytest.mark.parametrize("kind", sorted(seeds()))
def test_no_mutant_breaks_anything(kind) -> None:
    """Each is read or refused in plain words; 2,000 of all kinds together, or 100,000 of each when thorough."""
    each = 100_000 if THOROUGH else 2_000 // len(seeds())
    slowest = 0.0
    with Workers(2) as workers:
        began = time.monotonic()
        for _, found in workers.each(
            (job(one, media) for one, media in mutants(kind, each)), lambda worker, one: worker.read(one)
        ):
            slowest = max(slowest, time.monotonic() - began)
            began = time.monotonic()
            assert (found.read is None) == bool(found.refused)
            assert "broke the program" not in found.refused
    assert slowest < 17


def test_a_paper_is_read(worker) -> None:
    found = worker.read(job(paper("They lied to us.", "So I left."), "application/pdf"))
    assert found.read is not None
    assert found.read.words.split() == ["They", "lied", "to", "us.", "So", "I", "left."]
