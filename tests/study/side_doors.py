"""Every way by which something hidden could show; a later step adds its own readers to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from outspoken.analyse.outlook import outlook
from outspoken.analyse.readers import changes_foreseen, crossed, doubts_of, flow_bounded
from outspoken.analyse.records import Unit
from outspoken.analyse.store import count_rows, read_answers, read_printed, read_row, read_spoken_in
from outspoken.archive.store import texts_of
from outspoken.collect.store import outlet_ids, sheets_read, stories_of
from outspoken.errors import OutspokenError
from outspoken.people import (
    Verdict,
    accept,
    dismiss,
    exclude,
    import_judgements,
    judge,
    readmit,
    reconsider,
    settle,
    split,
    undo,
    unsettle,
)
from outspoken.people.checked.records import Out
from outspoken.people.exchange.records import Line
from outspoken.people.readers import (
    contradictions_in,
    exclusions_made,
    explained,
    judgement_lines,
    judgements_made,
    person_of,
    persons_described,
    restrictions_in_force,
    values_suggested,
)
from outspoken.report.overview import overview
from outspoken.study import Actor, Role, Study
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


def left_to_judge(study: Study, by: Actor) -> Any:
    found = outlook(study, by=by)
    return [(one.pair, one.changes, one.worth, one.forbidden) for one in found.queue], found.alerts, found.left


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
    "what is left to judge": left_to_judge,
    "exclusions": lambda study, by: exclusions_made(study, by=by, undone=True),
    "contradictions": lambda study, by: contradictions_in(study, by=by),
    "persons given out": lambda study, by: persons_described(study, by=by),
    "judgements given out": lambda study, by: [replace(one, at="") for one in judgement_lines(study, by=by)],
    "flow with bounds": lambda study, by: flow_bounded(study, by=by),
    "cases with their stories": through(read_spoken_in),
    "facts as printed": through(read_printed),
    "codings": through(read_answers),
    "a row as printed": through(read_row, 7),
    "texts of a story": through(texts_of, [7]),
    "rows of a sheet": through(stories_of, 1),
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


def reviewing(actor: Actor) -> Actor:
    """Somebody of the same name who may do more; what is hidden from them is the same."""
    return replace(actor, roles=actor.roles | {Role.REVIEWER})


ACTS: dict[str, Door] = {
    "judge": lambda study, by: refused(lambda: judge(study, "7", "1", Verdict.SAME, by=by)),
    "undo": lambda study, by: refused(lambda: undo(study, "7", "1", by=by)),
    "split": lambda study, by: refused(lambda: split(study, "7", by=by)),
    "exclude": lambda study, by: refused(lambda: exclude(study, "7", Out.FAKE, by=reviewing(by), reason="x")),
    "exclude a testimony": lambda study, by: refused(
        lambda: exclude(study, "T7", Out.FAKE, by=reviewing(by), reason="x")
    ),
    "readmit": lambda study, by: refused(lambda: readmit(study, "T9", by=reviewing(by))),
    "settle": lambda study, by: refused(lambda: settle(study, "7", "country", "DE", by=reviewing(by), reason="x")),
    "unsettle": lambda study, by: refused(lambda: unsettle(study, "7", "country", by=reviewing(by))),
    "accept": lambda study, by: refused(lambda: accept(study, "7", "country", by=by)),
    "dismiss": lambda study, by: refused(lambda: dismiss(study, "7", "country", by=by)),
    "reconsider": lambda study, by: refused(lambda: reconsider(study, "7", "country", by=by)),
    "import": lambda study, by: refused(lambda: import_judgements(study, [Line(1, 7, Verdict.SAME)], by=reviewing(by))),
    "person": lambda study, by: refused(lambda: person_of(study, "7", by=by)),
    "explain": lambda study, by: refused(lambda: explained(study, "1", "7", by=by)),
    "suggested values": lambda study, by: refused(lambda: values_suggested(study, "7", by=by)),
    "what would change": lambda study, by: refused(lambda: changes_foreseen(study, "1", "7", by=by)),
}
"""What an actor may try on case 7; it fails in the same words whether that is hidden or was never there."""
