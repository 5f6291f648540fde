"""What may be done in collecting: import a sheet, settle a doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from outspoken import plugins
from outspoken.collect import store
from outspoken.collect.importers.examination import Examination, examine
from outspoken.collect.importers.mapping import Mapped, MappedColumn, expected_columns, map_columns
from outspoken.collect.importers.sheets import read_sheet
from outspoken.collect.importers.stories import StoryIntake
from outspoken.collect.records import Doubt, DoubtState, Examined, Found, Intake, Marked, Row, Taken
from outspoken.errors import Conflict, ImportRefused, NotFound
from outspoken.study import ids, jobs
from outspoken.study.actors import Actor
from outspoken.study.files import digest
from outspoken.study.settings import SheetSource
from outspoken.study.study import Act, Study


def examine_sheet(study: Study, name: str, *, by: Actor) -> Examined:
    """Say what an import would do, without doing it.

    Raises:
        NotFound: if study.toml declares no such sheet.
        SheetError, SettingsError: if the sheet or its mapping cannot be used.
    """
    reading = _Reading(study, name)
    with study.read(by=by) as connection:
        known = store.sheet_id(connection, name)
        before, was_read = store.rows_before(connection, known), store.reading_before(connection, known)
    return reading.told(examine(reading.sheet, reading.mapped, before), was_read, written=False)


def import_sheet(
    study: Study, name: str, *, by: Actor, keep_good: bool = False, report: jobs.Report = jobs.quiet
) -> Examined:
    """Import a sheet: all of its rows, or none unless `keep_good`.

    A row is recognised by its key; importing the same sheet again creates nothing twice
    and takes over what is printed differently now.

    Raises:
        ImportRefused: if rows are wrong and `keep_good` was not asked for.
        NotFound, SheetError, SettingsError: as for `examine_sheet`.
    """
    by.require("collect.import_sheet")
    reading = _Reading(study, name)
    total = len(reading.sheet.rows)
    with jobs.running(study, "import", name, by=by, total=total, report=report) as progress:
        with study.act("collect.import_sheet", by=by) as act:
            known = store.sheet_id(act.connection, name)
            before, was_read = store.rows_before(act.connection, known), store.reading_before(act.connection, known)
            found = examine(reading.sheet, reading.mapped, before, lambda done: progress.show(done, None, "examining"))
            told = reading.told(_as_seen(act, found, known), was_read, written=True)
            if found.problems and not keep_good:
                raise _refusal(told)
            sheet = _write(act, reading, found, told, progress)
            act.note(
                sheet=sheet,
                sha256=told.sha256,
                new=len(found.new),
                changed=len({change.key for change in found.changes}),
                reread=len(told.reread),
                refused=told.refused,
                doubts=len(told.doubts),
            )
        progress.show(total, total, "")
    return told


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


def _as_seen(act: Act, found: Examination, sheet: int | None) -> Examination:
    """Return what its actor may know of an examination: a row that is hidden from them looks new.

    What the sheet prints is taken over all the same, and nothing is lost: what the row
    printed before is kept as for any other.
    """
    if sheet is None or not act.hidden:
        return found
    places = store.row_ids(act.connection, sheet)
    seen = act.seen("sheet_rows", places.values())
    hidden = {key for key, number in places.items() if number not in seen}
    new = hidden | set(found.new)
    return replace(
        found,
        new=tuple(row.key for row in found.rows if row.key in new),
        changes=tuple(change for change in found.changes if change.key not in hidden),
        gone=tuple(key for key in found.gone if key not in hidden),
    )


class _Reading:
    """A sheet read from disk, with its mapping."""

    def __init__(self, study: Study, name: str) -> None:
        self.name = name
        self.source = _declared(study, name)
        path = study.folder / self.source.file
        self.intakes = _intakes(study)
        self.sheet = read_sheet(path, self.source, expected_columns(self.source))
        self.mapped: Mapped = map_columns(name, self.sheet.header, study.settings, self.intakes)
        self.sha256 = digest(path)

    def told(self, found: Examination, was_read: Mapping[str, str], *, written: bool) -> Examined:
        """Sum up an examination; `was_read` is by what each column was read the last time."""
        changed = {change.key for change in found.changes}
        return Examined(
            name=self.name,
            file=self.source.file,
            sha256=self.sha256,
            how_read=self.sheet.how_read,
            rows=len(self.sheet.rows),
            new=found.new,
            changed=found.changes,
            unchanged=len(found.rows) - len(found.new) - len(changed),
            gone=found.gone,
            problems=found.problems,
            doubts=tuple(replace(doubt, sheet=self.name) for doubt in found.doubts),
            refused=found.refused,
            reread=tuple(name for name, how in self.mapped.reading.items() if was_read and was_read.get(name) != how),
            written=written,
        )


def _declared(study: Study, name: str) -> SheetSource:
    known = study.settings.collect.imports
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    raise NotFound(
        f"study.toml declares no sheet {name!r}.",
        f"Did you mean {near[0]!r}?" if near else f"Declare it under [collect.imports.{name}]: file, key, columns.",
    )


def _intakes(study: Study) -> list[Intake]:
    found: list[Intake] = [StoryIntake(study.settings.missing, study.settings.languages[0])]
    found += [made(study) for made in plugins.load(plugins.INTAKES).values()]
    return sorted(found, key=lambda intake: intake.position)


def _write(act: Act, reading: _Reading, found: Examination, told: Examined, progress: jobs.Progress) -> int:
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
    rows = found.rows if told.reread else [row for row in found.rows if row.key in again]
    reread = set(told.reread)

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
