"""The words of each language that tell a story's person from others, ready to be looked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

_FOLDER = "outspoken.people.extraction"
_ARABIC = re.compile(r"[\u0600-\u06FF]")
_NOTHING = re.compile(r"(?!)")
_PREFIXES = "(?:[وفبلك]{0,2})"


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """Return a data file of this folder."""
    return tomllib.loads((files(_FOLDER) / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def words(language: str, kind: str) -> re.Pattern[str]:
    """Return a pattern that finds the words of a kind, as whole words; one that finds nothing if there are none."""
    return pattern(table("lexicon").get(language, {}).get(kind, ()))


def pattern(listed: Iterable[str], *, capitals: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds any of the words as a whole word; Arabic ones behind و, ف, ب, ل too."""
    ordered = sorted(set(listed), key=len, reverse=True)
    if not ordered:
        return _NOTHING
    forms = "|".join((_PREFIXES if _ARABIC.match(one) else "") + re.escape(one) for one in ordered)
    return re.compile(rf"(?<![\w-])(?:{forms})(?!\w)", 0 if capitals else re.IGNORECASE)


def primary(language: str) -> str:
    """Return the language of a tag, without script and region.

    >>> primary("en-GB"), primary("sr_Latn")
    ('en', 'sr')
    """
    return re.split(r"[-_]", language.lower())[0]


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return common given names, each with its sex."""
    listed = table("given")
    return {
        name: sex
        for kind, sex in (
            ("male", "male"),
            ("female", "female"),
            ("either", ""),
            ("arabic_male", "male"),
            ("arabic_female", "female"),
        )
        for name in listed[kind].split()
    }
