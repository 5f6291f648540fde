"""Foresee what a judgement on two testimonies would make of the number of people.

Pure. Every verdict is tried on the pair in place of the one that counts now; what the
other judgements leave open gives the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from outspoken.analyse.worlds import closings, knots_of, partitions
from outspoken.estimates import Estimate
from outspoken.people.clusters import Pair, clusters, contradictions
from outspoken.people.records import Verdict

NO_GATES: Mapping[int, int] = MappingProxyType({})


def foreseen(
    testimonies: Iterable[int], verdicts: Mapping[Pair, Verdict], pair: Pair, gates: Mapping[int, int] = NO_GATES
) -> dict[Verdict, Estimate | None]:
    """Return how many people there would be with each verdict on the pair; None where a judgement forbids it.

    `gates` are the testimonies that count perhaps, each with the story on which that depends.

    >>> found = foreseen([1, 2, 3], {(2, 3): Verdict.UNSURE}, (1, 2))
    >>> [str(found[verdict]) for verdict in Verdict]
    ['2 (1 to 2)', '3 (2 to 3)', '3 (1 to 3)']
    """
    everybody = list(testimonies)
    return {verdict: people(everybody, {**verdicts, pair: verdict}, gates) for verdict in Verdict}


def people(testimonies: list[int], verdicts: Mapping[Pair, Verdict], gates: Mapping[int, int]) -> Estimate | None:
    """Return how many people testimonies are of, with what is left open; None if a judgement is broken."""
    known = set(testimonies)
    inside = {pair: verdict for pair, verdict in verdicts.items() if known.issuperset(pair)}
    groups = clusters(testimonies, inside)
    if contradictions(groups, inside):
        return None
    home = {one: number for number, group in enumerate(groups) for one in group}
    least = len(groups)
    for closed in closings(sorted({story for one, story in gates.items() if one in known}))[0]:
        there = {one for one in testimonies if gates.get(one) not in closed}
        standing = {two: verdict for two, verdict in inside.items() if there.issuperset(two)}
        unsure, apart = (_between(home, standing, verdict) for verdict in (Verdict.UNSURE, Verdict.DIFFERENT))
        links = sorted(unsure - apart)
        people = len({home[one] for one in there})
        for knot in knots_of({one for link in links for one in link}, links):
            own = [link for link in links if link[0] in knot]
            people -= len(knot) - min(len(way) for way in partitions(knot, own, apart)[0])
        least = min(least, people)
    return Estimate(len(groups), least, len(groups), len(testimonies), "persons")


def _between(home: Mapping[int, int], verdicts: Mapping[Pair, Verdict], wanted: Verdict) -> set[Pair]:
    """Return the pairs of persons on whom somebody judged so."""
    found = {
        (min(home[left], home[right]), max(home[left], home[right]))
        for (left, right), verdict in verdicts.items()
        if verdict is wanted
    }
    return {pair for pair in found if pair[0] != pair[1]}
