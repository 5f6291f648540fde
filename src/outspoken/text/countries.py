"""Recognise a country by name, demonym or code, and name it in the reader's language.

Codes are ISO 3166-1 alpha-2, and XK for Kosovo. Recognition is rigour's (names and
demonyms in many languages), display is CLDR's through babel; both work offline. A name
that is not recognised, or that two countries share, is None, never the nearest one.
"""

from __future__ import annotations

from functools import lru_cache

from outspoken.text.letters import fold, tidy
from outspoken.text.locales import locale_of

_NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""What CLDR names beside the countries of ISO 3166-1: unions, reserved codes, oceans."""
_NATIONS = {"gb-eng": "GB", "gb-nir": "GB", "gb-sct": "GB", "gb-wls": "GB"}
_OUR_M49 = dict.fromkeys(["AT", "DE"], "Western Europe") | dict.fromkeys(["CZ", "HU", "PL"], "Eastern Europe")
_OUR_M49["SI"] = "Southern Europe"
"""Countries that rigour puts into a Central Europe, which the United Nations' geoscheme does not have."""
_ALSO = {"uk": "GB", "usa": "US", "turkey": "TR", "holland": "NL", "czech republic": "CZ", "ivory coast": "CI"}
"""Names so common that they should not wait two seconds for rigour's index."""
_SHARED = frozenset({"congo", "congolese", "dominican", "korea", "korean"})
"""Words that two countries have an equal right to."""


def is_code(text: str) -> bool:
    """Whether the text is a country's code, in capitals.

    >>> is_code("GB"), is_code("UK"), is_code("EU"), is_code("gb")
    (True, False, False, False)
    """
    return text in _names("en")


def code_of(printed: str) -> str | None:
    """Return the country's code for a name, demonym or code; None if it is none.

    Codes of two or three letters count only in capitals: "no" is an answer, not Norway.

    >>> code_of("SY"), code_of("Syria"), code_of("Tunisian"), code_of("Atlantis")
    ('SY', 'SY', 'TN', None)
    """
    text = tidy(printed)
    if is_code(text):
        return text
    folded = fold(text)
    if not folded or folded in _SHARED or (len(text) <= 3 and not text.isupper()):
        return None
    return _by_name().get(folded.replace("-", " ")) or _by_demonym(text)


def name_of(code: str, language: str = "en") -> str:
    """Name a country in a language, or give its code back if CLDR has none.

    >>> name_of("SA"), name_of("SY", "ar")
    ('Saudi Arabia', 'سوريا')
    """
    return _names(language).get(code, code)


def renamed(name: str, language: str) -> str:
    """Name a country in another language than English; what is no country's English name stays.

    >>> renamed("Syria", "ar"), renamed("Atlantis", "ar")
    ('سوريا', 'Atlantis')
    """
    code = _english().get(name)
    return name_of(code, language) if code else name


def un_region(code: str) -> str | None:
    """Return the sub-region of the United Nations' geoscheme (M49) a country lies in.

    >>> un_region("SY"), un_region("TJ"), un_region("DE")
    ('Western Asia', 'Central Asia', 'Western Europe')
    """
    if code in _OUR_M49:
        return _OUR_M49[code]
    from rigour.territories import get_territory  # noqa: PLC0415 - 0.2 s

    territory = get_territory(code.lower())
    return territory.subregion if territory is not None else None


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    known = locale_of(language).territories
    countries = {str(code): str(name) for code, name in known.items() if len(code) == 2 and code.isalpha()}
    return {code: name for code, name in countries.items() if code not in _NOT_ISO}


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return {name: code for code, name in _names("en").items()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    named = {fold(name).replace("-", " "): code for code, name in _names("en").items()}
    return named | _ALSO


@lru_cache(maxsize=4096)
def _by_demonym(text: str) -> str | None:
    from rigour.territories import lookup_territory  # noqa: PLC0415 - builds its index in 2 s

    territory = lookup_territory(text)
    if territory is None or fold(text) in map(fold, territory.places):
        return None  # a city or a stretch of land is not its country
    code = _NATIONS.get(territory.code, territory.code.upper())
    return code if is_code(code) else None
