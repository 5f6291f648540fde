"""Find out how a program counted characters, and turn its offsets into ours.

The standard counts Unicode characters of the text file. Programs differ in what they do
with a line end of two characters, with a mark at the beginning of the file, and with
letters that take two units in their memory (emoji, old scripts). Where a selection also
carries its words, the way of counting that finds most of them is the right one. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A selection as a program gave it."""

    start: int
    end: int
    words: str = ""
    """What the program says stands there; empty if it says nothing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A text as it is kept, and how its program's offsets become ours."""

    words: str
    place: Callable[[int], int]
    way: str


def counted(raw: str, stretches: Sequence[Stretch]) -> Counted:
    r"""Return the text without the mark at its beginning and with plain line ends, and how to place offsets.

    >>> found = counted("one\r\ntwo", [Stretch(4, 7, "two")])
    >>> found.words[found.place(4) : found.place(7)], found.way
    ('two', 'a line end as one character')
    """
    plain = raw.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    ways = [
        Counted(plain, _by(_units(raw.removeprefix(BOM)), plain), "characters of the file"),
        Counted(plain, _clipped(plain), "a line end as one character"),
        Counted(plain, _by(_units(raw), plain), "the mark at the beginning as a character"),
        Counted(plain, _by(_wide(raw.removeprefix(BOM)), plain), "UTF-16 units"),
        Counted(plain, _by(_wide(plain), plain), "UTF-16 units, a line end as one"),
    ]
    said = [one for one in stretches if one.words]
    return max(ways, key=lambda way: sum(_fit(way, one) for one in said)) if said else ways[0]


def stands(way: Counted, stretch: Stretch) -> bool:
    """Whether the words that a selection carries stand where it says, whatever the spaces between them."""
    return _fit(way, stretch) > 0


def _fit(way: Counted, stretch: Stretch) -> int:
    """Return 2 where exactly the words stand there, 1 where they begin what stands there, else 0."""
    found = " ".join(way.words[way.place(stretch.start) : way.place(stretch.end)].split())
    wanted = " ".join(stretch.words.split())
    if found == wanted:
        return 2
    # Some programs cut the words they repeat, and mark the cut.
    return int(len(wanted) >= 10 and found.startswith(wanted.rstrip(".…")))


def _units(raw: str) -> list[int]:
    """Return, of each character of the file, where the one after it stands in the plain text."""
    steps = []
    for place, letter in enumerate(raw):
        second = letter == "\n" and place > 0 and raw[place - 1] == "\r"
        steps.append(0 if second or (letter == BOM and place == 0) else 1)
    return list(accumulate(steps, initial=0))


def _wide(text: str) -> list[int]:
    steps: list[int] = []
    for place, letter in enumerate(text):
        if letter == "\n" and place > 0 and text[place - 1] == "\r":
            steps.append(0)
        else:
            steps += [1, 0] if ord(letter) > 0xFFFF else [1]
    return list(accumulate(steps, initial=0))


def _by(places: list[int], plain: str) -> Callable[[int], int]:
    return lambda offset: places[min(max(offset, 0), len(places) - 1)] if places else min(offset, len(plain))


def _clipped(plain: str) -> Callable[[int], int]:
    return lambda offset: min(max(offset, 0), len(plain))
