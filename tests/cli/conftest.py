"""Run the command line as a user does, in this process: words in, exit code and two streams out."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from outspoken.cli.main import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Read what was printed as JSON, and hold it against the documented schema."""
        found = json.loads(self.out)
        Draft202012Validator(schemas()[command_of(self.words)]).validate(found)
        return found

    def refused(self, *parts: str) -> bool:
        """Whether it ended as a refusal should: 2, nothing but one sentence and a hint, and all the parts in them."""
        lines = self.err.strip().splitlines()
        assert self.code == 2, self
        assert self.out == "", self
        assert lines[0].startswith("Error: "), self
        assert lines[0].endswith((".", "?", ")")), self
        assert lines[-1].startswith("Hint: "), self
        assert "Traceback" not in self.err
        assert all(part in self.err for part in parts), self
        return True


Run = Callable[..., Said]


def command_of(words: tuple[str, ...]) -> str:
    """Find which documented command the words call."""
    found = [name for name in schemas() if " ".join(("outspoken", *words)).startswith(name)]
    return max(found, key=len)


def schemas() -> dict[str, Any]:
    """Read the schemas out of the page that documents them."""
    page = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    return {
        found[1]: json.loads(found[2])
        for found in re.finditer(
            r"^## (outspoken [a-z -]+?) --json\n\n```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL
        )
    }


def run(*words: str, at: Path | None = None) -> Said:
    """Run `outspoken` with some words in a folder."""
    out, err = StringIO(), StringIO()
    with chdir(at or Path()), redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["outspoken", *words])
        with pytest.raises(SystemExit) as done:
            main()
    return Said(words, int(done.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture
def outspoken() -> Run:
    """Run `outspoken` with some words, `at` a folder."""
    return run


# ---- studies, built once and copied for each test ------------------------------------------


@pytest.fixture(scope="session")
def _icsr(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "icsr-2015"
    made = run("demo", "--to", str(folder))
    assert made.code == 0, made
    return folder


@pytest.fixture(scope="session")
def _tide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "tide"
    (folder / "sources").mkdir(parents=True)
    for name, text in TIDE.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = run("collect", "import", "leavers", at=folder)
    assert made.code == 0, made
    return folder


@pytest.fixture
def icsr(_icsr: Path, tmp_path: Path) -> Path:
    """The 2015 study, imported."""
    return Path(shutil.copytree(_icsr, tmp_path / "icsr-2015"))


@pytest.fixture
def tide(_tide: Path, tmp_path: Path) -> Path:
    """An invented study on another theme, imported: other attributes, periods, regions, codes, doubts."""
    return Path(shutil.copytree(_tide, tmp_path / "tide"))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A study as `outspoken new` makes it, empty."""
    assert run("new", str(tmp_path / "fresh")).code == 0
    return tmp_path / "fresh"


TIDE = {
    "study.toml": """\
title = "People who left the Harbour Fellowship"
question = "Who left, and why?"

[attributes.name]
type = "name"

[attributes.country]
type = "country"
label = "Country"

[attributes.rank]
type = "category"
label = "Rank"
values = { deckhand = ["D"], mate = ["M", "first mate"], captain = ["C"] }

[attributes.left]
type = "date"
label = "Left"

[attributes.children]
type = "number"
minimum = 0

[attributes.raised-inside]
type = "yes-no"
label = "Raised inside"

[regions.shores]
groups = { "Near shore" = ["DE", "NL"], "Far shore" = ["GB", "IE"] }

[periods.eras]
label = "Era"
spans = { founding = ["1990", "1999-12"], storms = ["2000", "2004-06"], calm = ["2004-07", "2010"] }

[missing]
unknown = ["unknown", "?"]
not-stated = [""]
not-applicable = ["n/a"]
withheld = ["withheld"]

[collect.imports.leavers]
file = "sources/leavers.csv"
key = "id"

[collect.imports.leavers.columns]
name = "name"
country = "country"
rank = "rank"
left = { to = "left", format = "EDTF" }
children = "children"
inside = "raised-inside"
printed = { to = "story.published", format = "DD/MM/YYYY" }
outlet = "story.outlet"
reasons = { to = "codes leaving", separator = ";" }

[[collect.imports.leavers.footnotes]]
mark = "*"
column = "name"
note = "Both were cooks on the same boat."
""",
    "codebook.yaml": """\
groups:
  - id: leaving
    name: Reasons for leaving
    codes:
      - id: hunger
        name: Hunger
      - id: fear
        name: Fear
      - id: doubt
        name: Lost belief
""",
    "claims.yaml": """\
claims:
  - id: people
    printed: seven
    expression: count()
  - id: captains
    printed: two
    expression: count(rank = captain)
  - id: founder
    printed: one
    unchecked: Nobody asked.
""",
    "sources/leavers.csv": """\
id,name,country,rank,left,children,inside,printed,outlet,reasons
1,Ivo Marsh,German,C,1998-05,2,no,03/02/2001,Tideway,hunger; fear
2,Mina Sol,Dutch,M,2001,0,yes,14/02/2001,Harbour Post,fear
3,Oda Wren*,British,D,2004-06-30,unknown,no,01/04/2005,Harbour Post,doubt
4,Odo Wrenn*,British,D,2004,1,n/a,03/04/2005,Tideway,doubt
5,withheld,Irish,first mate,,withheld,yes,03/14/2005,Tideway,
6,Tam Reed,Likely Irish,M,2009,3,,07/07/2009,Tideway News,fear; doubt
7,Una Quill,Germany,D,2006-01~,1,no,09/09/2009,Harbour Post,hunger
""",
}
