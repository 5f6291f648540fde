"""The command as a whole: help, exit codes, words that mean nothing, and no traceback ever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from outspoken import __version__
from outspoken.cli import main, output

Run = Callable[..., Any]


def test_every_command_that_is_announced_is_there() -> None:
    context = click.Context(main.cli)
    for name in main.cli.list_commands(context):
        assert isinstance(main.cli.get_command(context, name), click.Command), name


def test_alone_it_shows_what_it_can_do_and_is_content(outspoken: Run) -> None:
    said = outspoken()
    assert (said.code, said.err) == (0, "")
    assert "outspoken demo" in said.out
    assert all(name in said.out for name in ("collect", "people", "doubts", "table", "check", "journal"))


def test_a_group_alone_lists_its_commands(outspoken: Run) -> None:
    said = outspoken("people")
    assert said.code == 0
    assert all(name in said.out for name in ("judge", "undo", "judgements"))


def test_help_keeps_examples_on_lines_of_their_own(outspoken: Run) -> None:
    said = outspoken("table", "--help")
    assert said.code == 0
    assert "    outspoken table country month\n    outspoken table sex year\n" in said.out
    assert "\\b" not in said.out


def test_it_tells_its_version(outspoken: Run) -> None:
    assert outspoken("--version").out.strip().endswith(__version__)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["frobnicate"], ["`outspoken frobnicate`", "`outspoken --help`"]),
        (["tabel"], ["`outspoken tabel`", "`outspoken table`"]),
        (["people", "jugde"], ["`outspoken people jugde`", "`outspoken people judge`"]),
        (["table", "sex"], ["COLUMN", "`outspoken table --help`"]),
        (["table", "sex", "year", "--frob"], ["--frob", "`outspoken table --help`"]),
        (["table", "sex", "year", "--unit", "cats"], ["cats", "persons", "`outspoken table --help`"]),
        (["people", "judge", "1", "2", "perhaps"], ["perhaps", "same", "different", "unsure"]),
        (["journal", "--newest", "0"], ["--newest"]),
        (["help", "weather"], ["weather", "expressions"]),
        (["new"], ["FOLDER"]),
    ],
    ids=" ".join,
)
def test_words_that_mean_nothing_get_a_sentence_and_a_hint(outspoken: Run, words: list[str], parts: list[str]) -> None:
    assert outspoken(*words).refused(*parts)


READING = [
    ["status"],
    ["doubts"],
    ["table", "country", "year"],
    ["check"],
    ["journal"],
    ["journal", "verify"],
    ["people", "judgements"],
    ["coding", "codebook"],
    ["collect", "import", "leavers", "--dry-run"],
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_where_there_is_no_study_it_says_how_to_name_or_make_one(
    outspoken: Run, tmp_path: Path, words: list[str]
) -> None:
    assert outspoken(*words, at=tmp_path).refused("no study", "--study", "outspoken new")
    assert outspoken(*words, "--study", "nowhere", at=tmp_path).refused("nowhere", "outspoken new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_it_finds_the_study_from_elsewhere(outspoken: Run, tide: Path, tmp_path: Path, words: list[str]) -> None:
    inside = outspoken(*words, at=tide)
    outside = outspoken(*words, "--study", "tide", at=tmp_path)
    assert outside.code == inside.code
    assert outside.out.replace(" --study tide", "") == inside.out


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_is_piped_is_plain_text_without_blanks_at_the_end(outspoken: Run, tide: Path, words: list[str]) -> None:
    said = outspoken(*words, at=tide)
    assert "\x1b" not in said.out
    assert not [line for line in said.out.splitlines() if line != line.rstrip()]
    assert said.err == ""


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_changes_nothing(outspoken: Run, tide: Path, words: list[str]) -> None:
    before = outspoken("journal", "--json", at=tide).json()
    outspoken(*words, at=tide)
    assert outspoken("journal", "--json", at=tide).json() == before


# ---- as a process of its own -----------------------------------------------------------------


def process(*words: str, at: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "outspoken", *words]
    return subprocess.run(command, cwd=at, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_as_a_process_it_exits_with_0_1_and_2(tide: Path, tmp_path: Path) -> None:
    assert process("status", at=tide).returncode == output.FINE == 0
    assert process("check", at=tide).returncode == output.WRONG == 1
    wrong = process("status", at=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (output.CANNOT, "")
    assert wrong.stderr.startswith("Error: ")


def test_whoever_stops_reading_causes_no_complaint(icsr: Path) -> None:
    table = subprocess.Popen(
        [sys.executable, "-m", "outspoken", "table", "name", "day"],
        cwd=icsr,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert table.stdout is not None
    table.stdout.readline()
    table.stdout.close()
    assert table.stderr is not None
    assert "Traceback" not in table.stderr.read()
    table.stderr.close()
    assert table.wait() in {0, 1}


@pytest.mark.parametrize(
    "words", [*READING[:-1], ["doubts", "--settled"], ["table", "country", "month"], ["help", "roles"]], ids=" ".join
)
def test_on_a_terminal_of_80_columns_no_line_is_longer(icsr: Path, words: list[str]) -> None:
    shown = on_a_terminal(words, at=icsr, columns=80)
    assert max(map(len, shown)) <= 80
    assert any(line.strip() for line in shown)


def on_a_terminal(words: list[str], *, at: Path, columns: int) -> list[str]:
    """Run in a pseudo-terminal of a given width, and return the lines it shows, without colours."""
    import fcntl
    import pty
    import re
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    running = subprocess.Popen(
        [sys.executable, "-m", "outspoken", *words],
        cwd=at,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "TERM": "xterm"},
    )
    os.close(theirs)
    read = bytearray()
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        read += piece
    os.close(ours)
    assert running.wait() in {0, 1}
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", read.decode()).replace("\r", "").splitlines()
