"""Keys under which records that may be one person meet, even where names are misspelt.

Exact values of misspelt fields lose two pairs of three. These keys are made of what
survives a spelling: coarse consonants of words, two words together, a word with one
consonant left out beside a fact, a kunya. Pure. A key is a
number of 32 bits: a rare collision only makes one more candidate.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from zlib import crc32

from outspoken.people.likeness import Traits
from outspoken.text.letters import fold
from outspoken.text.names import ParsedName, Role, parse_name

_YEARS = 2
_LONG = 3
"""From so many consonants on, a word is also met with one of them left out."""


def keys_of(record: Traits) -> set[int]:
    """Return the keys of a record; none if its name says nothing.

    >>> one, other = Traits("Abu al-Mouthanna", "SY"), Traits("Abu Muthena", "SY")
    >>> bool(keys_of(one) & keys_of(other)), keys_of(Traits("Unknown", "SY"))
    (True, set())
    """
    return {_number(key) for key in _texts(record, parse_name(record.name))}


def _texts(record: Traits, name: ParsedName) -> Iterator[str]:
    facts = list(_facts(record))
    words = [word for word in name.words if word.role is not Role.INITIAL]
    for word in words:
        kunya = "k" if word.role is Role.KUNYA else "w"
        yield f"{kunya}:{word.skeleton}"
        for fact in facts:
            yield f"{kunya}:{word.coarse}|{fact}"
    shortened = [list(_shortened(word.coarse)) for word in words]
    for (one, ones), (other, others) in combinations(list(zip(words, shortened, strict=True)), 2):
        yield "p:" + "|".join(sorted((one.coarse, other.coarse)))
        for form in ones:
            yield "q:" + "|".join(sorted((form, other.coarse)))
        for form in others:
            yield "q:" + "|".join(sorted((one.coarse, form)))
    if len(facts) > 1:
        both = "|".join(facts)
        for form in {form for forms in shortened for form in forms}:
            yield f"d:{form}|{both}"


def _facts(record: Traits) -> Iterator[str]:
    if record.nationality:
        yield f"n{fold(record.nationality)}"
    if record.birth_year is not None:
        yield f"y{record.birth_year // _YEARS}"


def _shortened(coarse: str) -> Iterator[str]:
    if len(coarse) >= _LONG:
        yield coarse
        for place in range(len(coarse)):
            yield coarse[:place] + coarse[place + 1 :]


def _number(key: str) -> int:
    return crc32(key.encode())
