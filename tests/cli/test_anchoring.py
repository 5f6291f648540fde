"""`outspoken archive anchor`: what is said before anything is sent, and what after."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from outspoken.archive.objects import Archive
from tests.archive.witnesses import authority, calendar

Run = Callable[..., Any]


@pytest.fixture
def kept(outspoken: Run, fresh: Path) -> Path:
    """A study with one pasted story in its archive."""
    (fresh / "words.txt").write_text("They lied to us about the war, so I left.", encoding="utf-8")
    assert outspoken("collect", "add", "words.txt", at=fresh).code == 0
    return fresh


def test_it_says_what_it_would_send_and_sends_it_only_when_told(
    outspoken: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("no\n"))
    head = Archive(kept / "archive").head
    with authority(tmp_path / "tsa") as tsa:
        words = ("archive", "anchor", "--tsa", f"http://{tsa.place}/", "--certificate", str(tsa.root))
        asked = outspoken(*words, "--allow", tsa.place, at=kept)
        assert asked.code == 0
        assert head in asked.out
        assert "nothing of what is kept" in asked.out
        assert "Nothing was sent." in asked.out
        assert outspoken(*words, "--allow", tsa.place, "--json", at=kept).json() == {"anchors": []}
        assert tsa.heard == []
        sent = outspoken(*words, "--allow", tsa.place, "--yes", at=kept)
        assert "Anchored (RFC 3161): all 1 objects were there at 20" in sent.out
        assert len(tsa.heard) == 1
    verified = outspoken("archive", "verify", at=kept)
    assert "Anchored (RFC 3161)" in verified.out
    found = outspoken("archive", "verify", "--json", at=kept).json()["anchors"]
    assert [(one["head"], one["objects"]) for one in found] == [(head, 1)]


def test_a_calendar_promises_and_is_asked_again(outspoken: Run, kept: Path) -> None:
    with calendar() as made:
        words = ("archive", "anchor", "--allow", made.place, "--yes")
        assert "are promised by" in outspoken(*words, "--calendar", f"http://{made.place}", at=kept).out
        assert "No promise is kept yet" in outspoken(*words, "--complete", at=kept).out
        made.block = 800
        assert "block 800 of Bitcoin" in outspoken(*words, "--complete", at=kept).out


def test_what_cannot_be_asked_is_refused(outspoken: Run, kept: Path) -> None:
    assert outspoken("archive", "anchor", at=kept).refused("--tsa")
    assert outspoken("archive", "anchor", "--tsa", "http://x.example/", at=kept).refused("--certificate")
    inside = outspoken("archive", "anchor", "--calendar", "http://127.0.0.1:9/", "--yes", at=kept)
    assert inside.code == 2
    assert "No anchor was had. The address asks for port 9; only the ports of the web" in inside.err
