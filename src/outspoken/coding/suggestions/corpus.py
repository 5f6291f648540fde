"""The texts laid out as one long list of sentences, and back again from sentences to texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from outspoken.coding.sentences import Span, sentences
from outspoken.coding.suggestions.learners import folds
from outspoken.coding.suggestions.records import Marks, Narrative

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MEAN_SHARE = 0.5
"""A text is scored by its best sentence plus this share of its average one."""


@dataclass(frozen=True, eq=False)
class Corpus:
    """Narratives with their sentences; the sentences of one narrative lie side by side."""

    narratives: tuple[Narrative, ...]
    spans: tuple[Span, ...]
    """Of every sentence, in its own text."""
    starts: Whole
    """The first sentence of each narrative, and one past the last at the end."""

    @classmethod
    def of(cls, narratives: Sequence[Narrative]) -> Corpus:
        """Cut narratives into sentences; an empty text has one empty sentence."""
        cut = [sentences(one.text) or [(0, 0)] for one in narratives]
        starts = np.cumsum([0, *(len(spans) for spans in cut)])
        return cls(tuple(narratives), tuple(span for spans in cut for span in spans), starts)

    @cached_property
    def owner(self) -> Whole:
        """Which narrative each sentence belongs to."""
        return np.repeat(np.arange(len(self.narratives)), np.diff(self.starts))

    @cached_property
    def texts(self) -> list[str]:
        """The words of every sentence."""
        return [self.narratives[at].text[a:b] for at, (a, b) in zip(self.owner, self.spans, strict=True)]

    @cached_property
    def groups(self) -> Whole:
        """A number for each narrative's group; a narrative without a group is one of its own."""
        names: dict[str, int] = {}
        keys = [f"g {one.group}" if one.group else f"n {one.id}" for one in self.narratives]
        return np.array([names.setdefault(key, len(names)) for key in keys], dtype=np.int64)

    @cached_property
    def folds(self) -> Whole:
        """The fold of each narrative, coded or not; a group lies in one."""
        return folds(self.groups)

    def story_scores(self, scores: Floats) -> Floats:
        """Turn scores of sentences (rows) into scores of narratives."""
        best = np.maximum.reduceat(scores, self.starts[:-1], axis=0)
        mean = np.add.reduceat(scores, self.starts[:-1], axis=0) / np.diff(self.starts)[:, None]
        pool: Floats = best + MEAN_SHARE * mean
        return pool

    def best(self, scores: Floats) -> Whole:
        """Return the best sentence of each narrative (rows) for each code (columns)."""
        found = np.zeros((len(self.narratives), scores.shape[1]), dtype=np.int64)
        for at in range(len(self.narratives)):
            low, high = self.starts[at], self.starts[at + 1]
            found[at] = low + scores[low:high].argmax(axis=0)
        return found

    def sentences_of(self, chosen: Whole) -> Whole:
        """Return the numbers of all sentences of some narratives, narrative by narrative."""
        return np.concatenate([np.arange(self.starts[at], self.starts[at + 1]) for at in chosen])

    def marked(self, at: int, marks: Marks, codes: Sequence[str]) -> Floats:
        """Return which sentences (rows) of a narrative a coder marked with which code (columns)."""
        low, high = self.starts[at], self.starts[at + 1]
        found = np.zeros((high - low, len(codes)))
        for column, code in enumerate(codes):
            for passage in marks.get(code, ()):
                for row in range(high - low):
                    if overlaps(self.spans[low + row], passage):
                        found[row, column] = 1.0
        return found


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two stretches share at least half of the shorter one.

    >>> overlaps((0, 10), (6, 100)), overlaps((0, 10), (4, 100))
    (False, True)
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])
