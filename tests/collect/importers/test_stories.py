"""A story's outlet, title, address, language and day are read as printed, and nothing is made up for a blank."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from outspoken.collect import import_sheet
from outspoken.collect.importers.stories import StoryIntake
from outspoken.collect.records import DoubtKind, Fact
from outspoken.study import Actor, Study
from outspoken.study.settings import Missing, Target
from tests.conftest import MakeStudy

PUBLISHED = Target(to="story.published", format="DD/MM/YY")
TOML = """\
title = "People who left the Order of the Lantern"
[collect.imports.stories]
file = "sources/stories.csv"
key = "id"
[collect.imports.stories.columns]
outlet = "story.outlet"
title = "story.title"
address = "story.address"
language = "story.language"
printed = { to = "story.published", format = "D MMMM YYYY" }
"""
SHEET = """\
id,outlet,title,address,language,printed
1,Lantern Watch,Out of the dark,https://example.org/1,en,3 March 2002
2,LANTERN WATCH,,,fr,unknown
3,,Nightfall,https://example.org/3,,1 May 2002
"""


@pytest.fixture
def intake() -> StoryIntake:
    return StoryIntake(Missing(), "en")


@pytest.fixture
def stories(make_study: MakeStudy, amal: Actor) -> Study:
    study = make_study(TOML, stories=SHEET)
    import_sheet(study, "stories", by=amal)
    return study


def told(study: Study, by: Actor) -> list[tuple[object, ...]]:
    query = text(
        "select o.name, s.title, s.address, s.language, d.value from stories s "
        "left join outlets o on o.id = s.outlet_id "
        "left join story_dates d on d.story_id = s.id and d.until is null order by s.id"
    )
    with study.read(by=by) as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_a_day_is_read_by_its_declared_format_only(intake: StoryIntake) -> None:
    assert intake.find(PUBLISHED, "03/02/02").facts == (Fact("story.published", "2002-02-03"),)
    american = Target(to="story.published", format="MM/DD/YY")
    assert intake.find(american, "03/02/02").facts == (Fact("story.published", "2002-03-02"),)
    wrong = intake.find(PUBLISHED, "3 February")
    assert "is not printed as DD/MM/YY" in wrong.problem
    assert wrong.hint
    assert not wrong.facts


def test_a_day_that_no_calendar_has_is_a_doubt_with_the_printed_value(intake: StoryIntake) -> None:
    found = intake.find(PUBLISHED, "03/14/02")
    assert found.doubt is not None
    assert (found.doubt.kind, found.doubt.printed, found.facts) == (DoubtKind.IMPOSSIBLE_DATE, "03/14/02", ())


@pytest.mark.parametrize("blank", ["", "unknown", "N/A", "Not stated", "[redacted]"])
def test_what_means_missing_is_no_fact(intake: StoryIntake, blank: str) -> None:
    for target in (PUBLISHED, Target(to="story.outlet"), Target(to="story.title")):
        assert intake.find(target, blank).facts == ()


def test_it_understands_what_a_story_has_and_nothing_else(intake: StoryIntake) -> None:
    assert intake.understands(PUBLISHED) == intake.understands(Target(to="story.language")) == ""
    assert intake.understands(Target(to="country")) == "?"
    assert "a story has no 'place'" in intake.understands(Target(to="story.place"))


def test_everything_printed_is_kept_and_an_outlet_is_one(stories: Study, amal: Actor) -> None:
    assert told(stories, amal) == [
        ("Lantern Watch", "Out of the dark", "https://example.org/1", "en", "2002-03-03"),
        ("Lantern Watch", "", "", "fr", None),
        (None, "Nightfall", "https://example.org/3", "", "2002-05-01"),
    ]


def test_what_is_printed_otherwise_later_is_taken_over_and_a_blank_empties_it(stories: Study, amal: Actor) -> None:
    changed = SHEET.replace("Out of the dark", "unknown").replace("3,,Nightfall", "3,Harbour Post,Nightfall")
    changed = changed.replace("3 March 2002", "").replace("fr,unknown", "fr,9 May 2002")
    (stories.folder / "sources" / "stories.csv").write_text(changed, encoding="utf-8")
    import_sheet(stories, "stories", by=amal)
    assert told(stories, amal) == [
        ("Lantern Watch", "", "https://example.org/1", "en", None),
        ("Lantern Watch", "", "", "fr", "2002-05-09"),
        ("Harbour Post", "Nightfall", "https://example.org/3", "", "2002-05-01"),
    ]
