"""The studies that the report's tests build from, and a browser to look at the pages with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from outspoken.collect import import_sheet
from outspoken.people import Verdict, judge
from outspoken.report import Built, build
from outspoken.report.claims import read_claims
from outspoken.report.composition import Composed, compose
from outspoken.report.review import check
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


@pytest.fixture
def fresh_2015(tmp_path: Path) -> Iterator[Study]:
    with study_2015(tmp_path / "study") as study:
        yield study


@pytest.fixture
def fresh_harbour(tmp_path: Path) -> Iterator[Study]:
    with quiet_harbour(tmp_path / "harbour") as study:
        yield study


@pytest.fixture(scope="session")
def built_2015(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with study_2015(tmp_path_factory.mktemp("built") / "study") as study:
        return build(study, by=AMAL)


@pytest.fixture(scope="session")
def built_harbour(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with quiet_harbour(tmp_path_factory.mktemp("built") / "harbour") as study:
        return build(study, by=AMAL)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; where none is installed, the tests that look at pages say so."""
    if not CHROMIUM.exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}; install it to look at the pages.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()
