"""What waits for a judgement, as pages show it: pairs by what they would change, conflicts, how many are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outspoken.analyse.outlook import Outlook, Queued, outlook
from outspoken.analyse.worth import Change
from outspoken.errors import StudyError
from outspoken.people.conflicts import Alert
from outspoken.people.reasons import Reason
from outspoken.people.remaining import Remaining
from outspoken.web.access import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair of the queue, with the names that are printed."""

    one: int
    other: int
    names: tuple[str, str]
    chance: int
    """In percent."""
    speaks_for: Sequence[Reason]
    against: Sequence[Reason]
    changes: Sequence[Change]
    unsure: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do: pairs, conflicts, and how many people are still counted twice."""

    pairs: Sequence[Waiting]
    alerts: Sequence[Alert]
    left: Remaining | None
    """None for a study that records no names."""


def work_left(desk: Desk, names: Mapping[int, str]) -> Work:
    """Return what is left to do in a study; `names` are those that testimonies print."""
    try:
        found: Outlook | None = outlook(desk.study, by=desk.actor)
    except StudyError:  # a study without names compares nobody; judging by hand goes on
        found = None
    if found is None:
        return Work((), (), None)
    return Work([_waiting(one, names) for one in found.queue], found.alerts, found.left)


def _waiting(one: Queued, names: Mapping[int, str]) -> Waiting:
    pair = one.pair
    return Waiting(
        pair.left,
        pair.right,
        (names.get(pair.left, ""), names.get(pair.right, "")),
        round(100 * pair.chance),
        [reason for reason in pair.reasons if reason.speaks_for],
        [reason for reason in pair.reasons if not reason.speaks_for],
        one.changes,
        one.unsure is not None,
    )
