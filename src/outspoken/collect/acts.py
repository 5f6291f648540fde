"""What may be done in collecting: import a sheet, add stories, gather from watch lists, settle a doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches

from outspoken.collect import store
from outspoken.collect.finds import store as found_store
from outspoken.collect.finds.records import Channel, ChannelKind, Fetcher, Keeper, Lead, Run, Taking, Worker
from outspoken.collect.finds.sources import Source, keeper_of, read_source, worker_of
from outspoken.collect.finds.taking import Taker, Took, sort_leads
from outspoken.collect.finds.watching import Part, Watcher, fetcher_of
from outspoken.collect.importers.examination import Examination, examine
from outspoken.collect.importers.mapping import MappedColumn
from outspoken.collect.importers.reading import SheetReading
from outspoken.collect.importers.unseen import Unseen, as_it_stands, as_seen, as_told, not_taken
from outspoken.collect.records import (
    Before,
    Doubt,
    DoubtState,
    Examined,
    Found,
    Marked,
    Problem,
    Row,
    Sheet,
    Taken,
)
from outspoken.errors import Conflict, ImportRefused, NotFound, OutspokenError
from outspoken.study import ids, jobs
from outspoken.study.actors import Actor
from outspoken.study.journal import now
from outspoken.study.settings import FILE, WatchKind, WatchList
from outspoken.study.study import Act, Study
from outspoken.study.veils import hidden_attributes

_BATCH = 100
"""How many leads are taken in one act."""


def examine_sheet(study: Study, name: str, *, by: Actor) -> Examined:
    """Say what an import would do, without doing it.

    Raises:
        NotFound: if study.toml declares no such sheet.
        SheetError, SettingsError: if the sheet or its mapping cannot be used.
    """
    reading = SheetReading(study, name)
    with study.read(by=by) as connection:
        known = store.sheet_id(connection, name)
        before, was_read = store.rows_before(connection, known), store.reading_before(connection, known)
        unseen = Unseen(columns=reading.columns_of(hidden_attributes(connection)))
    found = as_told(examine(reading.sheet, reading.mapped, before), unseen)
    return reading.told(found, was_read, unseen, written=False)


def import_sheet(
    study: Study, name: str, *, by: Actor, keep_good: bool = False, report: jobs.Report = jobs.quiet
) -> Examined:
    """Import a sheet: all of its rows, or none unless `keep_good`.

    A row is recognised by its key; importing the same sheet again creates nothing twice
    and takes over what is printed differently now, except where something stands that its
    importer may not see: that is left as it is, and a doubt says so to whoever sees it.

    Raises:
        ImportRefused: if rows are wrong and `keep_good` was not asked for.
        Conflict: if what stands hidden can be read no more by study.toml as it is now.
        NotFound, SheetError, SettingsError: as for `examine_sheet`.
    """
    by.require("collect.import_sheet")
    reading = SheetReading(study, name)
    total = len(reading.sheet.rows)
    with jobs.running(study, "import", name, by=by, total=total, report=report) as progress:
        with study.act("collect.import_sheet", by=by) as act:
            known = store.sheet_id(act.connection, name)
            before, was_read = store.rows_before(act.connection, known), store.reading_before(act.connection, known)
            unseen = _unseen(act, reading, known)

            def examined(sheet: Sheet, before: Before) -> Examination:
                return examine(sheet, reading.mapped, before, lambda done: progress.show(done, None, "examining"))

            found = as_told(examined(reading.sheet, as_seen(before, unseen) if unseen else before), unseen)
            told = reading.told(found, was_read, unseen, written=True)
            if found.problems and not keep_good:
                raise _refusal(told)
            if unseen:
                found = _spared(act, reading, before, unseen, examined, found)
            reread = frozenset(reading.reread(was_read))
            sheet = _write(act, reading, found, told, reread, progress)
            act.note(
                sheet=sheet,
                sha256=told.sha256,
                new=len(found.new),
                changed=len({change.key for change in found.changes}),
                reread=len(reread),
                refused=told.refused,
                doubts=len(found.doubts),
            )
        progress.show(total, total, "")
    return told


def examine_source(study: Study, given: str | Source, *, by: Actor, channel: str = "", encoding: str = "") -> Taking:
    """Say what adding an address, a file or a folder would do, without doing it.

    Raises:
        NotFound, FileError: as for `add`.
    """
    source = _source(study, given, encoding)
    with study.read(by=by) as connection:
        known = found_store.known_channel(connection, channel or source.channel)
        found = sort_leads(connection, known, source.leads.leads)
    leads = source.leads
    return Taking(
        source.name,
        leads.kind,
        len(leads.leads),
        new=(0,) * len(found.new),
        again=tuple(story for _, story in found.again),
        known=found.known,
        problems=leads.problems,
    )


def add(
    study: Study,
    given: str | Source,
    *,
    by: Actor,
    channel: tuple[str, str] = ("", ""),
    encoding: str = "",
    keep_good: bool = False,
    report: jobs.Report = jobs.quiet,
) -> Taking:
    """Add the stories that an address, a file, a folder or pasted text names; adding them again changes nothing.

    Args:
        study: the study.
        given: an address, the path of a file or folder, or a source that is read already.
        by: who adds them.
        channel: how they were found, if not by what is given: a name, and the words that were searched for.
        encoding: what a text was saved in, if it is not UTF-8.
        keep_good: add the good entries even if others are wrong.
        report: told how far it is.

    Raises:
        NotFound: if there is no such file and it is no address.
        FileError: if the file cannot be read, naming file, line and field.
        ImportRefused: if entries are wrong and `keep_good` was not asked for.
        Conflict: if the channel was searched with other words before.
    """
    by.require("collect.add")
    source = _source(study, given, encoding)
    leads = source.leads
    if leads.problems and not keep_good:
        raise _unusable(source)
    name, query = channel[0] or source.channel, channel[1]
    took, keeper = Took(), keeper_of(study)
    with jobs.running(study, "add", name, by=by, total=len(leads.leads), report=report) as progress:
        for done, batch in _batches(leads.leads):
            with study.act("collect.add", by=by) as act:
                channel_of = found_store.channel_of(act.connection, name, leads.kind, query, act.seq)
                taker = _taker(study, act, channel_of, keeper)
                _same_query(taker.channel, query)
                _join(took, _noted(act, taker.take(batch)))
                progress.save(act.connection, done, "")
    return _told(Taking(source.name, leads.kind, len(leads.leads), problems=leads.problems, written=True), took)


def gather(
    study: Study,
    name: str,
    *,
    by: Actor,
    fetcher: Fetcher | None = None,
    worker: Worker | None = None,
    allow: Iterable[str] = (),
    report: jobs.Report = jobs.quiet,
) -> Taking:
    """Go through a watch list of study.toml and take its stories; going through it again doubles nothing.

    Every hundred entries are one act, so that whatever kills the program loses nothing that was reported, and a
    sitemap index goes on behind the part that was finished last. `allow` names hosts as `host:port` that may be asked
    although they are not on the public web. A list that cannot be asked for is no error of the
    study: the run notes the trouble.

    Raises:
        NotFound: if study.toml declares no such watch list.
    """
    by.require("collect.gather")
    watched = _watched(study, name)
    with ExitStack() as ours:
        asking = fetcher or ours.enter_context(closing(fetcher_of(study, allow)))
        reading = worker or ours.enter_context(closing(worker_of(study)))
        return _gathered(study, name, Watcher(study, reading, asking), watched, by, report)


def _gathered(study: Study, name: str, watcher: Watcher, watched: WatchList, by: Actor, report: jobs.Report) -> Taking:
    with study.read(by=by) as connection:
        last = found_store.last_runs(connection).get(name, Run(name, "", 0, 0, ""))
    run, took = _Running(study, name, watched, by), Took()
    with jobs.running(study, "gather", name, by=by, report=report) as progress:
        # What was interrupted is asked for whole, and so is an index, whose parts change without it.
        asked_anew = bool(progress.cursor) or watched.kind is WatchKind.SITEMAP
        etag, modified = ("", "") if asked_anew else (last.etag, last.modified)
        try:
            for part in watcher.parts(watched, etag, modified, progress.cursor):
                run.note(part)
                for done, batch in _batches(part.leads.leads):
                    with study.act("collect.gather", by=by) as act:
                        _join(took, _noted(act, run.taker(act).take(batch)))
                        whole = done == len(part.leads.leads) and part.name != (watched.address or watched.file)
                        progress.save(act.connection, run.before + done, part.name if whole else progress.cursor)
                    progress.show(run.before + done, None, "taken")
        except OutspokenError as error:
            run.troubles.append(error.message)
        with study.act("collect.gather", by=by) as act:
            channel = run.taker(act).channel
            found_store.add_run(act.connection, channel.id, act.seq, run.ended(len(took.new)))
            act.note(channel=channel.id, seen=run.seen, new=len(took.new), trouble=bool(run.troubles))
    told = Taking(name, run.kind, run.seen, problems=tuple(run.problems), written=True, trouble=" ".join(run.troubles))
    return _told(replace(told, unchanged=run.unchanged), took)


def settle(study: Study, doubt: str, choice: str, *, by: Actor, reason: str) -> Doubt:
    """Choose one reading of a doubt, or open it again with an empty choice.

    Raises:
        NotFound: if there is no such doubt, or the choice is none of its readings.
        Conflict: if somebody settled it already.
    """
    with study.act("collect.settle", by=by) as act:
        number = ids.heard("doubt", doubt)
        known = {one.id: one for one in store.read_doubts(act.connection)}
        found = known.get(ids.spoken("doubt", number))
        if found is None or not act.sees("doubts", number):
            raise NotFound(f"There is no doubt {doubt} in this study.", "List them with `outspoken doubts`.")
        possible = [reading.value for reading in found.readings] or ["noted"]
        if choice and choice not in possible:
            raise NotFound(f"{choice!r} is no reading of {found.id}.", f"Choose one of: {', '.join(possible)}.")
        if choice and found.state is DoubtState.SETTLED and found.choice != choice:
            raise Conflict(
                f"{found.id} was settled as {found.choice!r} by {found.chosen_by}.",
                f"Open it again first: `outspoken doubts settle {found.id} --open`.",
            )
        store.settle_doubt(act.connection, number, choice, by.name, reason)
        act.note(doubt=found.id, settled=bool(choice))
    state = DoubtState.SETTLED if choice else DoubtState.OPEN
    return replace(found, state=state, choice=choice, chosen_by=by.name, reason=reason)


def _unseen(act: Act, reading: SheetReading, sheet: int | None) -> Unseen:
    """Say what of a sheet its importer may not see."""
    if not act.hidden:
        return Unseen()
    places = store.row_ids(act.connection, sheet) if sheet is not None else {}
    seen = act.seen("sheet_rows", places.values())
    rows = frozenset(key for key, number in places.items() if number not in seen)
    return Unseen(rows, reading.columns_of(act.hidden.attributes))


def _spared(
    act: Act,
    reading: SheetReading,
    before: Before,
    unseen: Unseen,
    examined: Callable[[Sheet, Before], Examination],
    told: Examination,
) -> Examination:
    """Examine a sheet with what stands, wherever its importer may not see that.

    Raises:
        Conflict: if what stands can be read no more, so that its row cannot be taken.
    """
    good = {row.key for row in told.rows}
    standing = as_it_stands(reading.sheet, reading.mapped, before, unseen, good)
    found = examined(standing, before)
    if good - unseen.rows - {row.key for row in found.rows}:
        raise Conflict(
            f"The sheet {reading.name} cannot be imported by {act.actor.name} now: {FILE} was changed so that what "
            "stands in a restricted column can no longer be read.",
            "Ask the owner of the study to import it once.",
        )
    left = not_taken(reading.sheet, reading.mapped, before, unseen, act.actor.name)
    kept = {row.key for row in found.rows}
    return replace(found, doubts=(*found.doubts, *(doubt for doubt in left if doubt.rows[0] in kept)))


class _Running:
    """One run of a watch list: what was seen in it so far."""

    def __init__(self, study: Study, name: str, watched: WatchList, by: Actor) -> None:
        self.study, self.name, self.watched, self.by = study, name, watched, by
        self.kind = ChannelKind(watched.kind.value)
        self.keeper = keeper_of(study)
        self.began = now()
        self.seen = self.before = 0
        self.unchanged = False
        self.problems: list[Problem] = []
        self.troubles: list[str] = []
        self._first: Part | None = None

    def note(self, part: Part) -> None:
        """Note that a part was read."""
        self._first = self._first or part
        self.before = self.seen
        self.seen += len(part.leads.leads)
        self.unchanged = part.unchanged
        self.problems += part.leads.problems
        if part.trouble:
            self.troubles.append(part.trouble)

    def taker(self, act: Act) -> Taker:
        """Return what takes leads of this watch list within an act."""
        channel = found_store.channel_of(act.connection, self.name, self.kind, self.watched.query, act.seq)
        return _taker(self.study, act, channel, self.keeper)

    def ended(self, new: int) -> Run:
        """Return what is kept of the run; only one without trouble may say what has not changed since."""
        marks = (self._first.etag, self._first.modified) if self._first and not self.troubles else ("", "")
        return Run(self.name, self.began, self.seen, new, " ".join(self.troubles), *marks)


def _watched(study: Study, name: str) -> WatchList:
    known = study.settings.collect.watch
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    raise NotFound(
        f"study.toml declares no watch list {name!r}.",
        f"Did you mean {near[0]!r}?" if near else f"Declare it under [collect.watch.{name}]: kind, address or file.",
    )


def _source(study: Study, given: str | Source, encoding: str) -> Source:
    if isinstance(given, Source):
        return given
    with closing(worker_of(study)) as worker:
        return read_source(given, worker, encoding)


def _taker(study: Study, act: Act, channel: Channel, keeper: Keeper) -> Taker:
    settings, today = study.settings, datetime.now(UTC).date()
    return Taker(act, channel, settings.collect, tuple(settings.languages), today, keeper)


def _batches(leads: Sequence[Lead]) -> Iterator[tuple[int, Sequence[Lead]]]:
    """Yield how many are done after each batch, and the batch."""
    for start in range(0, len(leads), _BATCH):
        batch = leads[start : start + _BATCH]
        yield start + len(batch), batch


def _noted(act: Act, took: Took) -> Took:
    act.note(new=took.new, again=took.again, known=took.known, doubts=len(took.doubts))
    return took


def _join(took: Took, part: Took) -> None:
    took.new += part.new
    took.again += part.again
    took.known += part.known
    took.doubts += part.doubts


def _told(taking: Taking, took: Took) -> Taking:
    return replace(taking, new=tuple(took.new), again=tuple(took.again), known=took.known, doubts=tuple(took.doubts))


def _same_query(channel: Channel, query: str) -> None:
    if query and channel.query != query:
        raise Conflict(
            f"The channel {channel.name!r} was searched with other words before: {channel.query!r}.",
            "A search with other words finds other stories: give it a name of its own with --channel.",
        )


def _unusable(source: Source) -> ImportRefused:
    problems = source.leads.problems
    count = "One entry is" if len(problems) == 1 else f"{len(problems):,} entries are"
    return ImportRefused(
        f"{count} wrong in {source.name}, so nothing was written; the first: {problems[0]}",
        problems[0].hint or "Correct it, or add the other entries with --keep-good.",
        problems=[str(problem) for problem in problems],
    )


def _write(
    act: Act,
    reading: SheetReading,
    found: Examination,
    told: Examined,
    reread: frozenset[str],
    progress: jobs.Progress,
) -> int:
    sheet = store.save_sheet(act.connection, told, reading.mapped.reading)
    columns, new = reading.mapped.printed, set(found.new)
    store.add_rows(act.connection, sheet, [row for row in found.rows if row.key in new], columns)
    places = store.stories_of(act.connection, sheet)
    changed = {change.key for change in found.changes}
    altered = {places[row.key][0]: row for row in found.rows if row.key in changed}
    store.change_rows(act.connection, act.seq, altered, columns, found.changes)
    store.close_gone(act.connection, sheet, {row.key for row in found.rows}, found.doubts)
    row_ids = {key: row for key, (row, _) in places.items()}
    doubts, moved = store.add_doubts(act.connection, sheet, row_ids, found.doubts)
    touched = {(change.key, change.column) for change in found.changes} | {(key, name) for key, name, _ in moved}
    again = {key for key, _ in touched} | new
    rows = found.rows if reread else [row for row in found.rows if row.key in again]

    def taken(row: Row, columns: Sequence[MappedColumn]) -> Taken:
        row_id, story_id = places[row.key]
        is_new = row.key in new
        cells = []
        for column in columns:
            if is_new or column.name in reread or (row.key, column.name) in touched:
                finding = found.finding(row, column)
                doubt = doubts[row.key, column.name, finding.doubt.kind] if finding.doubt is not None else None
                cells.append(Found(column.name, column.target, row.cells[column.index], finding, doubt))
        return Taken(row_id, story_id, row.key, is_new, tuple(cells))

    for intake in reading.intakes:
        mine = [column for column in reading.mapped.columns if column.intake is intake]
        for done, batch in enumerate(store.in_batches(rows)):
            intake.store(act, [taken(row, mine) for row in batch])
            progress.show(min(len(rows), (done + 1) * store.BATCH), None, "writing")
    carrying = [row for row in found.rows if row.key in found.marks]
    marked = [
        Marked(note, tuple(taken(row, ()) for row in carrying if note.mark in found.marks[row.key]))
        for note in reading.source.footnotes
    ]
    for intake in reading.intakes:
        intake.finish(act, marked)
    return sheet


def _refusal(told: Examined) -> ImportRefused:
    first = told.problems[0]
    count = "One row is" if told.refused == 1 else f"{told.refused:,} rows are"
    return ImportRefused(
        f"{count} wrong in {told.file}, so nothing was written; the first: {first}",
        first.hint
        or f"Correct the sheet, or import the other rows with `outspoken collect import {told.name} --keep-good`.",
        problems=[str(problem) for problem in told.problems],
    )
