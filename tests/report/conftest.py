"""The studies that the report's tests build from, and a browser to look at the pages with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outspoken.coding.codebook import read_codebook
from outspoken.collect import import_sheet
from outspoken.people import Verdict, judge
from outspoken.report import Built, build
from outspoken.report.claims import read_claims
from outspoken.report.composition import Composed, compose
from outspoken.report.evaluation import Evaluator
from outspoken.report.review import check
from outspoken.report.verdicts import Checked
from outspoken.study import Actor, Role, Study, open_study

EXAMPLES = Path(__file__).parents[2] / "examples"
AMAL = Actor("amal", frozenset({Role.OWNER}))
CHROMIUM = Path("/usr/bin/chromium")


def study_2015(folder: Path) -> Study:
    shutil.copytree(EXAMPLES / "icsr-2015", folder)
    study = open_study(folder)
    import_sheet(study, "appendix-a", by=AMAL)
    return study


def quiet_harbour(folder: Path) -> Study:
    shutil.copytree(EXAMPLES / "quiet-harbour", folder)
    study = open_study(folder)
    for sheet in ("interviews", "memoirs"):
        import_sheet(study, sheet, by=AMAL)
    judge(study, "1", "35", Verdict.SAME, by=AMAL, reason="Name, place and month of leaving agree.")
    judge(study, "25", "37", Verdict.UNSURE, by=AMAL, reason="Age and settlement agree, the name is abbreviated.")
    judge(study, "8", "28", Verdict.DIFFERENT, by=AMAL, reason="One is nineteen, the other twenty-four.")
    return study


def composed(study: Study) -> Composed:
    found = check(study, by=AMAL)
    with study.read(by=AMAL) as connection:
        return compose(connection, study.folder, study.settings, read_claims(study.folder), found)


@pytest.fixture
def write_down() -> Callable[[Study], Composed]:
    return composed


@pytest.fixture(scope="session")
def folder_2015(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 2015 study, imported once; tests that change it take copies."""
    with study_2015(tmp_path_factory.mktemp("imported") / "study") as study:
        return study.folder


@pytest.fixture(scope="session")
def folder_harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with quiet_harbour(tmp_path_factory.mktemp("imported") / "harbour") as study:
        return study.folder


@pytest.fixture
def fresh_2015(folder_2015: Path, tmp_path: Path) -> Iterator[Study]:
    with open_study(shutil.copytree(folder_2015, tmp_path / "study")) as study:
        yield study


@pytest.fixture
def fresh_harbour(folder_harbour: Path, tmp_path: Path) -> Iterator[Study]:
    with open_study(shutil.copytree(folder_harbour, tmp_path / "harbour")) as study:
        yield study


# ---- for tests that only look ------------------------------------------------------------


def evaluator_of(study: Study) -> Iterator[Evaluator]:
    with study.read(by=AMAL) as connection:
        yield Evaluator(connection, study.settings, read_codebook(study.folder), read_claims(study.folder).let)


@pytest.fixture(scope="session")
def known_2015(folder_2015: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The 2015 study, which nobody changes."""
    with open_study(shutil.copytree(folder_2015, tmp_path_factory.mktemp("known") / "study")) as study:
        yield study


@pytest.fixture(scope="session")
def known_harbour(folder_harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with open_study(shutil.copytree(folder_harbour, tmp_path_factory.mktemp("known") / "harbour")) as study:
        yield study


@pytest.fixture(scope="session")
def in_2015(known_2015: Study) -> Iterator[Evaluator]:
    """Answers expressions about the 2015 study."""
    yield from evaluator_of(known_2015)


@pytest.fixture(scope="session")
def in_harbour(known_harbour: Study) -> Iterator[Evaluator]:
    yield from evaluator_of(known_harbour)


@pytest.fixture(scope="session")
def checked_2015(known_2015: Study) -> dict[str, Checked]:
    """Every line of the check of the 2015 study, by its id."""
    return {one.id: one for one in check(known_2015, by=AMAL)}


@pytest.fixture(scope="session")
def composed_2015(known_2015: Study) -> Composed:
    return composed(known_2015)


@pytest.fixture(scope="session")
def composed_harbour(known_harbour: Study) -> Composed:
    return composed(known_harbour)


@pytest.fixture(scope="session")
def built_2015(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with study_2015(tmp_path_factory.mktemp("built") / "study") as study:
        return build(study, by=AMAL)


@pytest.fixture(scope="session")
def built_harbour(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with quiet_harbour(tmp_path_factory.mktemp("built") / "harbour") as study:
        return build(study, by=AMAL)


@pytest.fixture(scope="session")
def browser(chromium: Any) -> Any:
    """The browser of the whole run, by the name that the report's tests call it."""
    return chromium
