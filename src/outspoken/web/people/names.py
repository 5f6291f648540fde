"""The names that testimonies print, by the numbers they were born with, as far as whoever asks may see them."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.analyse.caselist import CaseTestimony
from outspoken.analyse.cases import all_cases
from outspoken.web.access import Desk


def printed_names(desk: Desk) -> dict[int, str]:
    """Return the name of every testimony that counts, "" where it prints none."""
    return {
        one.born_as: named(one, case.names) for case in all_cases(desk.study, by=desk.actor) for one in case.testimonies
    }


def named(one: CaseTestimony, otherwise: Sequence[str]) -> str:
    """Return what the testimony itself prints as a name, if it does."""
    own = [said.value for values in one.said.values() for said in values if said.value in otherwise]
    return own[0] if own else ""
