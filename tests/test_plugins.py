"""Plug-ins are entry points: ours are found, a stranger's is found, a broken one is named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from outspoken.errors import StudyError
from outspoken.plugins import INTAKES, load


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Put a package beside ours that brings an intake, as an installer would."""
    meta = folder / "stranger-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n", encoding="utf-8")
    (meta / "entry_points.txt").write_text(f"[{INTAKES}]\nastrology = {value}\n", encoding="utf-8")
    (folder / "stranger.py").write_text("class Stars:\n    position = 99\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def test_our_own_steps_offer_theirs_the_same_way() -> None:
    found = load(INTAKES)
    assert list(found) == sorted(found)
    assert {"people", "coding"} <= set(found)
    assert found["people"].position < found["coding"].position


def test_a_package_that_is_installed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, "stranger:Stars")
    assert load(INTAKES)["astrology"].position == 99
    sys.modules.pop("stranger", None)


@pytest.mark.parametrize("value", ["stranger:Moons", "nowhere:Stars"])
def test_one_that_cannot_be_loaded_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    installed(tmp_path, monkeypatch, value)
    with pytest.raises(StudyError, match=r"astrology.*cannot be loaded") as refused:
        load(INTAKES)
    assert "remove the package" in refused.value.hint
    sys.modules.pop("stranger", None)


def test_a_group_that_nobody_serves_is_empty() -> None:
    assert load("outspoken.nothing") == {}
