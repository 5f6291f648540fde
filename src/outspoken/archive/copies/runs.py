"""Turn texts into the runs of words they are made of, as 64-bit numbers, many texts at a time.

Pure. A run is four words that follow each other, read without case, accents and
punctuation. A letter of a script that puts no spaces between words (Chinese, Thai) counts
as a word. Equal runs give equal numbers in every process and on every machine; unequal
runs give equal numbers about once in 10^19 pairs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from outspoken.text.letters import fold

LENGTH = 4
"""How many words make a run."""

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_UNSPACED = ((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00))
_BASE, _STEP = 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": " ", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of several texts, one after the other."""

    hashes: Hashes
    """The number of each run, text after text, in the order of the words."""
    starts: Numbers
    """Where the runs of each text begin; one entry more than there are texts."""
    words: Numbers
    """How many words each text has."""

    def of(self, text: int) -> Hashes:
        """Return the runs of one text, by its place."""
        return self.hashes[self.starts[text] : self.starts[text + 1]]


def runs_of(texts: Sequence[str]) -> Runs:
    """Return the runs of texts; a text of fewer than four words has none.

    >>> one = runs_of(["We left the Order at night.", "at NIGHT we left the order"])
    >>> [len(one.of(0)), len(one.of(1)), len(set(one.of(0).tolist()) & set(one.of(1).tolist()))]
    [3, 3, 1]
    """
    plain = [_plain(text) for text in texts]
    letters = np.frombuffer("\n".join(plain).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum([len(one) + 1 for one in plain], dtype=np.int64)
    if not letters.size:
        return Runs(np.zeros(0, np.uint64), np.zeros(len(plain) + 1, np.int64), np.zeros(len(plain), np.int64))
    first, last = _words(letters)
    hashes = _word_hashes(letters, first, last)
    text_of_word = np.searchsorted(ends, first, side="right")
    words = np.bincount(text_of_word, minlength=len(plain)).astype(np.int64)
    if hashes.size < LENGTH:
        return Runs(np.zeros(0, np.uint64), np.zeros(len(plain) + 1, np.int64), words)
    whole = text_of_word[LENGTH - 1 :] == text_of_word[: 1 - LENGTH]
    chained = hashes[: 1 - LENGTH].copy()
    for step in range(1, LENGTH):
        chained *= np.uint64(_STEP)
        chained += hashes[step : hashes.size - LENGTH + 1 + step]
    starts = np.concatenate([[0], np.cumsum(np.maximum(words - LENGTH + 1, 0))]).astype(np.int64)
    return Runs(_mixed(chained[whole]), starts, words)


def _plain(text: str) -> str:
    if not text.isascii():
        text = text.translate(_TYPOGRAPHIC)
    return text.lower() if text.isascii() else fold(text)


def _words(letters: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
    """Return where each word begins and where it has ended."""
    kind = _kinds()[np.minimum(letters, np.uint32(sys.maxunicode))]
    before = np.concatenate([[0], kind[:-1]])
    after = np.concatenate([kind[1:], [0]])
    alone = kind == 2
    first = np.flatnonzero(alone | ((kind == 1) & (before != 1)))
    last = np.flatnonzero(alone | ((kind == 1) & (after != 1))) + 1
    return first, last


def _word_hashes(letters: NDArray[np.uint32], first: Numbers, last: Numbers) -> Hashes:
    """Hash each word by a polynomial of its letters, taken off one running sum over all of them."""
    powers, inverses = _powers(1 << int(letters.size).bit_length())
    total = np.empty(letters.size + 1, np.uint64)
    total[0] = 0
    np.cumsum((letters.astype(np.uint64) + np.uint64(1)) * powers[: letters.size], out=total[1:])
    return _mixed((total[last] - total[first]) * inverses[first])


def _mixed(hashes: Hashes) -> Hashes:
    """Spread numbers evenly, so that the smallest ones are a fair sample (Steele, Lea and Flood 2014, SplitMix).

    doi:10.1145/2660193.2660195
    """
    hashes = hashes ^ (hashes >> np.uint64(30))
    hashes *= np.uint64(0xBF58_476D_1CE4_E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D0_49BB_1331_11EB)
    hashes ^= hashes >> np.uint64(31)
    return hashes


@cache
def _kinds() -> NDArray[np.uint8]:
    """Say of every character: 0 stands between words, 1 is part of one, 2 is one by itself."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    kinds[:0x20000] = [chr(number).isalnum() for number in range(0x20000)]
    for low, high in _UNSPACED:
        kinds[low:high] *= 2
    kinds[0x20000:0x32000] = 2
    return kinds


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse, modulo 2^64."""
    inverse = pow(_BASE, -1, 1 << 64)
    found = []
    for base in (_BASE, inverse):
        powers = np.full(size, base, np.uint64)
        powers[0] = 1
        found.append(np.multiply.accumulate(powers))
    return found[0], found[1]
