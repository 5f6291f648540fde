"""What may be asked of people: the judgements made, and what is restricted."""

from __future__ import annotations

from outspoken.people import store
from outspoken.people.records import Judgement, Restricted
from outspoken.study.actors import Actor
from outspoken.study.study import Study


def judgements_made(study: Study, *, by: Actor, undone: bool = False) -> tuple[list[Judgement], dict[int, int]]:
    """Return the judgements, and the number each testimony was born with."""
    with study.read(by=by) as connection:
        made = store.read_judgements(connection, undone=undone)
        touched = {one for judgement in made for one in judgement.pair}
        return made, {one.id: one.born_as for one in store.read_testimonies(connection, touched)}


def restrictions_in_force(study: Study, *, by: Actor) -> list[Restricted]:
    """Return what is restricted or sealed: all of it to the keepers, to others what they may see."""
    with study.read(by=by) as connection:
        return store.read_restrictions(connection)
