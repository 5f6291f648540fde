"""From chances of pairs to groups of records that are probably one person, never against what is forbidden.

The likeliest pair is joined first. Two groups are joined only if the pairs between them
are likely on average, so that one mistaken pair does not chain two people together, and
never if somebody judged any two of them different. For estimates and very large studies;
in a study people judge, and this joins nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from scipy import sparse

Pair = tuple[int, int]


def groups(
    records: int,
    pairs: npt.ArrayLike,
    chances: npt.ArrayLike,
    at_least: float,
    apart: Iterable[Pair] = (),
) -> list[int]:
    """Return for each record the smallest record of its group.

    `pairs` are the pairs that were scored, shape (pairs, 2), `chances` those of each, `apart` the pairs that must
    not meet in a group.

    >>> groups(3, [(0, 1), (1, 2), (0, 2)], [0.99, 0.9, 0.2], 0.8)
    [0, 0, 2]
    >>> groups(2, [(0, 1)], [0.99], 0.8, apart=[(1, 0)])
    [0, 1]
    """
    scored, likely = _that_may_meet(records, pairs, chances, at_least)
    of = list(range(records))
    members: dict[int, list[int]] = {}
    links: dict[int, dict[int, tuple[float, int]]] = {}
    forbidden: dict[int, set[int]] = {}
    for one, other in apart:
        forbidden.setdefault(one, set()).add(other)
        forbidden.setdefault(other, set()).add(one)
    for (one, other), chance in zip(scored.tolist(), likely.tolist(), strict=True):
        links.setdefault(one, {})[other] = (chance, 1)
        links.setdefault(other, {})[one] = (chance, 1)
    order = np.lexsort((np.arange(len(likely)), -likely.round(9)))
    for place in order[likely[order] >= at_least].tolist():
        one, other = of[scored[place, 0]], of[scored[place, 1]]
        if one == other or other in forbidden.get(one, ()):
            continue
        total, number = links[one][other]
        if total / number >= at_least:
            _join(one, other, of, members, links, forbidden)
    smallest: dict[int, int] = {}
    for record, group in enumerate(of):
        smallest.setdefault(group, record)
    return [smallest[group] for group in of]


def _that_may_meet(
    records: int, pairs: npt.ArrayLike, chances: npt.ArrayLike, at_least: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Keep the pairs whose two records a chain of likely pairs joins: no others can ever be in one group."""
    scored = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    likely = np.asarray(chances, dtype=np.float64)
    chain = scored[likely >= at_least]
    ones = np.ones(len(chain), dtype=np.int8)
    _, part = sparse.csgraph.connected_components(
        sparse.coo_matrix((ones, (chain[:, 0], chain[:, 1])), shape=(records, records)), directed=False
    )
    within = part[scored[:, 0]] == part[scored[:, 1]]
    return scored[within], likely[within]


def _join(
    one: int,
    other: int,
    of: list[int],
    members: dict[int, list[int]],
    links: dict[int, dict[int, tuple[float, int]]],
    forbidden: dict[int, set[int]],
) -> None:
    """Take the smaller of two groups into the larger."""
    if len(links[one]) < len(links[other]):
        one, other = other, one
    for record in members.get(other, [other]):
        of[record] = one
    members[one] = members.get(one, [one]) + members.pop(other, [other])
    for neighbour, (total, number) in links.pop(other).items():
        links[neighbour].pop(other)
        if neighbour != one:
            before = links[one].get(neighbour, (0.0, 0))
            links[one][neighbour] = links[neighbour][one] = (before[0] + total, before[1] + number)
    for neighbour in forbidden.pop(other, set()):
        forbidden[neighbour].discard(other)
        forbidden[neighbour].add(one)
        forbidden.setdefault(one, set()).add(neighbour)
