"""Recognise a country by name, demonym or code, and name it in the reader's language.

Codes are ISO 3166-1 alpha-2. Recognition is rigour's (names and demonyms in many
languages), display is CLDR's through babel; both work offline. A name that is not
recognised is None, never the nearest one.
"""

from __future__ import annotations

from functools import lru_cache

from outspoken.text.letters import fold, tidy


def code_of(printed: str) -> str | None:
    """Return the country's code for a name, demonym or code; None if it is none.

    >>> code_of("SY"), code_of("Syria"), code_of("Tunisian"), code_of("Atlantis")
    ('SY', 'SY', 'TN', None)
    """
    text = tidy(printed)
    if not text:
        return None
    if len(text) == 2 and text.isupper() and text in _names("en"):
        return text
    return _by_name().get(fold(text)) or _by_demonym(text)


def name_of(code: str, language: str = "en") -> str:
    """Name a country in a language, or give its code back if CLDR has none.

    >>> name_of("SA"), name_of("SY", "ar")
    ('Saudi Arabia', 'سوريا')
    """
    return _names(language).get(code, code)


def is_demonym(printed: str) -> bool:
    """Whether the word is a demonym ("Tunisian") rather than the country's name ("Tunisia").

    >>> is_demonym("Tunisian"), is_demonym("Tunisia")
    (True, False)
    """
    return fold(printed) not in _by_name() and _by_demonym(tidy(printed)) is not None


def un_region(code: str) -> str | None:
    """Return the sub-region of the United Nations' geoscheme (M49) a country lies in.

    >>> un_region("SY"), un_region("TJ")
    ('Western Asia', 'Central Asia')
    """
    from rigour.territories import get_territory  # noqa: PLC0415 - 0.2 s

    territory = get_territory(code.lower())
    return territory.subregion if territory is not None else None


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - only needed where countries are shown

    known = Locale.parse(language, sep="-").territories
    return {str(code): str(name) for code, name in known.items() if len(code) == 2 and code.isalpha()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {fold(name): code for code, name in _names("en").items() if code not in {"ZZ", "EU", "UN", "XA", "XB"}}


@lru_cache(maxsize=4096)
def _by_demonym(text: str) -> str | None:
    from rigour.territories import lookup_territory  # noqa: PLC0415 - builds its index in 2 s

    territory = lookup_territory(text)
    while territory is not None and not territory.is_country and territory.parent is not None:
        territory = territory.parent
    if territory is None or not territory.is_country:
        return None
    return territory.code.upper()
