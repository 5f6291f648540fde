"""The lists of small words are in the letters that names are folded to, and nisbas point to countries."""

from __future__ import annotations

from outspoken.text.countries import is_code
from outspoken.text.names import particles


def test_nisbas_point_to_countries() -> None:
    assert particles.NISBAS["tunisi"] == "TN"
    assert all(is_code(code) for code in particles.NISBAS.values())


def test_all_are_small_latin_letters() -> None:
    words = particles.FATHER | particles.MOTHER | particles.SON | particles.ARTICLES | set(particles.NISBAS)
    assert all(word.isascii() and word.islower() for word in words)
    assert not particles.FATHER & particles.MOTHER
