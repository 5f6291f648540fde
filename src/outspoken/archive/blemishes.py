"""Mark what does not belong to a text: injected advertising, hidden words, invisible characters. It all stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from outspoken.archive.records import Mark, MarkKind

_ADVERTISED = re.compile(
    r"porn\w*|xxx|sexs?|anal|izle|brazzers|escort\w*|hentai|milf|bahis\w*|casino\w*|kumar\w*|slots?|poker|jackpot|betting"
    r"|viagra|cialis|levitra|tramadol|xanax|pharmacy|payday|loans?|replica|rolex|порно\w*|секс|казино|виагра|ставки"
    r"|سكس|نيك|أفلام|كازينو|mobil|bonus|seo|backlinks?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?؟。][\"'”’»)]*(?:\s|$)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_JOINERS = {"\u200c", "\u200d", "\u200e", "\u200f"}
"""Characters without width that scripts need: joiners and direction marks, one at a time."""


def blemishes(words: str, hidden: list[str]) -> tuple[Mark, ...]:
    """Mark blemishes of a text; `hidden` are the words that its page hides from readers."""
    return (*_injected(words), *_hidden(words, hidden), *_invisible(words))


def _injected(words: str) -> Iterator[Mark]:
    place = 0
    for line in words.split("\n"):
        if is_advertising(line):
            yield Mark(MarkKind.INJECTED, line, place, place + len(line))
        place += len(line) + 1


def is_advertising(line: str) -> bool:
    """Whether a line is a heap of words that advertise, and no sentence.

    >>> is_advertising("casino slot casino bonus poker casino jackpot slot"), is_advertising("They forced us into sex.")
    (True, False)
    """
    tokens = [token.lower() for token in _WORD.findall(line)]
    if len(tokens) < 6 or len(_SENTENCE.findall(line)) * 12 > len(tokens):
        return False
    advertised = sum(map(_advertises, tokens))
    repeated = Counter(tokens).most_common(1)[0][1]
    return advertised / len(tokens) >= 0.4 or (advertised >= 3 and repeated >= 3 and repeated / len(tokens) >= 0.25)


@lru_cache(1 << 14)
def _advertises(token: str) -> bool:
    return _ADVERTISED.fullmatch(token) is not None


def _hidden(words: str, hidden: list[str]) -> Iterator[Mark]:
    for one in hidden:
        place = words.find(one)
        yield Mark(MarkKind.HIDDEN, one, *((place, place + len(one)) if place >= 0 else (None, None)))


def _invisible(words: str) -> Iterator[Mark]:
    for found in _INVISIBLE.finditer(words):
        if found[0] not in _JOINERS:
            code = " ".join(f"U+{ord(one):04X}" for one in found[0][:8])
            yield Mark(MarkKind.INVISIBLE, code, found.start(), found.end())
