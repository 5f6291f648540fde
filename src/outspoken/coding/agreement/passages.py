"""How far coders agree on which words carry a code: alpha for stretches of text (unitising).

Agreement over characters must not be a plain share: where most of a text is uncoded, or
most is coded, coders agree on most of it by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from outspoken.coding.agreement.ratings import Floats
from outspoken.coding.sentences import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """One text's length in characters and where each coder marked the code; no marks is an empty list."""

    story: str
    length: int
    by_coder: Mapping[str, Sequence[Span]]
    person: str = ""


def unitising_alpha(texts: Sequence[Marked], often: Floats | None = None) -> float | None:
    """Return alpha for marking and not marking; None where nobody, or everybody, marked everything.

    The binary member of the u-alpha family of Krippendorff, Mathet, Bouvry & Widlöcher
    (2016), doi:10.1007/s11135-015-0266-1: intersections of marked stretches and gaps are
    counted by length; by chance a stretch falls on any other as a whole, a gap by single
    characters. Texts are laid one after another; texts that one coder read are left out.
    """
    parts = _parts(texts)
    weight = np.ones(len(texts)) if often is None else often
    apart, marked, gaps, squares = weight @ parts
    total = marked + gaps
    if not marked or not gaps:
        return None
    expected = total * marked * gaps / (total**2 - squares - gaps)
    return 1.0 - float(apart / expected)


def joined(spans: Sequence[Span]) -> list[Span]:
    """Return stretches in order; those that overlap become one.

    >>> joined([(5, 9), (0, 3), (8, 12)])
    [(0, 3), (5, 12)]
    """
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _parts(texts: Sequence[Marked]) -> Floats:
    """Return for each text: what one coder marked and another did not, marked, gaps, squared stretches."""
    rows = np.zeros((len(texts), 4))
    for row, text in enumerate(texts):
        marks = [joined(spans) for spans in text.by_coder.values()]
        if len(marks) < 2:
            continue
        sizes = [sum(end - start for start, end in spans) for spans in marks]
        apart = sum(sizes[one] - _shared(marks[one], marks[other]) for one, other in permutations(range(len(marks)), 2))
        squares = sum((end - start) ** 2 for spans in marks for start, end in spans)
        rows[row] = apart / (len(marks) - 1), sum(sizes), len(marks) * text.length - sum(sizes), squares
    return rows


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    total, left, right = 0, 0, 0
    while left < len(one) and right < len(other):
        total += max(0, min(one[left][1], other[right][1]) - max(one[left][0], other[right][0]))
        if one[left][1] <= other[right][1]:
            left += 1
        else:
            right += 1
    return total
