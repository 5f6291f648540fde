"""Compare words as a reader would: without case, accents, and odd spaces.

Takes a string, returns a string. Used wherever two spellings must meet: column names,
category values, outlets, search.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"}
)
_SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    r"""Normalise spaces and drop invisible characters; keep every letter as printed.

    >>> tidy("  Abu\u00a0 Omar\u200b ")
    'Abu Omar'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()


def fold(text: str) -> str:
    """Return the form in which two spellings of one word are equal.

    >>> fold("ÉCOLE Straße"), fold("Saudi–Arabia")
    ('ecole strasse', 'saudi-arabia')
    """
    plain = tidy(text).translate(_ALIKE).casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
