"""Count words and pairs of words, in any script, as numbers a model can learn from (TF-IDF)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from outspoken.text.letters import fold

_WORD = re.compile(r"\w+")
_ARABIC = re.compile("^[\u0621-\u064a]+$")
_ARABIC_PREFIX = re.compile("^(?:و|ف)?(?:ال|بال|كال|لل)(?=.{3})|^و(?=.{4})")
_ARABIC_ALIKE = str.maketrans("أإآىة", "ااايه")
MOST = 200_000
"""The most frequent words and pairs that are kept."""


class Words:
    """Cuts a text into words without case, accents, or the Arabic article. Remembers each spelling."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, text: str) -> list[str]:
        """Return the words of a text.

        >>> Words().of("Déçu par l'État, والكتاب الجديد")
        ['decu', 'par', 'l', 'etat', 'كتاب', 'جديد']
        """
        found = []
        for spelling in _WORD.findall(text):
            word = self._known.get(spelling)
            if word is None:
                word = self._known[spelling] = _plain(spelling)
            found.append(word)
        return found


def _plain(spelling: str) -> str:
    word = fold(spelling)
    return _ARABIC_PREFIX.sub("", word.translate(_ARABIC_ALIKE)) if _ARABIC.match(word) else word


@dataclass(frozen=True, eq=False)
class WordTable:
    """Sentences and narratives as rows of weighted words and pairs of words, each of length 1."""

    sentences: sparse.csr_array
    narratives: sparse.csr_array
    _columns: dict[str, int]
    _rarity: NDArray[np.float64]

    @classmethod
    def of(cls, sentences: Sequence[str], starts: NDArray[np.int64]) -> WordTable:
        """Count the words of all sentences; what stands in only one of them is left out.

        Salton & Buckley (1988), doi:10.1016/0306-4573(88)90021-0: the weight of a word is
        1 + log of its count, times the log of its rarity.
        """
        words = Words()
        counted = [Counter(_with_pairs(words.of(text))) for text in sentences]
        spread = Counter(term for counts in counted for term in counts)
        kept = [term for term, in_sentences in spread.most_common(MOST) if in_sentences > 1]
        columns = {term: number for number, term in enumerate(sorted(kept))}
        counts = _table(counted, columns)
        holder = sparse.csr_array(
            (np.ones(len(sentences)), np.arange(len(sentences)), starts), shape=(len(starts) - 1, len(sentences))
        )
        rarity = _rarity(counts)
        whole = sparse.csr_array(holder @ counts)
        return cls(_weighted(counts, rarity), _weighted(whole, _rarity(whole)), columns, rarity)

    def likeness(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return how much each sentence (rows) shares with each text (columns), 0 to 1."""
        words = Words()
        rows = _table([Counter(words.of(text)) for text in texts], self._columns)
        # What stands in most sentences says nothing: here its weight is nothing, not one.
        return np.asarray((self.sentences @ _weighted(rows, self._rarity - 1.0).T).todense())


def _with_pairs(words: list[str]) -> list[str]:
    return words + [f"{one} {other}" for one, other in zip(words, words[1:], strict=False)]


def _table(counted: Sequence[Counter[str]], columns: dict[str, int]) -> sparse.csr_array:
    ends, places, values = [0], [], []
    for counts in counted:
        for term, count in counts.items():
            column = columns.get(term)
            if column is not None:
                places.append(column)
                values.append(count)
        ends.append(len(places))
    shape = (len(counted), len(columns))
    return sparse.csr_array((np.array(values, float), np.array(places, int), np.array(ends)), shape=shape)


def _rarity(counts: sparse.csr_array) -> NDArray[np.float64]:
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    rare: NDArray[np.float64] = np.log((1 + counts.shape[0]) / (1 + spread)) + 1.0
    return rare


def _weighted(counts: sparse.csr_array, rarity: NDArray[np.float64]) -> sparse.csr_array:
    weighted = counts.copy()
    weighted.data = (1.0 + np.log(weighted.data)) * rarity[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ weighted)
