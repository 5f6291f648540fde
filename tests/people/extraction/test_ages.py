"""Present ages are read; ages at joining, of relatives, and numbers that are no ages are not."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.ages import ages_at_joining, ages_in, born_in, range_in
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.records import Source


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
        ("At 46 the Swede helps others.", "en", [46]),
        ("At 17, Noor was bored.", "en", []),
        ("She joined aged sixteen.", "en", []),
        ("Noor, now a lawyer of 34, sings.", "en", [34]),
        ("Noor is slight, quick and thirty.", "en", [30]),
        ("Noor turned 58 last month.", "en", [58]),
        ("Noor turns 41 next year.", "en", []),
        ("A woman, 19 years old at the time of interview.", "en", [19]),
        ("Cette Belge de 31 ans, mère de deux enfants.", "fr", [31]),
        ("À 17 ans, il a rejoint le groupe.", "fr", []),
        ("في الخامسة والثلاثين من العمر", "ar", [35]),
        ("Noor ist siebenunddreißig Jahre alt.", "de", [37]),
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
    assert sorted({age.years for age in ages_in(text, language) if not age.others}) == years


def test_the_age_at_joining_is_another_thing() -> None:
    (age,) = ages_at_joining("He joined the group at 16 and left soon.", "en")
    assert (age.years, age.at_joining) == (16, True)
    assert ages_at_joining("He is 16.", "xx") == []


def test_an_age_belongs_to_the_name_it_stands_beside() -> None:
    text = "Selim, a baker of 44, met 22-year-old Noor."
    told = {
        age.years: [name for name in ("Selim", "Noor") if age.beside(_mention(text, name))]
        for age in ages_in(text, "en")
    }
    assert told == {44: ["Selim"], 22: ["Noor"]}


def _mention(text: str, name: str) -> Mention:
    return Mention(name, text.index(name), text.index(name) + len(name))


def test_a_decade_and_a_year_of_birth_are_no_age_but_are_told() -> None:
    text = "He is in his early thirties. She was born in Sfax in 1985."
    source, all_of_it = Source("", text, "en"), [(0, len(text))]
    assert ages_in(text, "en") == []
    decade, year = range_in(source, all_of_it), born_in(source, all_of_it)
    assert decade is not None
    assert year is not None
    assert (decade.value, year.value) == ("30-33", "1985")
    assert range_in(Source("", "He joined when in his twenties.", "en"), [(0, 31)]) is None
