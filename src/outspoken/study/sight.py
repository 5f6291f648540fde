"""State the one rule of sight: what an actor may not see does not exist for them.

Pure. A restriction lies on a testimony or on an attribute. It hides all that hangs
together with the testimony: the person, that person's other testimonies, their stories,
and whoever else speaks in these, so that nothing left in sight points at what is hidden.
`study/veils.py` says the same in SQL; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from outspoken.study.actors import Actor, Role

KEEPERS = frozenset({Role.OWNER, Role.CUSTODIAN})
"""The roles that restrict, seal and open; they see what is restricted, and nothing that is sealed."""


class Level(StrEnum):
    """Who may see a case or an attribute; without any, everybody inside the study."""

    RESTRICTED = "restricted"
    """Those named, and the keepers."""
    SEALED = "sealed"
    """Nobody, until a keeper opens it for themselves, with a reason and for a time."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """What stands between a thing and those who may not see it."""

    level: Level
    trusted: frozenset[str] = frozenset()
    """Names of the actors to whom it is restricted."""
    opened: frozenset[str] = field(default_factory=frozenset)
    """Names of the keepers for whom it is open at this moment."""


def visible(actor: Actor, thing: Iterable[Restriction]) -> bool:
    """Whether an actor may see a thing, given every restriction that hides it.

    >>> visible(Actor("Dara"), [Restriction(Level.RESTRICTED, frozenset({"Bilal"}))])
    False
    """
    return all(_passes(actor, restriction) for restriction in thing)


def is_keeper(actor: Actor) -> bool:
    """Whether an actor keeps what is restricted and sealed."""
    return bool(actor.roles & KEEPERS)


def _passes(actor: Actor, restriction: Restriction) -> bool:
    if restriction.level is Level.SEALED:
        return is_keeper(actor) and actor.name in restriction.opened
    return is_keeper(actor) or actor.name in restriction.trusted
