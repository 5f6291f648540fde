"""No address that somebody could write leads a visit to a machine that is not on the public web."""

import socket
from itertools import count

import pytest

from outspoken.archive.fetching import Limits, fetch
from outspoken.archive.guard import Deadline, Guard, check_ip, take_apart
from outspoken.errors import Unsafe
from tests.archive.hosts import always, host, page
from tests.archive.trap import trap

QUICK = Limits(seconds=5, connect=1, stall=2)

HOSTS = [
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "localhost", "LOCALHOST", "localhost.", "127.0.0.1.", "a.localhost"),
    *(
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "0",
        "0.0.0.0",
    ),
    *("00000177.0.0.1", "127.0.0.01", "1.1.1.1.1", "0x7F.0x0.0x0.0x1", "4294967295", "255.255.255.255"),
    *(
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]",
    ),
    *("[2002:7f00:1::]", "[2002:0a00:1::1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]"),
    *("[2001:0:7f00:1::]", "[2001::1]", "[fe80::1]", "[fe80::1%25lo]", "[fec0::1]", "[fc00::1]", "[fd12:3456::1]"),
    *("[ff02::1]", "[2001:db8::1]", "[100::1]", "[2606:4700::5efe:7f00:1]"),
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.254", "100.64.0.1"),
    *("169.254.169.254", "169.254.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "0.1.2.3"),
    *("１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "ⓛocalhost", "loc\u200balhost", "localhost\u2024"),
    *("router", "printer.local", "wiki.intranet", "db.internal", "nas.lan", "server.corp", "x.home.arpa", "abc.onion"),
    *("metadata.google.internal", "127.0.0.1.\u3002", "", ".", "..", "-a.org", "a..org", "exa mple.org", "a_%00.org"),
]
WHOLE = [
    *(
        "http://user@127.0.0.1:{port}/",
        "http://example.org@127.0.0.1:{port}/",
        "http://example.org:80@127.0.0.1:{port}/",
    ),
    *("http://127.0.0.1:{port}#@example.org/", "http://127.0.0.1:{port}\\@example.org/", "http:\\\\127.0.0.1:{port}\\"),
    *(
        "http://example.org%40127.0.0.1:{port}/",
        "http:/127.0.0.1:{port}/",
        "http:127.0.0.1:{port}/",
        "//127.0.0.1:{port}/",
    ),
    *("ftp://127.0.0.1:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/_x", "dict://127.0.0.1:{port}/"),
    *(
        "ws://127.0.0.1:{port}/",
        "data:text/html,hello",
        "javascript:alert(1)",
        "jar:http://127.0.0.1:{port}!/",
        "view-source:http://127.0.0.1:{port}/",
    ),
    *("http://127.0.0.1:{port}\r\nHost: example.org/", "http://127.0.0.1\t:{port}/", "http://127.0.0.1 :{port}/"),
    *(
        "\x00http://127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\x00.example.org/",
        "http://[::1:{port}/",
        "http://[127.0.0.1]:{port}/",
    ),
    *(
        "http://127.0.0.1:-{port}/",
        "http://127.0.0.1:+{port}/",
        "http://127.0.0.1:99999{port}/",
        "HTTP://LOCALHOST:{port}/",
    ),
]
VECTORS = [f"http://{name}:{{port}}/" for name in HOSTS] + [f"http://{name}/" for name in HOSTS] + WHOLE


def test_there_are_many_ways_to_write_a_machine_nearby() -> None:
    assert len(set(VECTORS)) >= 80


def test_none_of_them_reaches_the_trap() -> None:
    with trap() as waiting:
        for vector in VECTORS:
            found = fetch(vector.replace("{port}", str(waiting.port)), Guard(), QUICK)
            assert found.problem, vector
            assert not found.hops, vector
        assert waiting.reached == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_no_redirect_leads_to_the_trap(status) -> None:
    with trap() as waiting:
        inside = [vector.replace("{port}", str(waiting.port)) for vector in VECTORS[:40:4] + WHOLE]
        inside = [one for one in inside if "\r" not in one and "\x00" not in one and one.isascii()]
        answers = {f"/{number}": page(b"", status, Location=onwards) for number, onwards in enumerate(inside)}
        with host(always(answers)) as port:
            allowed = Guard(frozenset({f"127.0.0.1:{port}"}))
            for number, _ in enumerate(inside):
                assert not fetch(f"http://127.0.0.1:{port}/{number}", allowed, QUICK).good
        assert waiting.reached == []


@pytest.mark.parametrize(
    "tag",
    [
        '<meta http-equiv="refresh" content="0; url={}">',
        "<META HTTP-EQUIV=refresh CONTENT='0;URL={}'>",
        '<meta http-equiv="Refresh" content="3;url=\'{}\'">',
    ],
)
def test_no_page_that_refreshes_itself_leads_to_the_trap(tag) -> None:
    with trap() as waiting:
        body = tag.format(f"http://127.0.0.1:{waiting.port}/").encode()
        with host(always({"/": page(body)})) as port:
            found = fetch(f"http://127.0.0.1:{port}/", Guard(frozenset({f"127.0.0.1:{port}"})), QUICK)
        assert "80 and 443" in found.problem
        assert waiting.reached == []


def test_a_name_that_changes_its_address_is_asked_once_and_checked(monkeypatch) -> None:
    """The name is public when it is looked up for the check, and would be the loopback a moment later."""
    asked = count()
    connected = []

    def rebinding(name, port):
        return ["93.184.215.14"] if next(asked) == 0 else ["127.0.0.1"]

    def connect(address, timeout):
        connected.append(address[0])
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    fetch("http://rebind.example.org/", Guard(resolve=rebinding), QUICK)
    assert connected == ["93.184.215.14"]
    assert fetch("http://rebind.example.org/", Guard(resolve=rebinding), QUICK).problem.startswith("The address leads")
    assert connected == ["93.184.215.14"]


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1%eth0"]]
)
def test_one_bad_address_of_a_name_is_enough(answers) -> None:
    found = fetch("http://two.example.org/", Guard(resolve=lambda *_: answers), QUICK)
    assert found.problem == "The address leads to a machine that is not on the public web."


def test_the_loopback_is_visited_only_by_name_and_port() -> None:
    with host(always({"/": page(b"<p>hello")})) as port:
        address = f"http://127.0.0.1:{port}/"
        assert fetch(address, Guard(frozenset({f"127.0.0.1:{port}"})), QUICK).good
        for wrong in ("127.0.0.1:80", f"localhost:{port}", "127.0.0.1"):
            assert not fetch(address, Guard(frozenset({wrong})), QUICK).good


def test_the_public_web_may_be_visited() -> None:
    for address in (
        "https://example.org/a?b=c",
        "http://bücher.example.org/ü",
        "https://[2606:4700::1111]/",
        "http://8.8.8.8/",
    ):
        assert Guard().check(address).port in {80, 443}
    assert take_apart("http://bücher.example.org/ü").address == "http://xn--bcher-kva.example.org/%C3%BC"
    check_ip("93.184.215.14")


def test_a_deadline_cuts_a_connection_that_says_nothing() -> None:
    one, other = socket.socketpair()
    deadline = Deadline(0.1)
    deadline.watch(one)
    with one, other:
        assert one.recv(1) == b""
        assert deadline.passed
    deadline.close()


def test_a_refusal_says_why_and_what_to_do() -> None:
    with pytest.raises(Unsafe) as refused:
        Guard().check("http://127.0.0.1/")
    assert "--allow" in refused.value.hint
