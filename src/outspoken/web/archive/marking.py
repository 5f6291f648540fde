"""Cut a text into stretches, each with what is said of it, so that a page can show it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from outspoken.archive import Mark, MarkKind, Passage


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words in a row of which the same is said."""

    words: str
    kinds: tuple[str, ...] = ()
    """Kinds of marks on these words."""
    passages: tuple[int, ...] = ()
    """Passages that hold these words."""
    note: str = ""
    """What stands in place of words that cannot be seen: code points, a time."""


def stretches(words: str, marks: Sequence[Mark], passages: Sequence[Passage] = ()) -> list[Stretch]:
    """Cut a text where something said of it begins or ends; together the stretches are the text.

    >>> [(one.words, one.kinds) for one in stretches("abcd", [Mark(MarkKind.HIDDEN, "bc", 1, 3)])]
    [('a', ()), ('bc', ('hidden',)), ('d', ())]
    """
    placed = [
        (max(0, one.start), min(len(words), one.end), one)
        for one in marks
        if one.start is not None and one.end is not None
    ]
    held = [(max(0, one.start), min(len(words), one.end), one.id) for one in passages if not one.lost]
    cuts = {0, len(words), *(at for start, end, _ in placed for at in (start, end))}
    cuts |= {at for start, end, _ in held for at in (start, end)}
    edges = sorted(at for at in cuts if 0 <= at <= len(words))
    found = []
    for start, end in pairwise(edges):
        on = [mark for first, last, mark in placed if first <= start and end <= last]
        notes = [mark.words for mark in on if mark.kind in {MarkKind.INVISIBLE, MarkKind.MOMENT}]
        found.append(
            Stretch(
                words[start:end],
                tuple(dict.fromkeys(mark.kind.value for mark in on)),
                tuple(number for first, last, number in held if first <= start and end <= last),
                " ".join(dict.fromkeys(notes)),
            )
        )
    return found


def elsewhere(marks: Sequence[Mark]) -> list[Mark]:
    """Return what is said of words that are on the page and not in the text."""
    return [one for one in marks if one.start is None]
