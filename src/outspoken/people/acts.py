"""What may be done in people: judge whether two testimonies speak of one person, and undo it."""

from __future__ import annotations

from collections.abc import Iterable

from outspoken.errors import Conflict, NotFound
from outspoken.people import store
from outspoken.people.clusters import clusters, component, contradictions, in_force
from outspoken.people.records import Judgement, Verdict
from outspoken.study import ids
from outspoken.study.actors import Actor
from outspoken.study.study import Act, Study


def judge(study: Study, one: str, other: str, verdict: Verdict, *, by: Actor, reason: str = "") -> Judgement:
    """Judge whether two persons, named by the numbers they were born with, are one.

    A later judgement on the same pair takes the place of an earlier one, which stays in
    the record; `undo` brings it back.

    Raises:
        NotFound: if there is no such person.
        Conflict: if *same* would join two that somebody judged *different*.
    """
    with study.act("people.judge", by=by) as act:
        left, right = _pair(act, one, other)
        made = store.add_judgement(act.connection, left, right, verdict, reason, by.name)
        _settle_persons(act, {left, right})
        act.note(judgement=made.id, left=made.left, right=made.right, verdict=verdict.value)
    return made


def undo(study: Study, one: str, other: str, *, by: Actor) -> Judgement | None:
    """Undo the judgement in force on a pair; return the one that counts now, if any.

    Raises:
        NotFound: if nothing is in force on the pair.
        Conflict: if the judgement that would count again contradicts a later one.
    """
    with study.act("people.undo", by=by) as act:
        pair = _pair(act, one, other)
        current = in_force(store.read_judgements(act.connection)).get(pair)
        if current is None:
            raise NotFound(
                f"Nobody has judged {one} and {other}, so there is nothing to undo.",
                "List the judgements with `outspoken people judgements`.",
            )
        store.undo_judgement(act.connection, current.id, by.name)
        _settle_persons(act, set(pair))
        act.note(judgement=current.id, left=current.left, right=current.right, undone=current.verdict.value)
        return in_force(store.read_judgements(act.connection)).get(pair)


def _pair(act: Act, one: str, other: str) -> tuple[int, int]:
    found = []
    for name in (one, other):
        testimony = store.testimony_born_as(act.connection, ids.heard("person", name))
        if testimony is None:
            raise NotFound(f"There is no person {name} in this study.", "List them with `outspoken cases`.")
        found.append(testimony)
    if found[0] == found[1]:
        raise NotFound(f"{one} and {other} are one testimony.", "Name two different persons.")
    return min(found), max(found)


def _settle_persons(act: Act, touched: Iterable[int]) -> None:
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
