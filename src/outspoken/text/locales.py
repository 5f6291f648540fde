"""Find the words that CLDR has for a language: names of months and countries."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from outspoken.text.letters import quote

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def check_tag(tag: str) -> str:
    """Return a language tag as it is, if it has the form of BCP 47.

    >>> check_tag("pt-BR")
    'pt-BR'

    Raises:
        ValueError: if it has not.
    """
    if not _TAG.fullmatch(tag):
        raise ValueError(f"{quote(tag)} is not a language tag such as en, ar or pt-BR")
    return tag


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """Return CLDR's locale for a language tag, and English where CLDR does not know it.

    >>> str(locale_of("pt-BR")), str(locale_of("qqq"))
    ('pt_BR', 'en')
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only needed where words are shown or read

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
