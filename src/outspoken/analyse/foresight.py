"""Foresee what a judgement on two testimonies would make of the number of people.

Pure. Every verdict is tried on the pair in place of the one that counts now; what the
other judgements leave open gives the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outspoken.analyse.worlds import knots_of, partitions
from outspoken.estimates import Estimate
from outspoken.people.clusters import Pair, clusters, contradictions
from outspoken.people.records import Verdict


def foreseen(
    testimonies: Iterable[int], verdicts: Mapping[Pair, Verdict], pair: Pair
) -> dict[Verdict, Estimate | None]:
    """Return how many people there would be with each verdict on the pair; None where a judgement forbids it.

    >>> found = foreseen([1, 2, 3], {(2, 3): Verdict.UNSURE}, (1, 2))
    >>> [str(found[verdict]) for verdict in Verdict]
    ['2 (1 to 2)', '3 (2 to 3)', '3 (1 to 3)']
    """
    everybody = list(testimonies)
    return {verdict: people(everybody, {**verdicts, pair: verdict}) for verdict in Verdict}


def people(testimonies: list[int], verdicts: Mapping[Pair, Verdict]) -> Estimate | None:
    """Return how many people testimonies are of, with what unsure judgements leave open; None if one is broken."""
    known = set(testimonies)
    inside = {pair: verdict for pair, verdict in verdicts.items() if known.issuperset(pair)}
    groups = clusters(testimonies, inside)
    if contradictions(groups, inside):
        return None
    home = {one: number for number, group in enumerate(groups) for one in group}
    unsure, apart = (_between(home, inside, verdict) for verdict in (Verdict.UNSURE, Verdict.DIFFERENT))
    links = sorted(unsure - apart)
    least = len(groups)
    for knot in knots_of({one for link in links for one in link}, links):
        own = [link for link in links if link[0] in knot]
        least -= len(knot) - min(len(way) for way in partitions(knot, own, apart)[0])
    return Estimate(len(groups), least, len(groups), len(testimonies), "persons")


def _between(home: Mapping[int, int], verdicts: Mapping[Pair, Verdict], wanted: Verdict) -> set[Pair]:
    """Return the pairs of persons on whom somebody judged so."""
    found = {
        (min(home[left], home[right]), max(home[left], home[right]))
        for (left, right), verdict in verdicts.items()
        if verdict is wanted
    }
    return {pair for pair in found if pair[0] != pair[1]}
