"""Uploads between the look and the adding: by names that nobody can guess, and by none that leads elsewhere."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from outspoken.errors import FileError, NotFound
from outspoken.study import Study
from outspoken.web.collect import uploads


@pytest.fixture
def study(opened: Callable[[Path], Study], make_folder: Callable[..., Path]) -> Study:
    return opened(make_folder('title = "Lanterns"\n'))


def test_what_is_put_comes_back_and_can_be_forgotten(study: Study) -> None:
    token = uploads.put(study, [b"one ", b"two"], 7)
    assert uploads.fetch(study, token) == b"one two"
    uploads.forget(study, token)
    with pytest.raises(NotFound):
        uploads.fetch(study, token)


@pytest.mark.parametrize("token", ["", "../../study.toml", "/etc/passwd", "0" * 31, "study.toml", "0" * 32 + "/x"])
def test_no_other_name_leads_to_a_file(study: Study, token: str) -> None:
    with pytest.raises(NotFound):
        uploads.fetch(study, token)
    uploads.forget(study, token)
    assert (study.folder / "study.toml").is_file()


def test_too_large_is_refused_whatever_the_browser_says_of_its_size(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)
    for size in (11, 1):
        with pytest.raises(FileError, match="larger"):
            uploads.put(study, [b"x" * 6, b"x" * 6], size)
    assert not (study.folder / ".outspoken" / "uploads").exists()


def test_what_nobody_added_for_a_day_goes(study: Study) -> None:
    old = uploads.put(study, [b"old"], 3)
    path = study.folder / ".outspoken" / "uploads" / old
    os.utime(path, (time.time() - 90_000,) * 2)
    uploads.put(study, [b"new"], 3)
    assert not path.exists()


@pytest.mark.parametrize(
    ("sent", "called"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", "upload"),
        ("..", "upload"),
        (".hidden.html", "hidden.html"),
        ("a\u202etxt.exe\x00\n.html", "atxt.exe.html"),
        ("قصة.html", "قصة.html"),
        ("x" * 500 + ".html", "x" * 115 + ".html"),
    ],
)
def test_a_name_is_only_a_name(sent: str, called: str) -> None:
    assert uploads.plain_name(sent) == called
