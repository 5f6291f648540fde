"""Compare words as a reader would: without case, accents, and odd spaces.

Takes a string, returns a string. `fold` is for spellings that are one word; `found_as` goes
further, for words that somebody who searches would type otherwise. Used wherever two spellings must meet: column names,
category values, outlets, search.
"""

from __future__ import annotations

import unicodedata

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"}
)

_TYPED_OTHERWISE = (
    str.maketrans("ىیېےکڪٱةۀہھەۃ", "ييييككاهههههه", "ـ")
    | str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
    | {zero + digit: str(digit) for zero in (0x0660, 0x06F0, 0x0966) for digit in range(10)}
)


def tidy(text: str) -> str:
    r"""Normalise spaces and drop invisible characters; keep every letter as printed.

    >>> tidy("  Abu\u00a0 Omar\u200b ")
    'Abu Omar'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the form in which two spellings of one word are equal.

    >>> fold("ÉCOLE Straße"), fold("Saudi–Arabia")
    ('ecole strasse', 'saudi-arabia')
    """
    if text.isascii():
        return " ".join(text.split()).lower().replace("`", "'")
    plain = tidy(text).translate(_ALIKE)
    for _ in range(2):  # letters that NFKD takes apart may fold once more
        plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_ALIKE)
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def found_as(text: str) -> str:
    """Return the form under which a word is found, whichever keyboard it was typed on.

    Beside what `fold` does: the Arabic alef, ya, kaf and ta marbuta in all their forms,
    Persian and Urdu ones too, no tatweel and no vowel signs; the Turkish dotless i; Latin letters with a
    stroke; digits of other scripts.

    >>> found_as("الخِلافـــة") == found_as("الخلافه"), found_as("IŞIK") == found_as("ışık"), found_as("Ёлка")
    (True, True, 'елка')
    """
    return fold(text).translate(_TYPED_OTHERWISE) if not text.isascii() else fold(text)


def quote(text: str, most: int = 60) -> str:
    """Put a printed value into quotation marks for a sentence, shortened if it is long.

    >>> quote("Likely Turkish"), quote("word " * 50, 10)
    ("'Likely Turkish'", "'word word…'")
    """
    plain = tidy(text)
    return f"'{plain}'" if len(plain) <= most else f"'{plain[:most].rstrip()}…'"
