"""Read cases for somebody: one alone, or all of them, which are kept until something is done in the study.

All cases are the same to everybody from whom the same is hidden, until the next act. So
they are kept under the seal of the last act and the restrictions that hide something
from whoever reads; what was kept for others is never looked at. Where nothing is hidden,
the journal says what was done since, and only the cases that it may have changed are
read anew (`freshness.py`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from outspoken.analyse.caselist import CaseRecord, read_case, read_cases
from outspoken.analyse.freshness import MOST_ACTS, MOST_CASES, Listing, touched
from outspoken.analyse.store import read_homes, read_neighbours
from outspoken.coding.codebook import read_codebook
from outspoken.errors import NotFound
from outspoken.study.actors import Actor
from outspoken.study.journal import entries, head
from outspoken.study.study import Study
from outspoken.study.veils import sight_of

MOST_SIGHTS = 4
"""For so many different sights the cases of a study are kept; the one that was not asked for longest goes first."""

_TOO_LARGE = 1 << 63
"""No database counts so far."""

Sight = tuple[str, tuple[int, ...]]


class _Kept:
    """What is kept of one study."""

    def __init__(self) -> None:
        self.found: OrderedDict[Sight, Listing] = OrderedDict()
        self.reading = Lock()


_kept: WeakKeyDictionary[Study, _Kept] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class OneCase:
    """A case, and the numbers of those before and after it."""

    case: CaseRecord
    before: int | None
    after: int | None


def all_cases(study: Study, *, by: Actor) -> Listing:
    """Return every case that the actor may see, in the order of their numbers."""
    with study.read(by=by) as connection:
        # Safety: the seal of the last act of all, not of those the actor may see: a hidden act can hide a case.
        sight = head(connection), sight_of(connection)
        with _lock:
            own = _kept.setdefault(study, _Kept())
            if sight in own.found:
                own.found.move_to_end(sight)
                return own.found[sight]
        with own.reading:  # whoever else asks at this moment waits for the same answer
            if sight in own.found:
                return own.found[sight]
            found = _renewed(connection, study, sight, own.found)
            with _lock:
                own.found[sight] = found
                same = [one for one in own.found if one[1] == sight[1] and one != sight]
                for old in same or list(own.found)[:-MOST_SIGHTS]:
                    del own.found[old]
    return found


def _renewed(connection: Connection, study: Study, sight: Sight, kept: Mapping[Sight, Listing]) -> Listing:
    fresh = None if sight[1] else _changed(connection, study, kept)
    if fresh is not None:
        return fresh
    return Listing.of(read_cases(connection, study.settings, read_codebook(study.folder)))


def _changed(connection: Connection, study: Study, kept: Mapping[Sight, Listing]) -> Listing | None:
    """Return the cases as kept, with those read anew that acts may have changed since; None: read all anew."""
    since = list(entries(connection, MOST_ACTS))
    place = next((place for place, entry in enumerate(since) if (entry.previous, ()) in kept), None)
    if place is None:
        return None
    before = kept[since[place].previous, ()]
    testimonies = touched(since[place:], before)
    if testimonies is None:
        return None
    now = read_homes(connection, testimonies)
    numbers = {before.home[one] for one in testimonies if one in before.home} | {*now.values()}
    if len(numbers) > MOST_CASES:
        return None
    return before.with_others({number: read_case(connection, study.settings, number) for number in sorted(numbers)})


def one_case(study: Study, number: int, *, by: Actor) -> OneCase:
    """Return one case, reading nothing of the others.

    Raises:
        NotFound: if there is none of that number, or the actor may not see it.
    """
    with study.read(by=by) as connection:
        found = read_case(connection, study.settings, number) if number < _TOO_LARGE else None
        if found is None:
            raise NotFound(f"There is no case {number} in this study.", "List them with `outspoken cases`.")
        return OneCase(found, *read_neighbours(connection, number))
