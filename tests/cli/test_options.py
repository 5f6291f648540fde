"""Options that many commands share mean the same wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_an_option_before_a_subcommand_reaches_it(outspoken: Run, tide: Path, tmp_path: Path) -> None:
    before = outspoken("journal", "--study", str(tide), "--json", "verify", at=tmp_path)
    behind = outspoken("journal", "verify", "--study", str(tide), "--json", at=tmp_path)
    assert (before.code, before.out) == (behind.code, behind.out)
    assert outspoken("doubts", "--study", str(tide), "settle", "D1", "2005-03-14", at=tmp_path).code == 0
    assert "D1" not in outspoken("doubts", "--study", str(tide)).out.replace("settle D1", "")


def test_what_it_suggests_next_names_the_study_too(outspoken: Run, tide: Path) -> None:
    at = tide.parent
    tide.rename(at / "my study")
    assert "Next: outspoken doubts --study 'my study'" in outspoken("status", "--study", "my study", at=at).out
    assert "--study" not in outspoken("status", at=at / "my study").out


def test_a_file_is_no_study(outspoken: Run, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("x", encoding="utf-8")
    assert outspoken("status", "--study", "notes", at=tmp_path).refused("notes")
