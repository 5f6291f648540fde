"""Count words and pairs of words, in any script, as numbers a model can learn from (TF-IDF)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from outspoken.text.letters import fold

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_WORD = re.compile(r"\w+")
_ARABIC = re.compile("^[\u0621-\u064a]+$")
_ARABIC_PREFIX = re.compile("^(?:و|ف)?(?:ال|بال|كال|لل)(?=.{3})|^و(?=.{4})")
_ARABIC_ALIKE = str.maketrans("أإآىة", "ااايه")
MOST = 200_000
"""The most frequent words and pairs that are kept."""


class Words:
    """Numbers for words without case, accents, or the Arabic article. Remembers each spelling."""

    def __init__(self) -> None:
        self._spelt: dict[str, int] = {}
        self.known: dict[str, int] = {}

    def of(self, text: str) -> list[int]:
        """Return the words of a text as numbers; a new word gets the next one.

        >>> words = Words()
        >>> words.of("L'état, l'Etat, والكتاب الكتاب"), list(words.known)
        ([0, 1, 0, 1, 2, 2], ['l', 'etat', 'كتاب'])
        """
        found = []
        for spelling in _WORD.findall(text):
            number = self._spelt.get(spelling)
            if number is None:
                number = self._spelt[spelling] = self.known.setdefault(_plain(spelling), len(self.known))
            found.append(number)
        return found


def _plain(spelling: str) -> str:
    word = fold(spelling)
    return _ARABIC_PREFIX.sub("", word.translate(_ARABIC_ALIKE)) if _ARABIC.match(word) else word


@dataclass(frozen=True, eq=False)
class WordTable:
    """Sentences and narratives as rows of weighted words and pairs of words, each of length 1."""

    sentences: sparse.csr_array
    narratives: sparse.csr_array
    _words: Words
    _column: Whole
    """Of each word by its number; -1 for one that was left out."""
    _rarity: Floats

    @classmethod
    def of(cls, texts: Sequence[str], starts: Whole) -> WordTable:
        """Count the words of all sentences; what stands in only one of them is left out.

        Salton & Buckley (1988), doi:10.1016/0306-4573(88)90021-0: the weight of a word is
        1 + log of its count, times the log of its rarity.
        """
        words = Words()
        said = [words.of(text) for text in texts]
        counts, kept = _counted(said, len(words.known))
        column = np.full(len(words.known), -1)
        single = kept < len(words.known)
        column[kept[single]] = np.flatnonzero(single)
        owner = (np.ones(len(texts)), np.arange(len(texts)), starts)
        whole = sparse.csr_array(sparse.csr_array(owner, shape=(len(starts) - 1, len(texts))) @ counts)
        rarity = _rarity(counts)
        return cls(_weighted(counts, rarity), _weighted(whole, _rarity(whole)), words, column, rarity)

    def likeness(self, texts: Sequence[str]) -> Floats:
        """Return how much each sentence (rows) shares with each text (columns), 0 to 1."""
        rows = np.zeros((len(texts), self.sentences.shape[1]))
        for row, text in enumerate(texts):
            numbers = np.array([number for number in self._words.of(text) if number < len(self._column)], dtype=int)
            np.add.at(rows[row], self._column[numbers][self._column[numbers] >= 0], 1.0)
        # What stands in most sentences says nothing: here its weight is nothing, not one.
        weighted = _weighted(sparse.csr_array(rows), self._rarity - 1.0)
        return np.asarray((self.sentences @ weighted.T).todense())


def _counted(said: Sequence[list[int]], known: int) -> tuple[sparse.csr_array, Whole]:
    """Count words and pairs in each sentence; a pair's number is (first + 1) * known + second."""
    owner = np.repeat(np.arange(len(said)), [len(numbers) for numbers in said])
    flat = np.array([number for numbers in said for number in numbers], dtype=np.int64)
    beside = owner[1:] == owner[:-1]
    terms = np.concatenate([flat, (flat[:-1][beside] + 1) * known + flat[1:][beside]])
    rows = np.concatenate([owner, owner[:-1][beside]])
    names, column = np.unique(terms, return_inverse=True)
    cells, times = np.unique(column * len(said) + rows, return_counts=True)
    columns, rows = np.divmod(cells, max(len(said), 1))
    spread = np.bincount(columns, minlength=len(names))
    enough = np.sort(spread)[-MOST] if len(spread) > MOST else 0
    kept = np.flatnonzero((spread > 1) & (spread >= enough))
    place = np.full(len(names), -1)
    place[kept] = np.arange(len(kept))
    use = place[columns] >= 0
    cell = (times[use].astype(float), (rows[use], place[columns[use]]))
    return sparse.csr_array(cell, shape=(len(said), len(kept))), names[kept]


def _rarity(counts: sparse.csr_array) -> Floats:
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    rare: Floats = np.log((1 + counts.shape[0]) / (1 + spread)) + 1.0
    return rare


def _weighted(counts: sparse.csr_array, rarity: Floats) -> sparse.csr_array:
    weighted = counts.copy()
    weighted.data = (1.0 + np.log(weighted.data)) * rarity[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ weighted)
