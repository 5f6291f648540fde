"""An invented study with texts to code: five stories, of which two speak of one person."""

from __future__ import annotations

import pytest

from outspoken.archive.records import Text, TextKind
from outspoken.archive.store import add_text
from outspoken.coding.exchange.store import add_stories
from outspoken.people.records import Verdict
from outspoken.people.store import add_judgement, add_testimonies, set_persons
from outspoken.study import Actor, Role

TOML = """\
title = "People who left the Harbour Fellowship"
[attributes.sex]
type = "category"
values = { male = ["M"], female = ["F"] }
"""
BOOK = """\
# Ours; the comments stay.
version: 1

groups:

  - id: leaving
    name: Reasons for leaving
    codes:
      # The one everybody asks about.
      - id: L1
        name: Cruelty
        definition: The person speaks of cruelty.
        key-terms: [beat, cruel]
      - id: L2
        name: Hunger
        definition: The person was hungry.
        key-terms: [hungry, bread]
      - id: L3
        name: Boredom

  - id: joining
    name: Reasons for joining
    codes:
      - id: J1
        name: Faith
"""
WORDS = (
    "They beat the prisoners every night. I was hungry and there was no bread. I left in spring.",
    "I believed in the sea. Then I saw how cruel the captains were.\nThere was no bread at all.",
    "Nothing ever happened. We mended nets and waited.",
    "ضربوا الأسرى كل ليلة. لم يكن هناك خبز. غادرت في الربيع.",
    "They were cruel to the weak 😀 and I went home.",
)
CHLOE = Actor("Chloe", frozenset({Role.CODER}))


@pytest.fixture
def texts(make_study, amal):
    """The study on each database; testimony 1 to 5 speak in text 1 to 5, and 1 and 5 are one person."""
    study = make_study(TOML)
    return filled(study, amal)


def filled(study, amal):
    (study.folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    with study.database.writing() as connection:
        stories = add_stories(connection, [f"Story {number}" for number in range(1, 6)])
        for story, words in zip(stories, WORDS, strict=True):
            direction = "rtl" if "خبز" in words else "ltr"
            add_text(connection, 0, Text(0, story, TextKind.GIVEN, "en", direction, f"Story {story}", "", words, ""))
        add_testimonies(connection, [(story, None) for story in stories])
        add_judgement(connection, 1, 5, Verdict.SAME, "The same harbour.", amal.name)
        set_persons(connection, [(5, 1)])
    return study


@pytest.fixture
def other():
    """Codes, too."""
    return CHLOE
