"""Every way by which something hidden could show; a later step adds its own readers to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from outspoken.analyse.readers import crossed, doubts_of, views_of
from outspoken.analyse.records import Unit
from outspoken.analyse.store import count_rows, read_answers, read_printed, read_row, read_spoken_in
from outspoken.archive.store import texts_of
from outspoken.collect.store import outlet_ids, sheets_read, stories_of
from outspoken.errors import OutspokenError
from outspoken.people import Verdict, judge, undo
from outspoken.people.readers import judgements_made, restrictions_in_force
from outspoken.report.overview import overview
from outspoken.study import Actor, Study
from outspoken.study.jobs import all_jobs
from outspoken.study.journal import entries

Door = Callable[[Study, Actor], Any]


def through(read: Callable[..., Any], *more: Any) -> Door:
    """Make a door of what reads a connection."""

    def door(study: Study, actor: Actor) -> Any:
        with study.read(by=actor) as connection:
            found = read(connection, *more)
            return list(found) if isinstance(found, Iterator) else found

    return door


IDENTIFIERS = {"judgement", "left", "right", "verdict", "undone", "doubt", "settled", "sheet"}


def told(entry: Any) -> Any:
    """Leave out time and counts: whoever may not see all is told no count."""
    return entry.act, {name: value for name, value in entry.details.items() if name in IDENTIFIERS}


def judged(study: Study, by: Actor) -> Any:
    made, born = judgements_made(study, by=by, undone=True)
    return [replace(one, at="") for one in made], born


DOORS: dict[str, Door] = {
    "status": lambda study, by: overview(study, by=by),
    "totals": through(count_rows),
    "doubts": lambda study, by: doubts_of(study, by=by, settled=True),
    "table by country": lambda study, by: crossed(study, "country", "month", by=by),
    "table by outlet": lambda study, by: crossed(study, "outlet", "sex", by=by),
    "table of stories": lambda study, by: crossed(study, "sex", "year", by=by, unit=Unit.STORIES),
    "table of testimonies": lambda study, by: crossed(study, "recruiter", "left", by=by, unit=Unit.TESTIMONIES),
    "judgements": judged,
    "restrictions": lambda study, by: restrictions_in_force(study, by=by),
    "cases with their stories": through(read_spoken_in),
    "facts as printed": through(read_printed),
    "codings": through(read_answers),
    "a row as printed": through(read_row, 7),
    "texts of a story": through(texts_of, [7]),
    "rows of a sheet": through(stories_of, 1),
    "views": lambda study, by: views_of(study, by=by),
    "sheets": through(lambda connection: [(name, rows) for name, _, _, rows, _ in sheets_read(connection)]),
    "outlets": through(lambda connection: outlet_ids(connection, [])),
    "journal": through(lambda connection: [told(entry) for entry in entries(connection)]),
    "jobs": through(lambda connection: [replace(job, started="", beat="") for job in all_jobs(connection)]),
}
"""What a reader may ask; the answers are the same whether something is hidden or was never there."""


def refused(attempt: Callable[[], object]) -> tuple[str, str, str]:
    """Return kind, message and hint of an error."""
    try:
        attempt()
    except OutspokenError as error:
        return type(error).__name__, error.message, error.hint
    return "done", "", ""


ACTS: dict[str, Door] = {
    "judge": lambda study, by: refused(lambda: judge(study, "7", "1", Verdict.SAME, by=by)),
    "undo": lambda study, by: refused(lambda: undo(study, "7", "1", by=by)),
}
"""What an actor may try on case 7; it fails in the same words whether that is hidden or was never there."""
