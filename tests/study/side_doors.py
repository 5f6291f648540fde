"""Every way by which something hidden could show; a later step adds its own readers to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from outspoken.analyse.cases import all_cases, one_case
from outspoken.analyse.outlook import outlook
from outspoken.analyse.readers import (
    cases_in,
    cell_of,
    changes_foreseen,
    crossed,
    doubts_of,
    flow_bounded,
    people_foreseen,
    views_of,
)
from outspoken.analyse.records import Unit
from outspoken.analyse.store import count_rows, read_answers, read_printed, read_row, read_spoken_in
from outspoken.archive.acts import give, keep, settle_copy, undo_copy
from outspoken.archive.copies.readers import copies_settled, suggested_copies
from outspoken.archive.copies.records import CopyVerdict
from outspoken.archive.readers import body, holdings, lost_passages, show
from outspoken.archive.store import texts_of
from outspoken.coding.acts import accept, assign, code, dismiss, finish, memo, uncode
from outspoken.coding.acts import settle as settle_coding
from outspoken.coding.codebook import read_codebook
from outspoken.coding.findings import (
    agreement_on,
    agreement_together,
    blind_codings,
    disagreements_on,
    methods_text,
    prevalence_on,
)
from outspoken.coding.readers import (
    answers_kept,
    codebook_compared,
    codebook_versions,
    codings_of,
    known_code,
    marks_on,
    material,
    memos_of,
    next_task,
    nobody_speaks_in,
    open_suggestions_for,
    project_of,
    quotes_with,
    recode_queue,
    rounds_of,
    texts_by_title,
)
from outspoken.coding.records import About, Answer, Mark, Plan, Quoted, Scheme
from outspoken.collect import examine_source, settle
from outspoken.collect.readers import how_found, listed_stories, overlaps, watch_lists
from outspoken.collect.store import outlet_ids, sheets_read, stories_of
from outspoken.errors import OutspokenError
from outspoken.people import (
    Verdict,
    add,
    exclude,
    import_judgements,
    judge,
    readmit,
    reconsider,
    split,
    undo,
    unsettle,
)
from outspoken.people import accept as accept_value
from outspoken.people import dismiss as dismiss_value
from outspoken.people import settle as settle_value
from outspoken.people.checked.records import Out
from outspoken.people.exchange.records import Line
from outspoken.people.readers import (
    answers_given,
    contradictions_in,
    exclusions_made,
    explained,
    import_planned,
    judgement_lines,
    judgement_made,
    judgements_made,
    pairs_to_look_at,
    person_of,
    persons_described,
    restrictions_in_force,
    suggested_in,
    told_beside,
    values_suggested,
)
from outspoken.report.drawings import timeline, world
from outspoken.report.overview import overview
from outspoken.report.review import check
from outspoken.report.selection import cases_where
from outspoken.screen import Verdict as Ruling
from outspoken.screen import (
    criteria_of,
    decide,
    decisions_before,
    decisions_on,
    flow,
    next_story,
    places,
)
from outspoken.screen import undo as undo_decision
from outspoken.study import Actor, Study
from outspoken.study.jobs import Job, all_jobs
from outspoken.study.journal import entries
from outspoken.study.search import search

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


def worked(job: Job) -> Job:
    """Leave out time and counts: whoever may not see all is told none."""
    return replace(job, started="", beat="", done=0, total=None, subject="", message="", cursor="")


def found_by(study: Study, words: str, by: Actor) -> Any:
    """Search; the order alone may differ, since whoever may not see all is given none that weighs words by all."""
    found = search(study, words, by=by)
    assert len(found.hits) == found.total
    return replace(found, hits=tuple(sorted(found.hits, key=lambda hit: hit.story_id)))


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
    "told beside a hidden one": lambda study, by: refused(lambda: told_beside(study, "1", "7", by=by)),
    "told beside each other": lambda study, by: told_beside(study, "1", "2", by=by),
    "answers to suggested values": lambda study, by: answers_given(study, "1", by=by),
    "answers of a hidden one": lambda study, by: refused(lambda: answers_given(study, "7", by=by)),
    "what taking judgements in would do": lambda study, by: import_planned(
        study, [Line(1, 7, Verdict.SAME), Line(1, 2, Verdict.SAME)], by=by
    ),
    "judgements one by one": lambda study, by: [
        refused(lambda number=number: judgement_made(study, number, by=by)) for number in range(1, 12)
    ],
    "a hidden person": lambda study, by: refused(lambda: person_of(study, "7", by=by)),
    "values suggested of one": lambda study, by: refused(lambda: values_suggested(study, "7", by=by)),
    "what would change": lambda study, by: refused(lambda: changes_foreseen(study, "1", "7", by=by)),
    "flow with bounds": lambda study, by: flow_bounded(study, by=by),
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
    "jobs": through(lambda connection: [worked(job) for job in all_jobs(connection)]),
    # collecting
    "stories": lambda study, by: listed_stories(study, by=by),
    "stories of a channel": lambda study, by: listed_stories(study, by=by, channel="harbour search"),
    "how found": lambda study, by: how_found(study, by=by),
    "overlaps": lambda study, by: overlaps(study, by=by),
    "watch lists": lambda study, by: watch_lists(study, by=by),
    "a dry run of adding": lambda study, by: examine_source(study, "https://seven.example", by=by),
    # the archive
    "holdings": lambda study, by: holdings(study, by=by),
    "one story": lambda study, by: show(study, "S1", by=by),
    "lost passages": lambda study, by: lost_passages(study, by=by),
    "copies": lambda study, by: suggested_copies(study, by=by),
    "copies settled": lambda study, by: copies_settled(study, by=by, undone=True),
    "a hidden story": lambda study, by: refused(lambda: show(study, "S7", by=by)),
    "hidden bytes": lambda study, by: refused(lambda: body(study, 5, by=by)),
    # the search
    **{
        f"search: {words}": lambda study, by, words=words: found_by(study, words, by)
        for words in ("bread", "cruel", "lighthouse", "light*", '"no bread"', "bread -beat", "german")
    },
    # screening
    "flow": lambda study, by: flow(study, by=by),
    "places": lambda study, by: places(study, by=by),
    "decisions": lambda study, by: decisions_on(study, by=by),
    "decisions before": lambda study, by: decisions_before(study, "S1", by=by),
    "decisions on a hidden story": lambda study, by: refused(lambda: decisions_on(study, "S7", by=by)),
    "next story": lambda study, by: next_story(study, by=by),
    "criteria": lambda study, by: criteria_of(study, by=by),
    # people
    "pairs": lambda study, by: pairs_to_look_at(study, by=by, at_least=0),
    "likeness and rarity": lambda study, by: explained(study, "1", "4", by=by),
    "likeness to a hidden one": lambda study, by: refused(lambda: explained(study, "1", "7", by=by)),
    "what a story seems to say": lambda study, by: suggested_in(study, "S1", by=by),
    # cases and numbers
    "cases": lambda study, by: all_cases(study, by=by),
    "one case": lambda study, by: one_case(study, 6, by=by),
    "a hidden case": lambda study, by: refused(lambda: one_case(study, 7, by=by)),
    "cases that meet a condition": lambda study, by: cases_where(study, "sex = female", by=by),
    "a cell": lambda study, by: cell_of(study, "country", "sex", "DE", "", by=by),
    "what a judgement would do": lambda study, by: people_foreseen(study, "1", "4", by=by),
    "what one with a hidden one would do": lambda study, by: refused(lambda: people_foreseen(study, "1", "7", by=by)),
    "cases of stories": lambda study, by: cases_in(study, [1, 2, 7], by=by),
    "drawn timeline": lambda study, by: timeline(study, "month", str, by=by),
    "drawn world": lambda study, by: world(study, "country", str, by=by),
    "claims": lambda study, by: check(study, by=by),
    # coding
    "versions of the codebook": lambda study, by: codebook_versions(study, by=by),
    "codebooks compared": lambda study, by: codebook_compared(study, by=by),
    "a code": lambda study, by: known_code(study, "Hunger", by=by),
    "all codings": lambda study, by: codings_of(study, by=by),
    "quotes": lambda study, by: quotes_with(study, "L1", by=by),
    "marks on a text": lambda study, by: marks_on(study, 1, by=by),
    "marks on a hidden text": lambda study, by: marks_on(study, 5, by=by),
    "recode queue": lambda study, by: recode_queue(study, by=by),
    "rounds": lambda study, by: rounds_of(study, by=by),
    "next task": lambda study, by: next_task(study, by=by),
    "memos": lambda study, by: memos_of(study, by=by),
    "suggestions": lambda study, by: open_suggestions_for(study, by=by),
    "what the machine reads": lambda study, by: material(study, by=by),
    "what a model answered": lambda study, by: answers_kept(study, "model", by=by),
    "for other programs": lambda study, by: project_of(study, by=by),
    "texts by title": lambda study, by: texts_by_title(study, by=by),
    "agreement": lambda study, by: agreement_on(study, by=by, pairs=True),
    "agreement on all codes at once": lambda study, by: agreement_together(study, by=by),
    "stories nobody speaks in": lambda study, by: nobody_speaks_in(study, by=by),
    "disagreements": lambda study, by: disagreements_on(study, by=by),
    "blind codings": lambda study, by: blind_codings(study, read_codebook(study.folder), by=by),
    "prevalence": lambda study, by: prevalence_on(study, "L1", by=by),
    "methods of coding": lambda study, by: methods_text(study, by=by),
}
"""What a reader may ask; the answers are the same whether something is hidden or was never there."""


def refused(attempt: Callable[[], object]) -> tuple[str, str, str]:
    """Return kind, message and hint of an error."""
    try:
        attempt()
    except OutspokenError as error:
        return type(error).__name__, error.message, error.hint
    return "done", "", ""


ACTS: dict[str, Callable[[Study, Actor], object]] = {
    "people.judge": lambda study, by: judge(study, "7", "1", Verdict.SAME, by=by),
    "people.undo": lambda study, by: undo(study, "7", "2", by=by),
    "people.add": lambda study, by: add(study, "S7", by=by),
    "collect.settle": lambda study, by: settle(study, "D99", "x", by=by, reason="Why not."),
    "screen.decide": lambda study, by: decide(study, "S7", Ruling.UNCLEAR, by=by, reason="Look."),
    "screen.undo": lambda study, by: undo_decision(study, "S7", by=by),
    "archive.keep": lambda study, by: keep(study, only=["S7"], by=by),
    "archive.give": lambda study, by: give(study, "S7", study.folder / "study.toml", by=by),
    "archive.settle_copy": lambda study, by: settle_copy(study, "S7", "S2", CopyVerdict.COPY, by=by),
    "archive.undo_copy": lambda study, by: undo_copy(study, "S7", "S1", by=by),
    "coding.code": lambda study, by: code(study, Mark("T7", "L1", Answer.YES), by=by),
    "coding.code, by case": lambda study, by: code(study, Mark("7", "L1", Answer.YES), by=by),
    "coding.code, a passage": lambda study, by: code(study, Mark("T1", "L1", Answer.YES, Quoted(5, 0, 9)), by=by),
    "coding.uncode": lambda study, by: uncode(study, 99, by=by),
    "coding.settle": lambda study, by: settle_coding(study, "T7", "L1", Answer.YES, by=by, reason="So."),
    "coding.finish": lambda study, by: finish(study, "first", "T7", by=by),
    "coding.memo": lambda study, by: memo(study, About(testimony_id=7), "Ah.", by=by),
    "coding.memo, a story": lambda study, by: memo(study, About(story_id=7), "Ah.", by=by),
    "coding.memo, a passage": lambda study, by: memo(study, About(passage_id=2), "Ah.", by=by),
    "coding.memo, reworded": lambda study, by: memo(study, About(code="L1"), "Ah.", by=by, based_on=2),
    "coding.assign": lambda study, by: assign(study, Plan("p", ("Rana",), Scheme.PICKED, picked=("T7",)), by=by),
    "coding.accept": lambda study, by: accept(study, LATEST, by=by),
    "coding.dismiss": lambda study, by: dismiss(study, LATEST, by=by),
    "people.split": lambda study, by: split(study, "7", by=by),
    "people.exclude": lambda study, by: exclude(study, "7", Out.FAKE, by=by, reason="x"),
    "people.exclude, a testimony": lambda study, by: exclude(study, "T7", Out.FAKE, by=by, reason="x"),
    "people.readmit": lambda study, by: readmit(study, "T9", by=by),
    "people.settle": lambda study, by: settle_value(study, "7", "country", "DE", by=by, reason="x"),
    "people.unsettle": lambda study, by: unsettle(study, "7", "country", by=by),
    "people.accept": lambda study, by: accept_value(study, "7", "country", by=by),
    "people.dismiss": lambda study, by: dismiss_value(study, "7", "country", by=by),
    "people.reconsider": lambda study, by: reconsider(study, "7", "country", by=by),
    "people.import_judgements": lambda study, by: import_judgements(study, [Line(1, 7, Verdict.SAME)], by=by),
}
"""What an actor may try on case 7; it fails in the same words whether that is hidden or was never there."""

LATEST = 99
"""A suggestion that is there on case 7 alone; the test says which."""

NAMES_NOTHING = {
    *("study.read", "study.admit", "study.reindex", "collect.import_sheet", "collect.add", "collect.gather"),
    *("archive.read", "archive.import_warc", "people.restrict", "people.seal", "people.unseal", "people.lift"),
    *("coding.rename", "coding.merge", "coding.split", "coding.redefine", "coding.add", "coding.retire"),
    *("coding.adopt", "coding.undo", "coding.close", "coding.ask", "coding.suggest", "coding.accept_all"),
    *("coding.import_project", "analyse.keep_view", "analyse.share_view", "analyse.drop_view", "report.build"),
    "archive.anchor",
}
"""Acts that name no case, story, testimony or doubt, and those of the keepers, who know."""
