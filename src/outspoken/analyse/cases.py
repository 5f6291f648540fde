"""Read cases for somebody: one alone, or all of them, which are kept until something is done in the study.

All cases are the same to everybody from whom the same is hidden, until the next act. So
they are kept under the seal of the last act and the restrictions that hide something
from whoever reads; what was kept for others is never looked at.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from outspoken.analyse.caselist import CaseRecord, read_case, read_cases
from outspoken.analyse.store import read_neighbours
from outspoken.coding.codebook import read_codebook
from outspoken.errors import NotFound
from outspoken.study.actors import Actor
from outspoken.study.journal import head
from outspoken.study.study import Study
from outspoken.study.veils import sight_of

MOST_SIGHTS = 4
"""For so many different sights the cases of a study are kept; the one that was not asked for longest goes first."""

Sight = tuple[str, tuple[int, ...]]
_kept: WeakKeyDictionary[Study, OrderedDict[Sight, tuple[CaseRecord, ...]]] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class OneCase:
    """A case, and the numbers of those before and after it."""

    case: CaseRecord
    before: int | None
    after: int | None


def all_cases(study: Study, *, by: Actor) -> Sequence[CaseRecord]:
    """Return every case that the actor may see, in the order of their numbers."""
    with study.read(by=by) as connection:
        # Safety: the seal of the last act of all, not of those the actor may see: a hidden act can hide a case.
        sight = head(connection), sight_of(connection)
        with _lock:
            kept = _kept.setdefault(study, OrderedDict())
            if sight in kept:
                kept.move_to_end(sight)
                return kept[sight]
        found = tuple(read_cases(connection, study.settings, read_codebook(study.folder)))
    with _lock:
        kept[sight] = found
        for old in [one for one in kept if one[0] != sight[0]] or list(kept)[:-MOST_SIGHTS]:
            del kept[old]
    return found


def one_case(study: Study, number: int, *, by: Actor) -> OneCase:
    """Return one case, reading nothing of the others.

    Raises:
        NotFound: if there is none of that number, or the actor may not see it.
    """
    with study.read(by=by) as connection:
        found = read_case(connection, study.settings, number)
        if found is None:
            raise NotFound(f"There is no case {number} in this study.", "List them with `outspoken cases`.")
        return OneCase(found, *read_neighbours(connection, number))
