"""Find a quote in its text, letter by letter, or refuse it.

A quote may differ from the text in spaces, line ends, the shape of quotation marks and
dashes, invisible characters, and composed or decomposed accents; in nothing else. What is
returned are offsets into the text as it stands, never the words that were handed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from outspoken.coding.sentences import Span

SHORTEST = 2
"""A quote of fewer letters and digits proves nothing."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´′‚‛", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Where a quote stands in its text, and the words that stand there."""

    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return self.start, self.end


def verbatim(text: str, quote: str, near: int | None = None) -> Verbatim | None:
    r"""Return where a quote stands in a text; None where it does not stand there.

    Of several places the one that begins nearest to `near` is taken, else the first.

    >>> verbatim("He said: “I was\n  wrong.”", '"I was wrong."')
    Verbatim(start=9, end=25, quote='“I was\n  wrong.”')
    >>> verbatim("He said he was wrong.", "I was wrong") is None
    True
    """
    wanted, _ = _folded(quote)
    wanted = wanted.strip(" ")
    if sum(letter.isalnum() for letter in wanted) < SHORTEST:
        return None
    folded, places = _folded(text)
    found = list(_found(folded, wanted, text, places))
    if not found:
        return None
    if near is None:
        return found[0]
    return min(found, key=lambda one: abs(one.start - near))


def _found(folded: str, wanted: str, text: str, places: list[Span]) -> Iterator[Verbatim]:
    at = folded.find(wanted)
    while at >= 0:
        last = at + len(wanted)
        # A letter may fold into several, and an accent belongs to its letter: only whole letters count.
        begins = at == 0 or places[at - 1][0] < places[at][0]
        ends = last == len(folded) or places[last - 1][0] < places[last][0]
        if begins and ends:
            start, end = places[at][0], places[last - 1][1]
            yield Verbatim(start, end, text[start:end])
        at = folded.find(wanted, at + 1)


def _folded(text: str) -> tuple[str, list[Span]]:
    """Return the text as it is compared, and where in the text each of its letters comes from."""
    letters: list[str] = []
    places: list[Span] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            plain = "" if letters and letters[-1] == " " else " "
        elif unicodedata.category(letter) in {"Cf", "Cc"}:
            plain = ""
        else:
            plain = unicodedata.normalize("NFD", letter.translate(_ALIKE))
        start = places[-1][0] if places and unicodedata.combining(letter) else place
        letters += plain
        places += [(start, place + 1)] * len(plain)
    return "".join(letters), places
