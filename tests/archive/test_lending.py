"""Collect reads and asks through what the archive lends it: fenced workers, and the guard."""

import subprocess
import sys
import zlib
from contextlib import closing

import pytest

from outspoken import archive
from outspoken.archive.lending import FencedWorker, WatchFetcher
from outspoken.collect import add, gather, listed_stories
from outspoken.collect.finds.kinds import WATCHED, read_any
from outspoken.collect.finds.records import ChannelKind
from outspoken.collect.finds.sources import worker_of
from outspoken.errors import FileError
from tests.archive.site import PAGES


@pytest.fixture(scope="module")
def worker():
    """A worker, fenced in, for one module."""
    with closing(FencedWorker()) as made:
        yield made


def test_readers_of_collect_run_fenced_in_and_say_the_same(worker, study):
    ris = b"TY  - NEWS\nTI  - They left\nUR  - https://example.org/1\nER  - \n"
    assert worker.run(read_any, ris, "a.ris", "") == read_any(ris, "a.ris", "")
    assert worker.run(read_any, b"%PDF-1.4 x", "a.pdf", "") == read_any(b"%PDF-1.4 x", "a.pdf", "")
    assert isinstance(worker_of(study), FencedWorker)


def test_what_a_reader_finds_wrong_is_said_as_it_says_it(worker):
    with pytest.raises(FileError) as here:
        read_any(b"Hello", "a.asreview", "")
    with pytest.raises(FileError) as there:
        worker.run(read_any, b"Hello", "a.asreview", "")
    assert vars(there.value) == vars(here.value)
    assert str(there.value) == str(here.value)


def test_a_bomb_is_refused_and_the_next_file_is_read(worker):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([packer.compress(bytes(1 << 20)) for _ in range(1 << 10)]) + packer.flush()
    with pytest.raises(FileError):
        worker.run(read_any, bomb, "feed.xml.gz", "")
    assert worker.run(WATCHED[ChannelKind.LIST], b"https://example.org/1", "a.txt").leads


def test_the_process_that_reads_opens_no_database():
    code = "import sys, outspoken.archive.errands, outspoken.collect.finds.kinds; print('sqlalchemy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


WATCH = """
[collect.watch.feed]
kind = "feed"
address = "{0}/feed.xml"
[collect.watch.map]
kind = "sitemap"
address = "{0}/sitemap.xml"
[collect.watch.inside]
kind = "list"
address = "http://169.254.169.254/latest"
"""


@pytest.fixture
def gathering(site, opened, make_folder):
    """A study that watches the invented site."""
    return opened(make_folder('title = "Lanterns"\n[archive]\npause = 0\n' + WATCH.format(site.at(""))))


def test_a_site_is_gathered_through_the_guard_twice_with_the_same_result(gathering, site, amal):
    allow = [site.place]
    found = {name: gather(gathering, name, by=amal, allow=allow) for name in ("feed", "map")}
    assert [(one.trouble, one.problems) for one in found.values()] == [("", ())] * 2
    assert len(found["feed"].new) + len(found["map"].new) == PAGES + 7 + 6
    before = listed_stories(gathering, by=amal)
    again = {name: gather(gathering, name, by=amal, allow=allow) for name in ("feed", "map")}
    assert again["feed"].unchanged
    assert not again["map"].new
    assert listed_stories(gathering, by=amal) == before


def test_what_is_not_on_the_public_web_is_not_asked_for(gathering, site, amal):
    asked = dict(site.asked)
    assert "not on the public web" in gather(gathering, "inside", by=amal).trouble
    assert "only the ports of the web" in gather(gathering, "feed", by=amal).trouble
    assert site.asked == asked


def test_a_fetcher_says_where_asking_ended_and_what_changed_since(gathering, site):
    with closing(WatchFetcher(gathering, [site.place])) as fetcher:
        found = fetcher.fetch(site.at("/moved-feed"))
        assert (found.address, found.status) == (site.at("/feed.xml"), 200)
        assert fetcher.fetch(site.at("/feed.xml"), found.etag).status == 304
        with pytest.raises(FileError, match="410"):
            fetcher.fetch(site.at("/gone"))


def test_pages_of_a_folder_are_read_in_workers(study, amal, tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "bad.xml").write_text("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", encoding="utf-8")
    (folder / "list.txt").write_text("https://example.org/story", encoding="utf-8")
    found = add(study, str(folder), by=amal, keep_good=True)
    assert (len(found.new), len(found.problems)) == (1, 1)
    assert archive.verify(study, by=amal).objects == 0
