from outspoken.collect import add
from outspoken.screen import Verdict, criteria_of, decide, next_story
from outspoken.screen.diagram import labels_of


def test_the_next_story_is_the_first_that_nobody_decided_about(study, amal, chloe):
    assert next_story(study, by=chloe) is None
    add(study, "https://example.org/1", by=amal)
    add(study, "https://example.org/2", by=amal)
    assert next_story(study, by=chloe).id == 7
    decide(study, "S7", Verdict.INCLUDE, by=chloe)
    assert next_story(study, by=chloe).address == "https://example.org/2"


def test_the_criteria_are_those_of_study_toml(icsr, dara):
    assert list(criteria_of(icsr, by=dara)) == ["inside", "left", "speaks", "credible", "original"]
    assert labels_of(icsr.settings.screen.criteria)["left"] == "did not leave"
