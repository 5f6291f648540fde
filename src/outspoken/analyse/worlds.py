"""Which worlds do unsure judgements and open values allow for a few cases that hang together?

Pure. A *world* says of every story that counts perhaps whether it does, of every pair that is
unsure whether it is one person, and of every open value what it is. Worlds that contradict a
judgement (*same* is transitive, *different* forbids) are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from outspoken.analyse.records import Choice, World

MOST_WORLDS = 4_096
_MOST_LINKS = 12
_MOST_STORIES = 6

Link = tuple[int, int]
Block = frozenset[int]
Partition = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One value that a block may have in a column, and the choice that makes it so."""

    value: object
    choice: Choice | None
    """None where the value is not in doubt."""


Alternatives = Callable[[Block], Sequence[Sequence[Alternative]]]
"""For a block of persons taken as one: for each column, the values it may have."""


@dataclass(frozen=True, slots=True)
class Possible:
    """One world of a knot, with the row of values of each of its cases."""

    world: World
    rows: tuple[tuple[Block, tuple[object, ...]], ...]


def knots_of(persons: Iterable[int], links: Iterable[Link]) -> list[tuple[int, ...]]:
    """Group persons that unsure links hold together, and leave each other alone.

    >>> knots_of([1, 2, 3, 4], [(1, 3)])
    [(1, 3), (2,), (4,)]
    """
    parent = {person: person for person in persons}

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in links:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    groups: dict[int, list[int]] = {}
    for person in sorted(parent):
        groups.setdefault(root(person), []).append(person)
    return [tuple(group) for group in groups.values()]


def partitions(members: Sequence[int], links: Sequence[Link], apart: Iterable[Link]) -> tuple[list[Partition], bool]:
    """List the ways in which members may be one person, and whether the list is complete.

    The first is always: all different. Above twelve links only the ends are listed (all
    different, one link at a time, as many as possible), and bounds become approximate.
    """
    inside = set(members)
    forbidden = [frozenset(pair) for pair in apart if inside.issuperset(pair)]
    found: dict[Partition, None] = {}
    complete = len(links) <= _MOST_LINKS
    for chosen in _subsets(links, complete):
        blocks = tuple(frozenset(group) for group in knots_of(members, chosen))
        if not any(pair <= block for pair in forbidden for block in blocks):
            found[blocks] = None
    return list(found), complete


def closings(stories: Sequence[int]) -> tuple[list[frozenset[int]], bool]:
    """List the ways in which stories may turn out not to count, and whether the list is complete.

    The first is always: all count. Above six stories only the ends are listed: none or all of them count, all but one
    do, only one does.

    >>> closings([4, 7])[0]
    [frozenset(), frozenset({4}), frozenset({7}), frozenset({4, 7})]
    """
    if len(stories) <= _MOST_STORIES:
        sizes = range(len(stories) + 1)
        return [frozenset(some) for size in sizes for some in combinations(stories, size)], True
    ends = [(), *((one,) for one in stories), *(set(stories) - {one} for one in stories), stories]
    return [frozenset(some) for some in ends], False


def said_of_stories(stories: Iterable[int], closed: Collection[int]) -> tuple[Choice, ...]:
    """Put into words which stories count in a world; the headline counts all of them."""
    return tuple(
        Choice(f"S{one}", f"S{one} {'does not count' if one in closed else 'counts'}", headline=one not in closed)
        for one in stories
    )


def possible_worlds(
    members: Sequence[int],
    links: Sequence[Link],
    apart: Iterable[Link],
    alternatives: Alternatives,
    decided: tuple[Choice, ...] = (),
    most: int = MOST_WORLDS,
) -> tuple[list[Possible], bool]:
    """List the worlds of one knot, the headline's first, and whether the list is complete.

    `decided` are choices that hold in all of them; `most` is how many may be listed.
    """
    ways, complete = partitions(members, links, apart)
    worlds: list[Possible] = []
    for way in ways:
        identity = decided + tuple(_identity(link, way) for link in links)
        columns = [alternatives(block) for block in way]
        sizes = [len(options) for per_block in columns for options in per_block]
        if len(worlds) + prod(sizes) > most:
            complete = False
            combined: Iterable[tuple[Alternative, ...]] = _ends([o for per_block in columns for o in per_block])
        else:
            combined = product(*[options for per_block in columns for options in per_block])
        worlds.extend(_world(identity, way, columns, values) for values in combined)
    return worlds, complete


def _world(
    identity: tuple[Choice, ...],
    way: Partition,
    columns: Sequence[Sequence[Sequence[Alternative]]],
    values: Sequence[Alternative],
) -> Possible:
    choices = identity + tuple(value.choice for value in values if value.choice is not None)
    rows, start = [], 0
    for block, per_block in zip(way, columns, strict=True):
        end = start + len(per_block)
        rows.append((block, tuple(value.value for value in values[start:end])))
        start = end
    return Possible(World(choices, all(choice.headline for choice in choices)), tuple(rows))


def _identity(link: Link, way: Partition) -> Choice:
    left, right = link
    one = any(left in block and right in block for block in way)
    text = f"{left} and {right} are {'one person' if one else 'two people'}"
    return Choice(f"{left} and {right}", text, headline=not one)


def _subsets(links: Sequence[Link], complete: bool) -> Iterator[Sequence[Link]]:
    if complete:
        for chosen in product((False, True), repeat=len(links)):
            yield [link for link, taken in zip(links, chosen, strict=True) if taken]
        return
    yield []
    for link in links:
        yield [link]
    greedy: list[Link] = []
    for link in links:
        greedy.append(link)
        yield list(greedy)


def _ends(options: Sequence[Sequence[Alternative]]) -> Iterator[tuple[Alternative, ...]]:
    yield tuple(column[0] for column in options)
    for index, column in enumerate(options):
        for other in column[1:]:
            yield tuple(other if place == index else first[0] for place, first in enumerate(options))
