"""A host is not hurried, its robots.txt is noted, and when it is busy it is asked again later."""

from outspoken.archive.fetching import Limits
from outspoken.archive.guard import Guard
from outspoken.archive.politeness import NOTED, Manners, Visitor
from tests.archive.hosts import always, host, page


def visitor(port, waited, **manners):
    return Visitor(Guard(frozenset({f"127.0.0.1:{port}"})), Limits(seconds=5), Manners(**manners), waited.append)


def test_between_two_visits_to_one_host_there_is_a_pause() -> None:
    waited = []
    with host(always({"/a": page(b"<p>a"), "/b": page(b"<p>b")})) as port:
        made = visitor(port, waited, pause=30)
        assert all(made.visit(f"http://127.0.0.1:{port}/{name}").good for name in "ab")
    assert len(waited) == 1
    assert 29 < waited[0] <= 30


def test_a_busy_host_is_asked_again_with_growing_patience() -> None:
    answers, waited = iter([page(b"", "503 Busy"), page(b"", "429 Busy"), page(b"<p>left")]), []

    def answer(path, connection, _asked):
        connection.sendall(page(b"", "404 None") if path == "/robots.txt" else next(answers))

    with host(answer) as port:
        assert visitor(port, waited, pause=0, patience=8).visit(f"http://127.0.0.1:{port}/").good
    assert waited == [8, 32]


def test_robots_are_noted_or_obeyed() -> None:
    rules = page(b"User-agent: *\nDisallow: /private\n", media="text/plain")
    with host(always({"/robots.txt": rules, "/private": page(b"<p>a"), "/open": page(b"<p>b")})) as port:
        noting, obeying = visitor(port, [], pause=0), visitor(port, [], pause=0, obey_robots=True)
        noted = noting.visit(f"http://127.0.0.1:{port}/private")
        assert noted.good
        assert noted.notes == (NOTED,)
        left = obeying.visit(f"http://127.0.0.1:{port}/private")
        assert not left.good
        assert not left.hops
        assert obeying.visit(f"http://127.0.0.1:{port}/open").notes == ()
