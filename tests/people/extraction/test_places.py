"""Towns and countries are found with their country; names of persons that are also lands are not."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.lexicon import table
from outspoken.people.extraction.places import is_country, place_of, places_in
from outspoken.text.countries import is_code


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("From Sfax to Raqqa by way of Turkey.", "en", ["TN", "SY", "TR"]),
        ("Chad Hale met Jordan Reed; they flew to Chad.", "en", ["TD"]),
        ("They ate turkey in a china shop.", "en", []),
        ("She was in Niger, then in Nigeria.", "en", ["NE", "NG"]),
        ("Congo and Georgia could be two countries each.", "en", []),
        ("Er kam aus Deutschland nach Syrien.", "de", ["DE", "SY"]),
        ("جاء من حلب", "ar", ["SY"]),
    ],
)
def test_places(text: str, language: str, codes: list[str]) -> None:
    assert [one.meaning for one in places_in(text, language)] == codes


def test_a_town_is_told_from_a_country() -> None:
    assert (place_of("Sfax"), place_of("Tunisia"), is_country("Tunisia"), is_country("Tunisian")) == (
        "TN",
        None,
        True,
        False,
    )


def test_no_town_lies_in_two_countries() -> None:
    towns = [name.strip() for names in table("cities").values() for name in names.split(";")]
    assert len(towns) == len(set(towns))
    assert all(is_code(code) for code in table("cities"))
