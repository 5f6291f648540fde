"""A demonym counts where it is said of the person: not of a border, a husband, a victim or a city passed through."""

from __future__ import annotations

import pytest

from outspoken.people.extraction import persons_of
from outspoken.people.extraction.mentions import mentions
from outspoken.people.extraction.names import focused
from outspoken.people.extraction.nationalities import lands_in
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("A young Tunisian fighter walked away.", "en", "TN"),
        ("Noor Hale, a Dane, fled.", "en", "DK"),
        ("He waits in a Turkish town near the Syrian border.", "en", None),
        ("She had been married to a Tunisian fighter.", "en", None),
        ("Anyone may kill a Syrian, he says.", "en", None),
        ("Noor Hale, 31, from Sousse, fled.", "en", "TN"),
        ("A Melbourne nurse came home.", "en", "AU"),
        ("She is one of 18 Indonesians who came back.", "en", "ID"),
        ("A Dutch student and a Belgian student left.", "en", None),
        ("Noor Hale, born in Bahrain, holds a British passport.", "en", "GB"),
        ("Noor Hale, raised in Leicester, is Irish.", "en", "IE"),
        ("Noor Hale fled. A Turk drove her.", "en", None),
        ("قال شاب تونسي إنه عاد", "ar", "TN"),
        ("La Britannique est rentrée.", "fr", "GB"),
        ("Die Deutsche kam zurück.", "de", "DE"),
    ],
)
def test_nationality(text: str, language: str, code: str | None) -> None:
    (sketch,) = persons_of("", text, language)
    assert sketch.value("nationality") == code


def test_a_title_may_say_it() -> None:
    (sketch,) = persons_of("American defector speaks", "He spoke.", "en")
    found = next(one for one in sketch.said if one.attribute == "nationality")
    assert (found.value, found.in_title, found.quote) == ("US", True, "American")


def test_the_home_of_a_group_is_the_last_resort_and_says_so() -> None:
    (sketch,) = persons_of("", "He fled from the FARC.", "en")
    found = next(one for one in sketch.said if one.attribute == "nationality")
    assert (found.value, found.rule) == ("CO", "home of the group")
    (sketch,) = persons_of("", "The Venezuelan fled from the FARC.", "en")
    assert sketch.value("nationality") == "VE"


def test_what_is_said_of_both_is_said_of_each() -> None:
    text = "Selim Hale, 22, fled from ISIS. Yunus Reed, 24, left it too. Both are Tunisian."
    assert [one.value("nationality") for one in persons_of("", text, "en")] == ["TN", "TN"]


def test_a_demonym_beside_a_name_is_that_names() -> None:
    source = Source("", "A Moroccan commander known as Abu Noor met Selim Hale, a Dane.", "en")
    focus = focused(source, mentions(source))
    told = {(land.code, focus.groups[land.beside[0]][0].name) for land in lands_in(source, focus) if land.beside}
    assert told == {("MA", "Abu Noor"), ("DK", "Selim Hale")}
