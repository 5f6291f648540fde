"""Long work: done, stopped, failed, and never twice at once."""

from __future__ import annotations

from threading import Event

from outspoken.errors import Conflict
from outspoken.study import jobs
from outspoken.web.work import Piece, Stand, Workshop


def ended(piece: Piece) -> Piece:
    assert piece.ended.wait(10)
    return piece


def test_what_comes_out_is_an_address() -> None:
    def do(report: jobs.Report) -> str:
        report(3, 4, "writing")
        return "/s/x/"

    piece = ended(Workshop().begin("x", "Amal", "import", do))
    assert (piece.stand, piece.result, piece.share) == (Stand.DONE, "/s/x/", 75)


def test_stopping_ends_it_at_its_next_report() -> None:
    running = Event()

    def do(report: jobs.Report) -> str:
        while True:
            report(1, None, "")
            running.set()

    piece = Workshop().begin("x", "Amal", "import", do)
    assert running.wait(10)
    piece.stop.set()
    assert ended(piece).stand is Stand.STOPPED


def test_what_went_wrong_is_said_and_a_bug_is_not() -> None:
    def conflict(_: jobs.Report) -> str:
        raise Conflict("Somebody was first.", "Look again.")

    def bug(_: jobs.Report) -> str:
        raise KeyError("a name")

    assert ended(Workshop().begin("x", "Amal", "a", conflict)).message == "Somebody was first."
    failed = ended(Workshop().begin("x", "Amal", "a", bug))
    assert (failed.stand, failed.message) == (Stand.FAILED, "")


def test_the_same_work_is_not_begun_twice_at_once() -> None:
    free = Event()

    def do(_: jobs.Report) -> str:
        free.wait(10)
        return ""

    shop = Workshop()
    first = shop.begin("x", "Amal", "import", do)
    assert shop.begin("x", "Bilal", "import", do) is first
    assert shop.begin("y", "Bilal", "import", do) is not first
    assert shop.find("y", first.id) is None
    free.set()
    ended(first)
