"""`outspoken coding codebook`: the codebook as the program reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

GROUP = "groups:\n  - id: a\n    name: A\n    codes:\n"


def test_it_lists_every_group_and_code(outspoken: Run, icsr: Path) -> None:
    groups = outspoken("coding", "codebook", "--json", at=icsr).json()["groups"]
    assert {group["id"]: [code["id"] for code in group["codes"]] for group in groups} == {
        "joining": ["J1", "J2", "J3"],
        "leaving": ["L1", "L2", "L3", "L4"],
        "obstacles": ["O1", "O2", "O3"],
    }
    assert all(code["definition"] for group in groups for code in group["codes"])
    said = outspoken("coding", "codebook", at=icsr).out
    assert "leaving: Reasons for leaving. What made the person leave?" in said
    assert "  L1   Fighting fellow Sunnis." in said


def test_a_study_without_codes_says_so(outspoken: Run, fresh: Path) -> None:
    assert "no codes" in outspoken("coding", "codebook", at=fresh).out
    assert outspoken("coding", "codebook", "--json", at=fresh).json()["groups"] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("groups: [", ["codebook.yaml"]),
        (
            GROUP + "      - id: X\n        name: X\n        colour: red\n",
            ["line 7", "colour"],
        ),
        (
            GROUP + "      - {id: X, name: X}\n      - {id: x, name: Y}\n",
            ["'x'", "twice"],
        ),
    ],
)
def test_a_mistake_in_it_is_named_by_file_and_line(outspoken: Run, fresh: Path, text: str, parts: list[str]) -> None:
    (fresh / "codebook.yaml").write_text(text, encoding="utf-8")
    assert outspoken("coding", "codebook", at=fresh).refused(*parts)
