"""Give each code the key that marks with it: a letter of its name where one is free, else any."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase, digits

from outspoken.coding.codebook import Code
from outspoken.text.letters import fold

TAKEN = frozenset("bjknz")
"""Keys that mean something already: blur, after, before, next, and take back."""


def letters(codes: Iterable[Code]) -> dict[str, str]:
    """Return the key of each code; codes beyond the last key have none and are clicked."""
    free = [key for key in digits[1:] + ascii_lowercase if key not in TAKEN]
    found = {}
    for code in codes:
        wanted = [key for key in f"{fold(code.name)}{fold(code.id)}" if key in free and key.isalpha()]
        key = (wanted or free or [""])[0]
        found[code.id] = key
        if key:
            free.remove(key)
    return found
