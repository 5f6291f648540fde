"""How things are said: lines broken between words, tables that fit, values as JSON, errors with their hints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from outspoken.cli.output import plain, say, say_error, say_grid, say_table
from outspoken.errors import ImportRefused, NotFound
from outspoken.people import Verdict


@dataclass(frozen=True)
class Pair:
    """A record with what JSON does not know."""

    verdict: Verdict
    place: Path
    numbers: tuple[int, ...]


def test_records_enums_and_paths_become_plain_values() -> None:
    pair = Pair(Verdict.SAME, Path("a/b"), (1, 2))
    assert plain({Verdict.UNSURE: [pair]}) == {"unsure": [{"verdict": "same", "place": "a/b", "numbers": [1, 2]}]}


def test_a_table_breaks_only_its_last_column(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("id", "why"), [("J1", "word " * 60), ("J2", "short")], numbers=(0,))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "why"]
    assert len(lines) == 4
    assert max(map(len, lines)) <= 160


def test_a_grid_too_wide_for_the_screen_comes_in_blocks_with_the_stub_in_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_grid(["Country", *(f"2014-{month:02d}" for month in range(1, 31))], [["Syria", *range(30)]])
    blocks = capsys.readouterr().out.split("\n\n")
    assert len(blocks) == 2
    assert all(block.startswith("Country") for block in blocks)
    assert all("Syria" in block for block in blocks)


def test_markup_in_a_text_is_only_text(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("a", "b"), [("[bold]x[/bold]", "[/nothing]")])
    say("[red]y")
    assert capsys.readouterr().out.splitlines()[1:] == ["[bold]x[/bold]  [/nothing]", "[red]y"]


def test_an_error_goes_to_the_other_stream_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    say_error(NotFound("There is no D9.", "List them."))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Error: There is no D9.\nHint: List them.\n")


def test_a_refused_import_lists_some_problems_and_counts_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    say_error(ImportRefused("30 rows are wrong; the first: line 2.", problems=[f"line {n}" for n in range(2, 32)]))
    lines = capsys.readouterr().err.splitlines()
    assert lines[1] == "  also: line 3"
    assert lines[-1] == "  and 10 more"
