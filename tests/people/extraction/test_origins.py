"""Where somebody is from is told from where they fled, travelled, or were fighting."""

from __future__ import annotations

import pytest

from outspoken.people.extraction.origins import BORN, FROM, GREW_UP, born_where
from outspoken.people.extraction.records import Source


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("He is from the Syrian city of Idlib.", "en", [("SY", FROM)]),
        ("Noor Hale, 31, from Sousse, fled.", "en", [("TN", FROM)]),
        ("A father of four from Lamu spoke.", "en", [("KE", FROM)]),
        ("She grew up in Sligo.", "en", [("IE", GREW_UP)]),
        ("The Bandung-born cook spoke.", "en", [("ID", GREW_UP)]),
        ("He was born in Bahrain.", "en", [("BH", BORN)]),
        ("She left Casablanca for Syria.", "en", [("MA", BORN)]),
        ("He fled from Raqqa and came back from Iraq.", "en", []),
        ("He fought in Mosul and met men from all over.", "en", []),
        ("Ein Bäcker aus Kassel.", "de", [("DE", FROM)]),
        ("уроженец Махачкалы", "ru", [("RU", FROM)]),
        ("وهو من مدينة طنجة", "ar", [("MA", FROM)]),
    ],
)
def test_origins(text: str, language: str, told: list[tuple[str, int]]) -> None:
    assert [(one.code, one.rank) for one in born_where(Source("", text, language))] == told
