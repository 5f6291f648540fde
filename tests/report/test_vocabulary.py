"""What a text may call is what the manual says it may call."""

from __future__ import annotations

import re
from pathlib import Path

from outspoken.coding import read_codebook
from outspoken.report.claims import Claims
from outspoken.report.composition import SECTIONS
from outspoken.report.evaluation import Evaluator
from outspoken.report.vocabulary import Vocabulary
from outspoken.study import Actor, Study

MANUAL = Path(__file__).parents[2] / "docs" / "howto" / "write-the-report.md"


def test_the_manual_names_every_function_and_section(fresh_2015: Study, amal: Actor) -> None:
    with fresh_2015.read(by=amal) as connection:
        evaluator = Evaluator(connection, fresh_2015.settings, read_codebook(fresh_2015.folder))
        offered = Vocabulary({"persons": evaluator}, Claims(), [], [], {"study": "", "methods": ""}).functions()
    text = MANUAL.read_text(encoding="utf-8")
    assert {name for name in offered if not re.search(rf"\b{name}\b", text)} == set()
    assert {name for name in SECTIONS if f"`{name}`" not in text} == set()
