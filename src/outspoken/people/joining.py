"""Find whom a judgement is about, and say anew after it which person each testimony speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from outspoken.errors import Conflict, NotFound
from outspoken.people import store
from outspoken.people.clusters import clusters, component, contradictions, in_force
from outspoken.study import ids
from outspoken.study.study import Act


def pair_named(act: Act, one: str, other: str) -> tuple[int, int]:
    found = []
    for name in (one, other):
        testimony = store.testimony_born_as(act.connection, ids.heard("person", name))
        if testimony is None or not act.sees("testimonies", testimony):
            raise nobody(name)
        found.append(testimony)
    if found[0] == found[1]:
        raise NotFound(f"{one} and {other} are one testimony.", "Name two different persons.")
    return min(found), max(found)


def nobody(name: str) -> NotFound:
    return NotFound(f"There is no person {name} in this study.", "List them with `outspoken cases`.")


def say_persons(act: Act, touched: Iterable[int]) -> None:
    """Say anew which person the testimonies around some pair speak of.

    A person keeps the smallest number that any of its testimonies was born with, so ids
    are stable and an undone judgement restores exactly what was before.
    """
    force = in_force(store.read_judgements(act.connection))
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
