"""Long work: done, stopped, failed, never twice at once; seen, stopped and begun again from another process."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from outspoken.errors import Conflict, NotFound
from outspoken.study import Study, jobs
from outspoken.web.access import Desk
from outspoken.web.pieces import Piece, Stand
from outspoken.web.work import Workshop
from tests.conftest import AMAL, BILAL


def shop_with(**kinds: Any) -> Workshop:
    shop = Workshop()
    for name, do in kinds.items():
        shop.kind(name)(do)
    return shop


def ended(shop: Workshop, desk: Desk, piece: Piece) -> Piece:
    assert shop.ended(piece.id, 10)
    found = shop.find(desk, piece.id)
    assert found is not None
    return found


@pytest.fixture
def amals(study_on_sqlite: Study) -> Desk:
    return Desk("x", study_on_sqlite, AMAL)


def test_what_comes_out_is_an_address(amals: Desk) -> None:
    def do(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
        report(3, 4, "writing")
        return f"/s/{desk.slug}/{given['sheet']}/"

    shop = shop_with(take=do)
    piece = ended(shop, amals, shop.begin(amals, "take", "take it", sheet="leavers"))
    assert (piece.stand, piece.result, piece.share) == (Stand.DONE, "/s/x/leavers/", 75)


def test_stopping_ends_it_at_its_next_report(amals: Desk) -> None:
    running = Event()

    def do(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
        while True:
            report(1, None, "")
            running.set()

    shop = shop_with(read=do)
    piece = shop.begin(amals, "read", "read")
    assert running.wait(10)
    shop.stop(amals, piece.id)
    assert ended(shop, amals, piece).stand is Stand.STOPPED


def test_what_went_wrong_is_said_and_a_bug_is_not(amals: Desk) -> None:
    def conflict(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
        raise Conflict("Somebody was first.", "Look again.")

    def bug(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
        raise KeyError("a name")

    shop = shop_with(conflict=conflict, bug=bug)
    assert ended(shop, amals, shop.begin(amals, "conflict", "a")).message == "Somebody was first."
    failed = ended(shop, amals, shop.begin(amals, "bug", "a"))
    assert (failed.stand, failed.message) == (Stand.FAILED, "")
    with pytest.raises(NotFound):
        Workshop().again(amals, failed)


def test_the_same_work_is_not_begun_twice_at_once(amals: Desk, study_on_sqlite: Study) -> None:
    free = Event()

    def do(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
        free.wait(10)
        return ""

    shop, other = shop_with(take=do), shop_with(take=do)
    first = shop.begin(amals, "take", "take it")
    bilals = Desk("x", study_on_sqlite, BILAL)
    assert shop.begin(bilals, "take", "take it").id == first.id
    assert other.begin(bilals, "take", "take it").id == first.id
    assert shop.begin(bilals, "take", "take another").id != first.id
    assert shop.find(amals, "../../study") is None
    free.set()
    assert ended(shop, amals, first).stand is Stand.DONE
    again = shop.again(amals, first)
    assert again.id != first.id
    ended(shop, amals, again)


WORKER = textwrap.dedent("""
    import sys, time
    from outspoken.study import Actor, Role, open_study
    from outspoken.web.access import Desk
    from outspoken.web.work import Workshop
    shop = Workshop()
    @shop.kind("count")
    def count(desk, given, report):
        for number in range(given["to"]):
            report(number, given["to"], f"sheep {number}")
            time.sleep(0.01)
        return "/counted/"
    desk = Desk("x", open_study(sys.argv[1]), Actor("Amal", frozenset({Role.OWNER})))
    piece = shop.begin(desk, "count", "count sheep", to=100_000)
    print(piece.id, flush=True)
    sys.stdin.readline()
""")


@contextmanager
def another_process(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    started = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with started:
        assert started.stdout is not None
        yield started, started.stdout.readline().strip()
        started.kill()


def watch(shop: Workshop, desk: Desk, number: str, wanted: Any) -> Piece:
    for _ in range(1_000_000):
        found = shop.find(desk, number)
        if found is not None and wanted(found):
            return found
    raise AssertionError(shop.find(desk, number))


def quick(desk: Desk, given: Mapping[str, Any], report: jobs.Report) -> str:
    return f"/counted/{given['to']}/"


def test_it_is_seen_and_stopped_from_another_process(amals: Desk) -> None:
    here = shop_with(count=quick)
    with another_process(amals.study.folder) as (_, number):
        far = watch(here, amals, number, lambda piece: piece.done > 20)
        assert (far.stand, far.total, far.actor) == (Stand.RUNNING, 100_000, "Amal")
        assert far.at.startswith("sheep")
        assert here.begin(amals, "count", "count sheep", to=1).id == number
        here.stop(amals, number)
        stopped = watch(here, amals, number, lambda piece: piece.stand is not Stand.RUNNING)
        assert stopped.stand is Stand.STOPPED


def test_of_a_killed_process_it_is_interrupted_at_once_and_can_be_begun_again(amals: Desk) -> None:
    here = shop_with(count=quick)
    with another_process(amals.study.folder) as (other, number):
        watch(here, amals, number, lambda piece: piece.done > 0)
        other.kill()
        other.wait()
        lost = here.find(amals, number)
        assert lost is not None
        assert lost.stand is Stand.INTERRUPTED
        again = here.again(amals, lost)
        assert again.id != number
        assert ended(here, amals, again).result == "/counted/100000/"
