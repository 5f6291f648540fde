"""Say which story of several was first, and which copies are settled.

Pure. A story has at most one original. Copies of a copy are copies of its original. The
latest judgement on a pair that was not undone counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outspoken.archive.copies.records import CopyJudgement, CopyVerdict

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Published:
    """Between which days a story was published; None where nobody knows."""

    first: date
    last: date


def earliest(stories: Sequence[int], published: Mapping[int, Published]) -> tuple[int, bool]:
    """Return the story that was published first, and whether that is sure.

    It is sure if every other one has a date, and even the last day the first one can mean
    lies before it. Otherwise the earliest that is known comes first, then the smallest id.
    """

    def order(story: int) -> tuple[date, date, int]:
        known = published.get(story)
        return (known.first, known.last, story) if known else (date.max, date.max, story)

    first = min(stories, key=order)
    known = published.get(first)
    others = [published.get(story) for story in stories if story != first]
    return first, all(surely_before(known, other) for other in others)


def surely_before(one: Published | None, other: Published | None) -> bool:
    """Whether one story was published before another, whatever their dates leave open."""
    return one is not None and other is not None and one.last < other.first


def grouped(pairs: Iterable[Pair]) -> list[list[int]]:
    """Return the groups into which pairs join what they name, each in order."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    seen: set[int] = set()
    groups = []
    for start in sorted(near):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        groups.append(sorted(group))
    return groups


def in_force(judgements: Iterable[CopyJudgement]) -> dict[Pair, CopyJudgement]:
    """Return the judgement that counts for each pair: the latest that was not undone."""
    latest: dict[Pair, CopyJudgement] = {}
    for judgement in sorted(judgements, key=lambda one: one.id):
        if not judgement.undone_at:
            latest[judgement.pair] = judgement
    return latest


def settled(force: Mapping[Pair, CopyJudgement]) -> dict[int, int]:
    """Return the original of every story that is settled as a copy."""
    parent = {one.copy: one.of for one in force.values() if one.verdict is CopyVerdict.COPY}
    found = {}
    for copy, original in parent.items():
        seen = {copy}
        while original in parent and original not in seen:
            seen.add(original)
            original = parent[original]
        found[copy] = original
    return found


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why a set of judgements cannot all stand: two stories, and what is wrong between them."""

    one: int
    other: int
    what: str


def contradiction(force: Mapping[Pair, CopyJudgement]) -> Contradiction | None:
    """Return what cannot be: two originals of one copy, a circle, or a copy of what is not its original."""
    parent: dict[int, int] = {}
    for judgement in force.values():
        if judgement.verdict is not CopyVerdict.COPY:
            continue
        if judgement.copy in parent:
            return Contradiction(judgement.copy, parent[judgement.copy], "another original")
        parent[judgement.copy] = judgement.of
    for start, original in parent.items():
        at, steps = start, 0
        while at in parent and steps <= len(parent):
            at, steps = parent[at], steps + 1
        if steps > len(parent):
            return Contradiction(start, original, "a circle")
    originals = settled(force)
    for (one, other), judgement in force.items():
        apart = judgement.verdict is CopyVerdict.NOT_A_COPY
        if apart and originals.get(one, one) == originals.get(other, other):
            return Contradiction(one, other, "judged not a copy")
    return None


def standing_in(originals: Mapping[int, int], telling: Collection[int], excluded: Collection[int]) -> dict[int, int]:
    """Return the copies whose testimonies stand for those of their original, which has none; each with its original.

    The same text tells of the same people. Where nobody has written down of whom the original tells, the first of its
    copies of which somebody has is the witness, so that nobody vanishes who was found in it. What tells in an original
    that is excluded stands for nothing: the text was found not to count.

    Args:
        originals: the original of every story that is settled as a copy.
        telling: the stories that hold testimonies.
        excluded: the stories that are excluded.

    >>> standing_in({2: 1, 3: 1, 5: 4}, {2, 3, 4, 5}, ())
    {2: 1}
    """
    found: dict[int, int] = {}
    for copy in sorted(originals):
        original = originals[copy]
        silent = original not in telling and original not in excluded and original not in found.values()
        if silent and copy in telling and copy not in excluded:
            found[copy] = original
    return found
