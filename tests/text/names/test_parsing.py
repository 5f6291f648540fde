"""Names are taken apart the same way however they are spelt, and a parsed name parses to itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outspoken.text.names import Role, parse_name

PARTS = [
    "Abu",
    "Umm",
    "Abd",
    "al-",
    "al",
    "el",
    "bin",
    "ould",
    "Karim",
    "Rahman",
    "Dawud",
    "Nur",
    "Din",
    "Sheikh",
    "Hajji",
]
PARTS += [
    "Petrovich",
    "Zadeh",
    "Alireza",
    "Abdi",
    "B.",
    "Aboubakr",
    "Abdelkader",
    "Saifuddin",
    "Habibullah",
    "أبو",
    "عبد",
    "الرحمن",
    "Заур",
    "Ağaoğlu",
    "-",
    ",",
]


def words(name: str) -> list[tuple[str, Role]]:
    return [(word.text, word.role) for word in parse_name(name).words]


@given(st.lists(st.sampled_from(PARTS), max_size=9).map(" ".join) | st.text(max_size=40))
def test_a_parsed_name_parses_to_itself(name: str) -> None:
    parsed = parse_name(name)
    again = parse_name(parsed.spelling)
    assert (again.words, again.titles) == (parsed.words, parsed.titles)


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Abd al-Rahman Dawud", "Abdurrahman Dawud"),
        ("Abd al-Rahman Dawud", "Abdul Rahman Dawud"),
        ("Karim al-Sulayti", "Karim as-Sulayti"),
        ("Karim al-Sulayti", "Karim Al Sulayti"),
        ("Karim al-Sulayti", "Karim el-Sulayti"),
        ("Abu Bakr", "Aboubakr"),
        ("Saif al-Din", "Saifuddin"),
        ("Nour ed-Din", "Noureddin"),
        ("Abdallah", "Abdullah"),
        ("Abdullah", "عبد الله"),
        ("Abd al-Rahman", "عبدالرحمن"),
        ("Abu Hamza", "أبو حمزة"),
        ("Dawud, Karim", "Karim Dawud"),
        ("Ali-Karim", "Ali Karim"),
        ("Karim Dawud Zadeh", "Karim Dawudzadeh"),
        ("Gholamreza Dawud", "Gholam Reza Dawud"),
        ("Salah Edine Dawud", "Salahuddin Dawud"),
        ("Abdukarim Dawud", "Abd al-Karim Dawud"),
        ("Lehbib ould Karim", "Lehbib bin Karim"),
    ],
)
def test_spellings_of_articles_hyphens_and_compounds_are_one(spelling: str, other: str) -> None:
    assert words(spelling) == words(other)


def test_each_word_has_its_role() -> None:
    name = parse_name("Sheikh Karim B. bin Dawud Abu Nur al-Tunisi")
    assert name.titles == ("sheikh",)
    assert [word.role for word in name.words] == [Role.GIVEN, Role.INITIAL, Role.FILIATION, Role.KUNYA, Role.NISBA]
    assert (name.countries, name.mother, name.only_kunya) == (("TN",), False, False)
    assert parse_name("Umm Nur").mother
    assert parse_name("Umm Nur").only_kunya
    assert parse_name("Zaur Petrovich").words[1].role is Role.PATRONYMIC


@pytest.mark.parametrize("nothing", ["", "  ", "Unknown", "unknown", "Anonymous", "?", "…"])
def test_a_name_that_says_nothing_has_no_words(nothing: str) -> None:
    assert not parse_name(nothing)
