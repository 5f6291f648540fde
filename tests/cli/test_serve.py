"""`outspoken serve` says what is wrong before it serves anything."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path


def refused(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "outspoken", "serve", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    return done.stderr


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "There is no folder" in refused(str(tmp_path / "nowhere"))


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "cannot be used" in refused(str(tmp_path), "--port", str(taken.getsockname()[1]))
