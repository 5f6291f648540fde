"""What describes a person is found among a study's attributes."""

from __future__ import annotations

from outspoken.people.describing import describing, traits_of
from outspoken.people.likeness import Traits
from outspoken.study.settings import Attribute, AttributeType

ATTRIBUTES = {
    "called": Attribute(type=AttributeType.NAME),
    "country": Attribute(type=AttributeType.COUNTRY),
    "age": Attribute(type=AttributeType.NUMBER),
    "born": Attribute(type=AttributeType.DATE),
    "sex": Attribute(type=AttributeType.CATEGORY, values={"male": ["M"]}),
}


def test_it_is_found_by_type_and_name() -> None:
    by = describing(ATTRIBUTES)
    assert by.attributes == ("called", "country", "born", "sex")
    facts = [(1, "called", "Karim"), (1, "born", "1980-02"), (1, "called", "Other"), (2, "country", "SY")]
    assert traits_of(facts, by, [1, 2]) == {1: Traits("Karim", "", 1980, ""), 2: Traits("", "SY")}


def test_a_study_may_lack_all_of_it() -> None:
    assert describing({}).attributes == ()
