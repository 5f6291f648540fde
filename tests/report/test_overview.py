"""The overview says what a study holds and what to do next."""

from __future__ import annotations

from pathlib import Path

from outspoken.report.overview import overview
from outspoken.study import Actor, Study, create


def test_the_2015_study_has_its_headline(fresh_2015: Study, amal: Actor) -> None:
    shown = overview(fresh_2015, by=amal)
    assert shown.headline == (
        "58 people (57 if 12 and 17 are one person)",
        "17 countries",
        "51 male (50 to 51)",
        "7 female",
        "first January 2014",
        "last August 2015",
    )
    assert (shown.counts["testimonies"], shown.counts["open doubts"]) == (58, 6)
    assert shown.next_step == "outspoken doubts"


def test_an_empty_study_has_no_headline_and_a_first_step(tmp_path: Path, amal: Actor) -> None:
    with create(tmp_path / "new", "New") as study:
        shown = overview(study, by=amal)
    assert shown.headline == ()
    assert "collect.imports" in shown.next_step or "collect import" in shown.next_step
