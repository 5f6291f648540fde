"""A visit has an end, says how it ended, and carries nothing that could tell who visits."""

import time

import pytest

from outspoken.archive.fetching import Limits, fetch
from outspoken.archive.guard import Guard
from tests.archive.hosts import always, host, page

QUICK = Limits(wire=100_000, hops=3, seconds=2, connect=1, stall=1)


def visit(answer, path="/", limits=QUICK):
    with host(answer) as port:
        return fetch(f"http://127.0.0.1:{port}{path}", Guard(frozenset({f"127.0.0.1:{port}"})), limits)


def slowly(part, pause):
    def answer(_path, visitor, _asked):
        visitor.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            visitor.sendall(part)
            time.sleep(pause)

    return answer


@pytest.mark.parametrize("part", [b"X", b"A: b\r\n"])
def test_a_host_that_answers_a_byte_at_a_time_is_left(part) -> None:
    began = time.monotonic()
    found = visit(slowly(part, 0.1))
    assert time.monotonic() - began < 5
    assert found.problem.startswith("The page took longer than 2 s")
    assert not found.good


def test_a_page_without_an_end_is_cut_and_never_good() -> None:
    def answer(_path, visitor, _asked):
        visitor.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            visitor.sendall(b"1000\r\n" + bytes(0x1000) + b"\r\n")

    found = visit(answer, limits=Limits(wire=100_000, seconds=10))
    assert "it was cut off" in found.problem or "larger than" in found.problem
    assert len(found.hops[0].body) < 300_000


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * 100_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 999 Strange\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 204 No\r\n\r\n",
    ],
)
def test_a_broken_answer_is_a_problem_in_words(raw) -> None:
    found = visit(lambda _path, visitor, _asked: visitor.sendall(raw))
    assert found.good == (b"204" in raw)
    assert found.good or found.problem.endswith(".")


def test_redirects_are_kept_and_have_an_end() -> None:
    answers = {f"/{n}": page(b"", "302 Found", Location=f"/{n + 1}") for n in range(10)}
    found = visit(always(answers), "/0")
    assert found.problem == "The page sends one on more than 3 times."
    assert [hop.status for hop in found.hops] == [302] * 4


def test_nothing_in_the_question_says_who_asks_and_no_cookie_is_given_back() -> None:
    answers = {"/": page(b"", "302 Found", Location="/next", Set_Cookie="who=me"), "/next": page(b"<p>left")}
    found = visit(always(answers))
    assert found.good
    asked = b"".join(hop.asked for hop in found.hops).lower()
    assert not [word for word in (b"cookie", b"referer", b"authorization", b"outspoken") if word in asked]
    assert b"x-archive-orig-set-cookie" in found.hops[0].head.lower()


@pytest.mark.parametrize(
    ("status", "passing"), [("503 Busy", True), ("429 Slow", True), ("404 No", False), ("403 No", False)]
)
def test_what_may_pass_is_told_from_what_stays(status, passing) -> None:
    found = visit(always({"/": page(b"", status)}))
    assert (found.good, found.passing) == (False, passing)


def test_a_host_that_is_not_there() -> None:
    found = fetch("http://no-such-host.example.org/", Guard(resolve=lambda *_: []), QUICK)
    assert found.problem.startswith("No answer could be had")
