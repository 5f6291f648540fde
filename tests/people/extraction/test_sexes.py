"""Pronouns, nouns, kunya and given name tell the sex; where they disagree nothing is said."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.records import Source
from outspoken.people.extraction.sexes import sex_of, sex_of_name


@pytest.mark.parametrize(
    ("text", "language", "name", "sex"),
    [
        ("He left and his shop burnt.", "en", "", "male"),
        ("She left; her shop burnt.", "en", "", "female"),
        ("He met her; she met him.", "en", "", None),
        ("Umm Noor left.", "en", "Umm Noor", "female"),
        ("Fatima left; he, he, he and his men.", "en", "Fatima", None),
        ("The person left.", "en", "", None),
        ("قالت فتاة إنها ندمت", "ar", "", "female"),
        ("Seorang perempuan pulang.", "id", "", "female"),
        ("Elle regrette.", "fr", "", "female"),
    ],
)
def test_sex(text: str, language: str, name: str, sex: str | None) -> None:
    found = sex_of(Source("", text, language), name, [(0, len(text))])
    assert (found and found.value) == sex


def test_an_arabic_kunya_tells() -> None:
    assert sex_of_name("أبو نور") == "male"
    assert sex_of_name("أم نور") == "female"
    assert sex_of_name("") is None
