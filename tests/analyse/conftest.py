"""Small studies, drawn at random and built through the real acts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from outspoken import screen
from outspoken.analyse.casetable import load
from outspoken.analyse.records import CaseTable, Unit
from outspoken.coding.codebook import Codebook, read_codebook
from outspoken.collect import import_sheet
from outspoken.people import Verdict, judge
from outspoken.screen import decide
from outspoken.study import Study, open_study
from tests.analyse.by_hand import CODEBOOK, Small
from tests.conftest import AMAL


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty database, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "study.toml").write_text('title = "Empty"', encoding="utf-8")
    open_study(folder).close()
    return folder


class Built:
    """A small study, built."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.codebook: Codebook = read_codebook(study.folder)

    def table(self, *columns: str, unit: Unit = Unit.PERSONS) -> CaseTable:
        """Read the case table."""
        with self.study.read(by=AMAL) as connection:
            return load(connection, self.study.settings, self.codebook, columns, unit)


Build = Callable[[Small], Iterator[Built]]


@pytest.fixture
def build(empty: Path, tmp_path: Path) -> Build:
    """Build small studies through the real acts."""
    made = count(1)

    @contextmanager
    def building(small: Small) -> Iterator[Built]:
        folder = shutil.copytree(empty, tmp_path / f"small-{next(made)}")
        (folder / "study.toml").write_text(small.toml, encoding="utf-8")
        (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        (folder / "sources").mkdir()
        (folder / "sources" / "s.csv").write_text(small.sheet, encoding="utf-8")
        with open_study(folder) as study:
            import_sheet(study, "s", by=AMAL)
            for left, right, verdict in small.judgements:
                judge(study, str(left), str(right), Verdict(verdict), by=AMAL)
            for row in small.unclear:
                decide(study, f"S{row}", screen.Verdict.UNCLEAR, by=AMAL)
            yield Built(study)
        shutil.rmtree(folder)

    return building
