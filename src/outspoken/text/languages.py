"""Say in which language a text is written, and from which side it is read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

ENOUGH = 60
"""How many letters are enough to tell a language by."""
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


def language_of(text: str, declared: str = "") -> str:
    """Return the language of a text as a BCP 47 tag, empty where it cannot be told.

    A long text speaks for itself; a short one is what its page declares.
    """
    tag = declared.strip() if _TAG.fullmatch(declared.strip()) else ""
    sample = text[:1_000]
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return tag
    found = str(_identifier().classify(sample)[0])
    return tag if tag.lower().split("-")[0] == found else found


@lru_cache
def _identifier() -> Any:
    import py3langid  # noqa: PLC0415 - half a second to load

    return py3langid


def direction_of(text: str) -> str:
    """Return `rtl` where most letters are read from the right, else `ltr`.

    >>> direction_of("غادرت الجماعة"), direction_of("She left")
    ('rtl', 'ltr')
    """
    sides = [unicodedata.bidirectional(letter) for letter in text[:1_000]]
    right = sum(1 for side in sides if side in {"R", "AL"})
    return "rtl" if right > sides.count("L") else "ltr"
