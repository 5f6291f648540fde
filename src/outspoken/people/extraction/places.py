"""Towns, regions and countries that a text names, each with its country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from outspoken.people.extraction.lexicon import table
from outspoken.people.extraction.phrases import Found, Phrases
from outspoken.text.countries import code_of, name_of
from outspoken.text.locales import locale_of

_ALSO = {
    "Britain": "GB", "UK": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "Great Britain": "GB", "America": "US",
    "USA": "US", "US": "US", "U.S.": "US", "the States": "US", "Holland": "NL", "Turkey": "TR", "Ivory Coast": "CI", "Burma": "MM",
    "Palestine": "PS", "Bosnia": "BA", "Congo": "", "Georgia": "", "Kosovo": "XK", "Czech Republic": "CZ", "DR Congo": "CD",
    "Democratic Republic of Congo": "CD", "Democratic Republic of the Congo": "CD", "Macedonia": "MK", "South Korea": "KR", "North Korea": "KP",
}  # fmt: skip
_NAMES_TOO = frozenset(
    [
        "Chad",
        "Jordan",
        "India",
        "Israel",
        "Kenya",
        "Malta",
        "China",
        "Cuba",
        "Mali",
        "Togo",
        "Nice",
        "Reading",
        "Essen",
        "Mora",
        "Bol",
        "Palma",
        "Van",
    ]
)
"""Lands and towns whose names are also somebody's, or common words: not before another capitalised word."""


@lru_cache(maxsize=32)
def places_in(text: str, language: str = "en") -> tuple[Found, ...]:
    """Return the places a text names, in its order; what is as often a person's name only where it stands alone.

    >>> [(one.meaning, one.start) for one in places_in("From Sfax in Tunisia to Syria; Jordan Hale stayed.")]
    [('TN', 5), ('TN', 13), ('SY', 24)]
    """
    return tuple(one for one in _phrases(language).find(text) if one.meaning and not _named_so(text, one))


def place_of(printed: str) -> str | None:
    """Return the country of a town or region by its name alone."""
    return _towns().get(printed)


@lru_cache(maxsize=4096)
def is_country(printed: str) -> bool:
    """Whether a word names the country itself, and not its people."""
    code = code_of(printed)
    return code is not None and (printed == name_of(code) or printed in name_of(code).split() or printed in _ALSO)


def _named_so(text: str, one: Found) -> bool:
    printed = text[one.start : one.end]
    return printed in _NAMES_TOO and (
        bool(re.match(r" [A-Z]", text[one.end : one.end + 2]))
        or bool(re.search(r"[A-Z]\w+ $", text[max(0, one.start - 20) : one.start]))
    )


@lru_cache(maxsize=1)
def _towns() -> Mapping[str, str]:
    return {name.strip(): code for code, names in table("cities").items() for name in names.split(";") if name.strip()}


@lru_cache(maxsize=32)
def _phrases(language: str) -> Phrases:
    made = Phrases()
    for name, code in _towns().items():
        made.put([name], code, as_printed=True)
    for code, name in _countries(language).items():
        made.put([name], code, as_printed=True)
    for name, code in _ALSO.items():
        made.put([name], code, as_printed=True)
    return made


def _countries(language: str) -> dict[str, str]:
    """Return the names of countries in a language, of those that have one word for themselves."""
    known = locale_of(language or "en").territories
    named = {str(code): str(name) for code, name in known.items() if len(str(code)) == 2 and str(code).isalpha()}
    return {code: name for code, name in named.items() if code not in {"GE", "CG", "CD", "EU", "UN", "XA", "XB", "ZZ"}}
