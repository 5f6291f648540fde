"""In other languages, too, a demonym is a person's only where the words around it say so."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.demonyms_elsewhere import demonyms_in
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Ce Français raconte.", "fr", ["FR"]),
        ("La police tunisienne se tait.", "fr", []),
        ("Die Österreicherin ist zurück.", "de", ["AT"]),
        ("La colombiana trabaja.", "es", ["CO"]),
        ("La guerrilla colombiana calla.", "es", []),
        ("De Nederlandse vertelt.", "nl", ["NL"]),
        ("De Nederlandse politie zwijgt.", "nl", []),
        ("قال شاب تونسي إنه عاد", "ar", ["TN"]),
        ("قصف الجيش السوري القرية", "ar", []),
        ("Suriyeli Said anlattı.", "tr", ["SY"]),
        ("Таджикистанец рассказал.", "ru", ["TJ"]),
        ("anything", "xx", []),
    ],
)
def test_demonyms_elsewhere(text: str, language: str, codes: list[str]) -> None:
    assert [one.meaning for one, stands in demonyms_in(Source("", text, language)) if stands] == codes
