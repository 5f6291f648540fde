"""Captured bytes in the browser: a hostile page is shown, and nothing of it runs, loads or leads anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from outspoken.archive import keep, read
from outspoken.collect import Lead, add
from outspoken.collect.finds.sources import read_pasted
from outspoken.study import Actor, Role, open_study
from tests.archive.hosts import host, page
from tests.web.conftest import OWN, Served, Team

AMAL = Actor("Amal", frozenset({Role.OWNER}))
WORDS = "She left the group in the spring, because it had lied to her about the war, and went home by night. "


def hostile(trap: str) -> bytes:
    """Return a page that tries whatever a page can try."""
    return f"""<!doctype html><html lang="en"><head><title>Hostile</title><base href="{trap}/base/">
<script>document.title = "pwned"; fetch("{trap}/fetch"); top.location = "{trap}/top"</script>
<link rel="preconnect" href="{trap}"><link rel="dns-prefetch" href="{trap}"><link rel="stylesheet" href="{trap}/css">
<link rel="prefetch" href="{trap}/prefetch">
<style>@import "{trap}/import"; body {{ background: url({trap}/bg) }}</style>
</head><body onload="fetch('{trap}/onload')" background="{trap}/background"><article><p>{WORDS * 4}</p>
<p style="background: url({trap}/style)">{WORDS * 4}</p>
<IMG SRC="{trap}/img" onerror="alert(1)">
<a id=go href="{trap}/link"
ping="{trap}/ping">go</a>
<iframe src="{trap}/frame" srcdoc="<script>alert(1)</script>"></iframe>
<object data="{trap}/object"></object>
<embed src="{trap}/embed">
<video poster="{trap}/poster" src="{trap}/video" autoplay></video>
<svg><image href="{trap}/svg"/>
<a href="{trap}/svglink"><text>x</text></a></svg><form action="{trap}/form"><button>send</button></form>
<input type="image" src="{trap}/input">
<noscript><img src="{trap}/noscript"></noscript></article></body></html>""".encode()


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """A server that must never hear anything after the page was kept."""
    heard: list[str] = []
    with host(lambda path, _visitor, _head: heard.append(path)) as port:
        yield f"http://127.0.0.1:{port}", heard


def kept(folder: Path, body: bytes, media: str = "text/html; charset=utf-8") -> None:
    """Make a story of a page and keep it."""

    def answer(path: str, visitor: Any, _head: bytes) -> None:
        visitor.sendall(page(body, media=media) if path == "/hostile" else page(b"", "404 Not Found"))

    with host(answer) as port, open_study(folder) as study:
        add(study, read_pasted(f"http://127.0.0.1:{port}/hostile", Lead()), by=AMAL)
        done = keep(study, by=AMAL, allow=[f"127.0.0.1:{port}"])
        assert done.kept == 1, done.problems
        read(study, by=AMAL)


def test_nothing_of_a_hostile_page_fires(
    chromium: Any,
    serve: Callable[..., Served],
    make_folder: Callable[..., Path],
    trap: tuple[str, list[str]],
) -> None:
    address, heard = trap
    folder = make_folder('title = "Lanterns"\n[archive]\npause = 0\n')
    kept(folder, hostile(address))
    assert not heard
    served = serve(folder)
    start = served.address.partition("/enter/")[0]
    context = chromium.new_context()
    context.set_default_timeout(8_000)
    window = context.new_page()
    fired: list[str] = []
    window.on("dialog", lambda one: (fired.append(one.message), one.dismiss()))
    window.goto(served.address)
    window.goto(f"{start}/s/here/stories/1/")
    frame = window.frame_locator("iframe.capture")
    window.locator("iframe.capture").scroll_into_view_if_needed()
    assert "She left the group" in frame.locator("p").first.inner_text()
    frame.get_by_text(re.compile("^go$")).click()
    window.locator("h1").click()
    assert "S1" in window.title()
    for how in ("", "?as=source"):
        window.goto(f"{start}/s/here/stories/1/capture/{how}")
        assert window.evaluate("document.title") != "pwned"
        assert window.evaluate("self.origin") == "null"
    window.goto(f"{start}/s/here/stories/1/capture/")
    window.get_by_text(re.compile("^go$")).click()
    assert window.url.startswith(start)
    context.close()
    assert not fired
    assert not heard


def test_each_way_of_looking_bears_the_policy(team: Team, trap: tuple[str, list[str]]) -> None:
    folder = settings.SERVING.folder / OWN
    with (folder / "study.toml").open("a", encoding="utf-8") as file:
        file.write("\n[archive]\npause = 0\n")
    kept(folder, hostile(trap[0]))
    client = team.client("Dara")
    listed = client.get(f"/s/{OWN}/stories/?kept=kept").content.decode()
    number = re.search(r">S(\d+)</a>", listed)
    assert number
    where = f"/s/{OWN}/stories/{number[1]}/capture/"
    seen = client.get(where)
    assert seen["Content-Type"] == "text/html; charset=utf-8"
    assert "<img" not in seen.content.decode().lower()
    source, data = client.get(f"{where}?as=source"), client.get(f"{where}?as=bytes")
    assert source["Content-Type"] == "text/plain; charset=utf-8"
    assert data.content == hostile(trap[0])
    assert re.fullmatch(r'attachment; filename="S\d+-[0-9a-f]{12}\.bin"', data["Content-Disposition"])
    for answer in (seen, source, data):
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none';")
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{where}?capture=999").status_code == 404
    other = client.get(f"/s/{OWN}/stories/1/capture/?capture=1")
    assert other.status_code == 404, "a capture of one story is none of another"
    assert client.get(f"/s/{OWN}/stories/1/capture/").content == b""
