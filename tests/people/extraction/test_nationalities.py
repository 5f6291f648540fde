"""A demonym counts where it is said of the person: not of a border, a husband, a victim or a city passed through."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.nationalities import nationality_of
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "language", "name", "code"),
    [
        ("A young Tunisian fighter walked away.", "en", "", "TN"),
        ("Noor Hale, a Dane, fled.", "en", "Noor Hale", "DK"),
        ("He waits in a Turkish town near the Syrian border.", "en", "", None),
        ("She had been married to a Tunisian fighter.", "en", "", None),
        ("Anyone may kill a Syrian, he says.", "en", "", None),
        ("Noor Hale, 31, from Sousse, fled.", "en", "Noor Hale", "TN"),
        ("A Melbourne nurse came home.", "en", "", "AU"),
        ("She is one of 18 Indonesians who came back.", "en", "", "ID"),
        ("A Dutch student and a Belgian student left.", "en", "", None),
        ("قال شاب تونسي إنه عاد", "ar", "", "TN"),
        ("La Britannique est rentrée.", "fr", "", "GB"),
        ("Die Deutsche kam zurück.", "de", "", "DE"),
    ],
)
def test_nationality(text: str, language: str, name: str, code: str | None) -> None:
    found = nationality_of(Source("", text, language), [(0, len(text))], name, None)
    assert (found and found.value) == code


def test_a_title_may_say_it() -> None:
    found = nationality_of(Source("American defector speaks", "He spoke.", "en"), [(0, 9)], "", None)
    assert found is not None
    assert (found.value, found.in_title) == ("US", True)


def test_the_home_of_a_group_is_the_last_resort_and_says_so() -> None:
    text = "He fled from the FARC."
    found = nationality_of(Source("", text, "en"), [(0, len(text))], "", "FARC")
    assert found is not None
    assert (found.value, found.rule) == ("CO", "home of the group")
    text = "The Venezuelan fled from the FARC."
    found = nationality_of(Source("", text, "en"), [(0, len(text))], "", "FARC")
    assert found is None or found.value != "CO"
