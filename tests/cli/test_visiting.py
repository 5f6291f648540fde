"""One command finds, keeps and reads a whole site; killed at any moment, the same command finishes the work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outspoken import archive
from outspoken.archive import store
from outspoken.collect import how_found, listed_stories
from outspoken.study import Actor, open_study
from outspoken.study.journal import verify as verify_journal
from tests.archive.site import BAD, GOOD_TOO, LANGUAGES, PAGES, Site, site
from tests.conftest import THOROUGH

Run = Callable[..., Any]
KILLS = 50 if THOROUGH else 3

SETTINGS = """
[archive]
pause = 0

[collect.watch.map]
kind = "sitemap"
address = "http://{place}/sitemap.xml"

[collect.watch.newest]
kind = "feed"
address = "http://{place}/moved-feed"
"""


@pytest.fixture(scope="module")
def lanterns() -> Iterator[Site]:
    """The invented site, on for this module."""
    with site() as made:
        yield made


@pytest.fixture
def watching(make_folder: Callable[..., Path], lanterns: Site) -> Callable[[], Path]:
    """Return a function that makes a study which watches the site's sitemap and feed."""
    return lambda: make_folder('title = "Lanterns"\n' + SETTINGS.format(place=lanterns.place))


def whole(folder: Path) -> dict[str, Any]:
    """Say what a study holds of the site, by address: what somebody would miss, or see twice."""
    by = Actor.local()
    with open_study(folder) as study:
        found = archive.holdings(study, by=by)
        finds = how_found(study, by=by)
        stories = listed_stories(study, by=by)
        archive.verify(study, by=by)
        with study.read(by=by) as connection:
            verify_journal(connection)
    assert not list(folder.rglob("*.tmp"))
    numbers = {one.address: one.id for one in stories}
    assert len(numbers) == len(stories)
    return {
        one.address: {
            # What never ends is cut somewhere; where, nobody can say.
            "captures": [(c.status, bool(c.problem), "" if c.problem else c.sha256, c.refused) for c in one.captures],
            "texts": [(text.language, text.title, text.words) for text, _ in one.texts],
            "finds": sorted(find.channel for find in finds[numbers[one.address]]),
            "dates": [fact.value for fact in next(s for s in stories if s.address == one.address).published],
            "outlet": next(s for s in stories if s.address == one.address).outlet,
        }
        for one in found
    }


def test_a_site_is_gathered_kept_and_read_by_one_command_and_twice_is_the_same(
    outspoken: Run, watching: Callable[[], Path], lanterns: Site
) -> None:
    folder = watching()
    words = ("collect", "gather", "--keep", "--allow", lanterns.place)
    first = outspoken(*words, "--json", at=folder)
    assert first.code == 1  # for it says which pages brought nothing
    told = first.json()
    assert [(one["source"], one["seen"]) for one in told["lists"]] == [("map", len(lanterns.addresses)), ("newest", 30)]
    assert (told["kept"]["kept"], told["kept"]["failed"]) == (PAGES + len(GOOD_TOO), len(BAD))
    assert (told["kept"]["reading"]["read"], told["kept"]["reading"]["refused"]) == (PAGES + len(GOOD_TOO), 0)
    found, asked = whole(folder), dict(lanterns.asked)
    assert set(found) == set(lanterns.addresses)
    assert Counter(one["finds"] == ["map", "newest"] for one in found.values()) == {True: 30, False: len(found) - 30}
    languages = Counter(language for one in found.values() for language, _, _ in one["texts"])
    assert all(languages[language] >= PAGES // len(LANGUAGES) for language in LANGUAGES)
    again = outspoken(*words, at=folder)
    assert again.code == 0
    assert "0 stories kept, 0 brought no good page." in again.out
    assert whole(folder) == found
    lists = {"/sitemap.xml", "/more.xml", "/moved-feed", "/feed.xml", "/robots.txt"}
    assert {path: n for path, n in lanterns.asked.items() if path not in lists} == {
        path: n for path, n in asked.items() if path not in lists
    }
    other = watching()
    outspoken(*words, at=other)
    assert whole(other) == found


def start(folder: Path, place: str) -> subprocess.Popen[bytes]:
    """Start the command in a process group of its own."""
    words = ("collect", "gather", "--keep", "--allow", place, "--study", str(folder))
    return subprocess.Popen(
        [sys.executable, "-m", "outspoken", *words],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def acknowledged(folder: Path) -> tuple[set[str], set[Any]]:
    """Return the stories and the places of captures that the study's database holds."""
    by = Actor.local()
    with open_study(folder) as study:
        stories = {one.address for one in listed_stories(study, by=by)}
        with study.read(by=by) as connection:
            return stories, store.places(connection)


def test_killed_at_any_moment_and_begun_again_nothing_is_lost_doubled_or_half_there(
    watching: Callable[[], Path], lanterns: Site
) -> None:
    undisturbed = watching()
    began = time.monotonic()
    assert start(undisturbed, lanterns.place).wait() == 1
    seconds, expected = time.monotonic() - began, whole(undisturbed)
    chance, killed = random.Random(4), 0
    while killed < KILLS:
        folder, before = watching(), (set[str](), set[Any]())
        code: int | None = None
        while code is None and killed < KILLS:
            child = start(folder, lanterns.place)
            try:
                code = child.wait(timeout=chance.uniform(0, 0.7) * seconds)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                killed += 1
            there = acknowledged(folder)
            assert before[0] <= there[0]
            assert before[1] <= there[1]
            before = there
        if code is None:
            assert start(folder, lanterns.place).wait() in (0, 1)
        assert whole(folder) == expected
