"""How a server is asked to be started, and the key that it keeps."""

from __future__ import annotations

from pathlib import Path

from outspoken.web.serving import Serving, from_environment, secret_key


def test_what_was_asked_survives_the_environment(tmp_path: Path) -> None:
    asked = Serving(
        tmp_path.resolve(),
        True,
        ("studies.example.org",),
        "",
        "postgresql://u@h/d",
        tls=False,
        allow=("127.0.0.1:8000",),
    )
    assert from_environment(asked.environment()) == asked


def test_a_team_keeps_its_key_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    served = Serving(tmp_path, team=True)
    key = secret_key(served)
    assert len(key) > 60
    assert secret_key(served) == key
    assert (served.state / "secret-key").stat().st_mode & 0o077 == 0


def test_one_persons_key_lives_as_long_as_the_process(tmp_path: Path) -> None:
    assert secret_key(Serving(tmp_path)) != secret_key(Serving(tmp_path))
    assert not list(tmp_path.iterdir())
