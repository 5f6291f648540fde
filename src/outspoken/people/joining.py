"""Find whom a judgement is about, and say anew after it which person each testimony speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from outspoken.errors import Conflict, NotFound
from outspoken.people import store
from outspoken.people.clusters import clusters, component, contradictions, in_force
from outspoken.people.records import Judgement
from outspoken.study import ids
from outspoken.study.study import Act


def pair_named(act: Act, one: str, other: str) -> tuple[int, int]:
    """Return two testimonies named by the numbers they were born with, the smaller id first.

    Raises:
        NotFound: if one of them is not there, or not for the actor, or both are one.
    """
    found = []
    for name in (one, other):
        testimony = store.testimony_born_as(act.connection, ids.heard("person", name))
        if testimony is None or not act.sees("testimonies", testimony):
            raise nobody(name)
        found.append(testimony)
    if found[0] == found[1]:
        raise NotFound(f"{one} and {other} are one testimony.", "Name two different persons.")
    return min(found), max(found)


def members_named(act: Act, name: str) -> list[tuple[int, int]]:
    """Return id and number born with of every testimony of the person that one, named so, speaks of.

    Raises:
        NotFound: if there is none, or not for the actor.
    """
    number = store.testimony_born_as(act.connection, ids.heard("person", name))
    if number is None or not act.sees("testimonies", number):
        raise nobody(name)
    return store.testimonies_of_person_of(act.connection, number)


def splitting(members: Sequence[tuple[int, int]], case: str, off: Iterable[str]) -> list[tuple[int, int]]:
    """Return the pairs that are to be different for a person to be split: all of them, or some from the rest.

    `members` are id and number born with of each testimony, `off` the numbers of those to be split off.

    Raises:
        Conflict: if there is nothing to split.
        NotFound: if one that is to be split off is not among them.
    """
    if len(members) < 2:
        raise Conflict(
            f"Case {case} is one testimony, so there is nothing to split.", f"See `outspoken people person {case}`."
        )
    born = {number: one for one, number in members}
    away = []
    for name in off:
        number = ids.heard("person", name)
        if number not in born:
            raise NotFound(f"{name} is no testimony of case {case}.", f"It has {', '.join(map(str, sorted(born)))}.")
        away.append(born[number])
    rest = [one for one, _ in members if one not in away]
    if not away:
        return list(combinations(sorted(rest), 2))
    if not rest:
        raise Conflict(f"Nothing of case {case} would be left.", "Name some of its testimonies, not all.")
    return sorted((min(one, other), max(one, other)) for one in dict.fromkeys(away) for other in rest)


def taken_together(judgement: Judgement, made: Iterable[Judgement]) -> list[Judgement]:
    """Return all that is undone together with a judgement: those of the same split, else itself."""
    if judgement.split is None:
        return [judgement]
    return [one for one in made if one.split == judgement.split and not one.undone_at]


def nobody(name: str) -> NotFound:
    """Return the error that says of whoever is not there, or not for the actor, the same."""
    return NotFound(f"There is no person {name} in this study.", "List them with `outspoken cases`.")


def say_persons(act: Act, touched: Iterable[int]) -> None:
    """Say anew which person the testimonies around some pair speak of.

    A person keeps the smallest number that any of its testimonies was born with, so ids
    are stable and an undone judgement restores exactly what was before.
    """
    force = in_force(store.judgements_around(act.connection, set(touched)))
    verdicts = {pair: judgement.verdict for pair, judgement in force.items()}
    around = component(touched, verdicts)
    members = {one.id: one for one in store.read_testimonies(act.connection, around)}
    inside = {pair: verdict for pair, verdict in verdicts.items() if pair[0] in around}
    groups = clusters(members, inside)
    broken = contradictions(groups, inside)
    if broken:
        left, right = (members[number].born_as for number in broken[0])
        raise Conflict(
            f"This would make {left} and {right} one person, but they were judged different.",
            f"Undo that first with `outspoken people undo {left} {right}`, or leave the pair unsure.",
        )
    assigned = []
    for group in groups:
        person = min(members[number].born_as for number in group)
        assigned += [(number, person) for number in group if members[number].person_id != person]
    store.set_persons(act.connection, assigned)
