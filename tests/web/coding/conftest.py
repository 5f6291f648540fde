"""The team's study with a codebook and texts to code: English, Arabic, emoji."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from outspoken.archive.records import Text, TextKind
from outspoken.archive.store import add_text
from outspoken.study import Actor, Role, Study
from outspoken.study.study import open_study
from outspoken.web.studies import shelf
from tests.web.conftest import OWN, Team

BOOK = """\
version: 1
groups:
  - id: leaving
    name: Reasons for leaving
    codes:
      - id: L1
        name: Cruelty
        definition: The person speaks of cruelty.
      - id: L2
        name: Hunger
        definition: The person was hungry.
  - id: joining
    name: Reasons for joining
    exclusive: true
    codes:
      - id: J1
        name: Faith
      - id: J2
        name: Adventure
"""
WORDS = (
    "😀 They beat the prisoners every night.\nI was hungry and there was no bread. They beat the weak.",
    "ضربوا الأسرى كل ليلة. لم يكن هناك خبز.\nغادرت في الربيع.",
    "Nothing ever happened. We mended nets & waited.",
)


def fill(study: Study) -> None:
    """Give the first three testimonies a text each, and the study a codebook."""
    (study.folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    with study.database.writing() as connection:
        for story, words in enumerate(WORDS, 1):
            language, direction = ("ar", "rtl") if "خبز" in words else ("en", "ltr")
            text = Text(0, story, TextKind.GIVEN, language, direction, f"Story {story}", "", words, "")
            add_text(connection, 0, text)


@pytest.fixture
def coded(team: Team) -> Team:
    """The team, with something to code."""
    fill(shelf().study(OWN))
    return team


@pytest.fixture
def ours(coded: Team) -> Study:
    """The team's study itself."""
    return shelf().study(OWN)


@pytest.fixture
def amal_here() -> Actor:
    """Amal, as the team's server knows her."""
    return Actor("Amal", frozenset({Role.OWNER}))


def folder_to_serve(source: Path, target: Path) -> Path:
    """Copy a study and fill it, for a server of its own."""
    shutil.copytree(source, target)
    with open_study(target) as study:
        fill(study)
    return target
