"""`outspoken demo`: the 2015 study in one command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]

HEADLINE = (
    "58 people (57 if 12 and 17 are one person)",
    "17 countries",
    "51 male",
    "7 female",
    "first January 2014",
    "last August 2015",
)


def test_it_says_the_headline_and_what_became_of_the_stated_numbers(outspoken: Run, tmp_path: Path) -> None:
    said = outspoken("demo", "--to", "here", at=tmp_path)
    assert said.code == 0
    assert all(part in said.out for part in HEADLINE)
    counted = outspoken("check", "--json", "--study", "here", at=tmp_path).json()["verdicts"]
    sentence = (
        f"{counted['holds']} hold, {counted['fails']} fail and {counted['depends']} depend on a doubt; "
        f"{counted['cannot tell']} cannot be told"
    )
    assert sentence in said.out
    assert "--study here" in said.out


def test_again_it_brings_nothing_twice(outspoken: Run, icsr: Path) -> None:
    again = outspoken("demo", "--to", str(icsr))
    assert again.code == 0
    assert all(part in again.out for part in HEADLINE)
    assert outspoken("status", "--json", at=icsr).json()["counts"]["testimonies"] == 58


def test_it_overwrites_nothing_of_somebody_else(outspoken: Run, tide: Path) -> None:
    before = {path: path.read_bytes() for path in tide.rglob("*.toml")}
    assert outspoken("demo", "--to", str(tide)).refused("already holds something else", "`outspoken demo --to DIR`")
    assert {path: path.read_bytes() for path in tide.rglob("*.toml")} == before
