"""The algebra of same, different and unsure: who is one person, given the judgements.

Pure. *Same* is transitive; *different* forbids; *unsure* joins nothing and forbids
nothing, it only leaves open. The latest judgement on a pair that was not undone counts,
so that the order of judgements on different pairs never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from outspoken.people.records import Judgement, Verdict

Pair = tuple[int, int]


def in_force(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Return the judgement that counts for each pair: the latest that was not undone."""
    latest: dict[Pair, Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: one.id):
        if not judgement.undone_at:
            latest[judgement.pair] = judgement
    return latest


def clusters(testimonies: Iterable[int], verdicts: Mapping[Pair, Verdict]) -> list[frozenset[int]]:
    """Group testimonies into persons by the pairs judged *same*."""
    parent = {one: one for one in testimonies}

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for (left, right), verdict in verdicts.items():
        if verdict is Verdict.SAME:
            low, high = sorted((root(left), root(right)))
            parent[high] = low
    groups: dict[int, set[int]] = defaultdict(set)
    for one in parent:
        groups[root(one)].add(one)
    return [frozenset(group) for _, group in sorted(groups.items())]


def contradictions(groups: Iterable[frozenset[int]], verdicts: Mapping[Pair, Verdict]) -> list[Pair]:
    """Return the pairs judged *different* that nevertheless ended up in one person."""
    home = {one: number for number, group in enumerate(groups) for one in group}
    return sorted(
        pair for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT and home[pair[0]] == home[pair[1]]
    )


def component(start: Iterable[int], verdicts: Mapping[Pair, Verdict]) -> set[int]:
    """Return every testimony that judgements of any verdict connect with the given ones."""
    near: dict[int, set[int]] = defaultdict(set)
    for left, right in verdicts:
        near[left].add(right)
        near[right].add(left)
    found, waiting = set(start), list(start)
    while waiting:
        for other in near[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found
