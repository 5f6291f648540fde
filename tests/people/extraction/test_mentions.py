"""Names of persons are found in capitals and in Arabic; places, days, outlets and abbreviations are not names."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.mentions import mentions
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("On Monday Selim Hale told the Harbour Post.", "en", ["Selim Hale"]),
        ("In Raqqa, the SDF held Abu Noor al-Masri.", "en", ["Abu Noor al-Masri"]),
        ("A friend of Ebrahim B. wrote.", "en", ["Ebrahim B."]),
        ("Handcuffed, he spoke of Islamic State.", "en", []),
        ("Le Français Selim Hale raconte.", "fr", ["Selim Hale"]),
        ("روى أبو يسرى حكايته", "ar", ["أبو يسرى"]),
        ("وهو سعيد اليوم", "ar", []),
        ("In Mai kam Sabine H. zurück.", "de", ["Sabine H."]),
        ("Former Tamil Tiger Selvarani Hale wakes.", "en", ["Selvarani Hale"]),
        ("Fourteen-year-old Murad sits.", "en", ["Murad"]),
        ("A Kurdish-run prison held Selim.", "en", ["Selim"]),
        ("Pada Agustus 2017 ia pulang.", "id", []),
        ("قالت أم عبد الله إنها عادت", "ar", ["أم عبد الله"]),
        ("Sky News'e konuştu.", "tr", []),
    ],
)
def test_mentions(text: str, language: str, names: list[str]) -> None:
    found = mentions(Source("", text, language))
    assert [one.name for one in found] == names
    assert all(text[one.start : one.end] == one.name for one in found)
