"""What the documentation says is so: its commands run, its links lead somewhere, its reference is the code's."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path
from types import ModuleType

import click
import pytest

from outspoken.cli.main import main
from outspoken.report.claims import Claims
from outspoken.study.documents import read_yaml, shaped

ROOT = Path(__file__).parents[1]
BOOTSTRAP = "python3 -m venv .uv && .uv/bin/pip install -q uv && .uv/bin/uv run --frozen "
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if ".venv" not in path.parts)
RUN = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "tutorial").glob("*.md")),
    *sorted((ROOT / "docs" / "howto").glob("*.md")),
]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def generator() -> ModuleType:
    spec = spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = generator()
COMMANDS: dict[str, click.Command] = dict(generate.commands())


# ---- pages whose commands run ----------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A fenced block: ```sh exits-1, ```toml study/study.toml, ```csv sources/a.csv cp1252, ```text."""

    line: int
    language: str
    info: tuple[str, ...]
    body: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\S+)([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        line = text[: found.start()].count("\n") + 1
        yield Block(line, found[1], tuple(found[2].split()), found[3])


class Shell:
    """Runs blocks of commands line by line: `outspoken` in this process, because that is fast, all else in bash."""

    def __init__(self, folder: Path) -> None:
        self.here = folder
        # The README's `. .venv/bin/activate` then finds the environment that the tests run in.
        (folder / ".venv").symlink_to(sys.prefix)

    def run(self, script: str) -> tuple[int, str]:
        """Stop at the first line that fails, and return its exit code and all that was printed."""
        printed = ""
        for line in filter(None, map(str.strip, script.splitlines())):
            code, output = self._outspoken(line) if line.startswith("outspoken ") else self._bash(line)
            printed += output
            if code:
                return code, printed
        return 0, printed

    def _outspoken(self, line: str) -> tuple[int, str]:
        output = StringIO()
        with chdir(self.here), redirect_stdout(output), redirect_stderr(output), pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", shlex.split(line))
            with pytest.raises(SystemExit) as done:
                main()
        return int(done.value.code or 0), output.getvalue()

    def _bash(self, line: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", f"{line}\ncode=$?; pwd >&2; exit $code"],
            cwd=self.here,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        *complaints, here = done.stderr.splitlines()
        self.here = Path(here)
        return done.returncode, done.stdout + "\n".join(complaints)


def missing(expected: str, output: str) -> str:
    """Return the first line that the output does not have where it should; … stands for anything."""
    place = 0
    for line in filter(None, map(str.strip, expected.splitlines())):
        pattern = r"\s+".join(re.escape(word).replace("…", ".*") for word in line.split())
        found = re.compile(pattern).search(output, place)
        if found is None:
            return line
        place = found.end() if line != "…" else place
    return ""


@pytest.mark.parametrize("page", RUN, ids=named)
def test_the_commands_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    shell, output = Shell(tmp_path), ""
    for block in blocks(page):
        where = f"{named(page)}, line {block.line}"
        if block.language in {"csv", "toml", "yaml"} and block.info:
            target = tmp_path / block.info[0]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, encoding=block.info[1] if len(block.info) > 1 else "utf-8")
        elif block.language == "sh" and (script := runnable(block)):
            code, output = shell.run(script)
            assert code == wanted_exit(block), f"{where}: exit {code}\n{output}"
        elif block.language == "text":
            lost = missing(block.body, output)
            assert not lost, f"{where}: no {lost!r} in\n{output}"


def runnable(block: Block) -> str:
    """Return what of a block of commands can be run here: of those that install something, only what follows."""
    if "bootstrap" not in block.info:
        return block.body
    return "".join(
        line.removeprefix(BOOTSTRAP) + "\n"
        for line in block.body.splitlines()
        if line.startswith(f"{BOOTSTRAP}outspoken")
    )


def wanted_exit(block: Block) -> int:
    return next((int(word.removeprefix("exits-")) for word in block.info if word.startswith("exits-")), 0)


def test_the_readme_has_the_two_lines_that_are_all_one_needs(tmp_path: Path) -> None:
    lines = [block.body.strip() for block in blocks(ROOT / "README.md") if "bootstrap" in block.info]
    assert lines == [f"{BOOTSTRAP}outspoken demo", f"{BOOTSTRAP}pytest"]
    if os.environ.get("OUTSPOKEN_BOOTSTRAP"):
        # Minutes long and needs a package index, so only on demand: both lines, whole, in a clone of their own.
        clone = tmp_path / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        outside = {
            name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "OUTSPOKEN_BOOTSTRAP"}
        }
        for line in lines:
            subprocess.run(["bash", "-c", line], cwd=clone, env=outside, check=True)


def test_the_gate_ends_with_the_line_that_the_readme_gives() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().splitlines()[-1] == f"{BOOTSTRAP}pytest"


def test_the_readme_fits_on_one_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 70


# ---- commands and their help -------------------------------------------------------------


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_explains_itself_with_an_example(words: str) -> None:
    command = COMMANDS[words]
    shown = generate.help_of(words, command)
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert f"## {words}\n" in reference
    assert command.help
    if isinstance(command, click.Group) and not command.invoke_without_command:
        return
    examples = re.findall(r"^    (outspoken .+)$", shown, re.MULTILINE)
    assert any(example.startswith(words) for example in examples), shown
    assert not [example for example in examples if unknown(example)]


def unknown(text: str) -> str:
    """Return what of a command line the program does not have, or "" if it has all of it."""
    words = shlex.split(text.replace("…", ""), comments=True)
    name = words[0]
    for count, word in enumerate(words[1:], start=1):
        if f"{name} {word}" in COMMANDS:
            name = f"{name} {word}"
            continue
        command = COMMANDS.get(name)
        if command is None or (isinstance(command, click.Group) and not command.invoke_without_command):
            return "" if word.isupper() or word.startswith("-") else f"{name} {word}"
        known = {option for part in command.params for option in part.opts} | {"--help", "-h"}
        strange = [word for word in words[count:] if word.startswith("--") and word not in known]
        return f"{name} {strange[0]}" if strange else ""
    return "" if name in COMMANDS or name == "outspoken" else name


def mentioned(text: str) -> Iterator[str]:
    """Yield every command line that a text gives between backticks."""
    for found in re.finditer(r"`(outspoken [^`\n]*)`", text):
        yield found[1]


def sentences(path: Path) -> Iterator[str]:
    """Yield every text of a module, with what is filled in standing as NAME."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "NAME" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_a_hint_names_commands_that_exist() -> None:
    wrong = [
        f"{named(path)}: {line}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for text in sentences(path)
        for line in mentioned(text)
        if not unfinished(line) and unknown(line)
    ]
    assert not wrong


def unfinished(line: str) -> bool:
    """Whether a line is only the beginning of one, because an f-string is cut in two, or stands for any command."""
    return line.count('"') % 2 == 1 or line.split()[1] in {"COMMAND", "NAME"}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_names_commands_that_exist(page: Path) -> None:
    lines = [*mentioned(page.read_text(encoding="utf-8"))]
    lines += [
        line.strip()
        for block in blocks(page)
        if block.language == "sh"
        for line in block.body.splitlines()
        if line.strip().startswith("outspoken ")
    ]
    assert not [line for line in lines if not unfinished(line) and unknown(line)]


# ---- reference and links -----------------------------------------------------------------


def test_the_reference_is_what_the_code_says() -> None:
    found = sorted(named(path) for path in generate.stale())
    assert not found, "run `just docs` (python docs/generate.py)"


def test_the_example_of_claims_in_the_reference_can_be_read(tmp_path: Path) -> None:
    page = ROOT / "docs" / "reference" / "claims.md"
    example = next(block.body for block in blocks(page) if block.language == "yaml")
    (tmp_path / "claims.yaml").write_text(example, encoding="utf-8")
    read = shaped(read_yaml(tmp_path / "claims.yaml", generate.errors.ClaimsError), Claims, generate.errors.ClaimsError)
    assert [claim.id for claim in read.claims] == ["summer", "founded"]


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for found in re.finditer(r"\]\(([^()\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        yield found[1]


def anchors(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_every_page_can_be_reached_from_the_index() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        waiting += [
            (page.parent / link.partition("#")[0]).resolve()
            for link in links(page)
            if not re.match(r"[a-z]+:|#", link) and (page.parent / link.partition("#")[0]).is_file()
        ]
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert not sorted(named(page) for page in pages - reached)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_not_too_long(page: Path) -> None:
    if "reference" not in page.parts:
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 300
