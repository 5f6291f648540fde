"""Present ages are read; ages at joining, of relatives, and numbers that are no ages are not."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.ages import ages_at_joining, ages_in


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("Selim Hale, 22, quit.", "en", [22]),
        ("The 31-year-old has a shop.", "en", [31]),
        ("A baker of 44, he sells bread.", "en", [44]),
        ("Noor, thirty-eight, sings.", "en", [38]),
        ("Noor is now 26.", "en", [26]),
        ("She was 15 when she joined.", "en", []),
        ("His 23-year-old brother stayed.", "en", []),
        ("In 24, 30 people went.", "en", []),
        ("Noor, 14 years later, came back.", "en", []),
        ("Tiene 28 años.", "es", [28]),
        ("Entró a los 12 años.", "es", []),
        ("Die 24-Jährige schweigt.", "de", [24]),
        ("Selim, 33 ans, est boulanger.", "fr", [33]),
        ("عمره 29 عاماً", "ar", [29]),
        ("27 yaşındaki Selim", "tr", [27]),
        ("24-летняя Нура молчит", "ru", [24]),
        ("anything 25", "xx", []),
    ],
)
def test_ages(text: str, language: str, years: list[int]) -> None:
    assert sorted({age.years for age in ages_in(text, language)}) == years


def test_the_age_at_joining_is_another_thing() -> None:
    (age,) = ages_at_joining("He joined the group at 16 and left soon.", "en")
    assert (age.years, age.at_joining) == (16, True)
    assert ages_at_joining("He is 16.", "xx") == []
