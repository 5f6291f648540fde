"""Lay a restriction on a case or an attribute, and find what lies on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from outspoken.errors import Conflict
from outspoken.people import store
from outspoken.people.joining import nobody
from outspoken.people.records import Restricted
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.sight import Level
from outspoken.study.study import Act, Study


def lay(act: Act, study: Study, what: str, level: Level, names: tuple[str, ...]) -> list[Restricted]:
    """Restrict or seal a case or an attribute, in place of what was in force.

    Raises:
        NotFound: if there is no such case and no such attribute.
        Conflict: if what is sealed is not open to the actor.
    """
    testimonies, lying = target(act, study, what)
    refuse_unopened(act, what, lying)
    store.end_restrictions(act.connection, [one.id for one in lying], act.seq)
    at = now()
    wanted: list[tuple[int | None, int | None, str]] = [(number, born, "") for number, born in testimonies]
    made = [
        Restricted(0, number, born, attribute, level, names, act.actor.name, at)
        for number, born, attribute in wanted or [(None, None, what)]
    ]
    numbers = store.add_restrictions(act.connection, made, act.seq)
    made = [replace(one, id=number) for one, number in zip(made, numbers, strict=True)]
    note(act, made, level)
    return made


def target(act: Act, study: Study, what: str) -> tuple[list[tuple[int, int]], list[Restricted]]:
    """Return the testimonies of a case (none for an attribute), and the restrictions on it."""
    in_force = store.read_restrictions(act.connection)
    if what in study.settings.attributes:
        _refuse_key(study, what)
        return [], [one for one in in_force if one.attribute == what]
    number = store.testimony_born_as(act.connection, ids.heard("person", what))
    if number is None:
        raise nobody(what)
    testimonies = store.testimonies_of_person_of(act.connection, number)
    members = {member for member, _ in testimonies}
    lying = [one for one in in_force if one.testimony in members]
    if not lying and not act.sees("testimonies", number):
        raise nobody(what)
    return testimonies, lying


def _refuse_key(study: Study, attribute: str) -> None:
    for name, source in study.settings.collect.imports.items():
        if source.key in source.columns and source.target(source.key).to == attribute:
            raise Conflict(
                f"{attribute} names the rows of the sheet {name}, so it cannot be hidden.",
                f"Give the sheet another key column under [collect.imports.{name}].",
            )


def refuse_unopened(act: Act, what: str, lying: Iterable[Restricted]) -> None:
    """Refuse to change what is sealed and not open to the actor.

    Raises:
        Conflict: naming the way to open it.
    """
    if any(one.id in act.hidden.restrictions for one in lying):
        raise Conflict(
            f"{what} is sealed.", f"Open it first, with a reason: `outspoken people unseal {what} --why ...`."
        )


def note(act: Act, lying: Iterable[Restricted], level: Level) -> None:
    """Note ids only; the names of those who may see stay out of the journal."""
    on = list(lying)
    act.note(
        restrictions=[one.id for one in on],
        testimonies=[one.testimony for one in on if one.testimony is not None],
        level=level.value,
    )
