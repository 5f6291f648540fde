"""What may be done in the archive: keep stories, read what was kept, give texts, take in WARC files, settle copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from outspoken.archive import store
from outspoken.archive.answers import READER, Outcome, outcome
from outspoken.archive.copies import store as copies
from outspoken.archive.copies.clusters import contradiction, in_force
from outspoken.archive.copies.records import CopyJudgement, CopyVerdict
from outspoken.archive.fetching import Limits, Visit
from outspoken.archive.objects import Archive, Kept, archive_of
from outspoken.archive.packages import warc_files
from outspoken.archive.politeness import Manners
from outspoken.archive.readings import given, stored, take_over
from outspoken.archive.records import Capture, Given, Imported, KeptStories, ReadOut, ReadStories, Text, TextKind
from outspoken.archive.visits import Visits, in_turns
from outspoken.archive.warc import TOOL, Record, check_file, write_given, write_visit
from outspoken.archive.workers import Job, Worker, Workers
from outspoken.collect.addresses import canonical, is_address
from outspoken.collect.finds.records import ChannelKind, Lead
from outspoken.collect.finds.taking import taken
from outspoken.errors import Conflict, NotFound, Unsafe
from outspoken.study import ids, jobs
from outspoken.study.actors import Actor
from outspoken.study.journal import now
from outspoken.study.study import Act, Study

Item = TypeVar("Item")
_PIECE, _TOGETHER = 20, 10
"""How many readings, and how many captures, are stored in one act where there are many."""
LIMITS = Limits()


class Which(StrEnum):
    """Which stories to visit."""

    NEW = "new"
    """Those never visited."""
    FAILED = "failed"
    """Also those whose last visit brought no good page."""
    ALL = "all"
    """Every one, again."""


# ---- keep ------------------------------------------------------------------------------


def keep(
    study: Study,
    *,
    by: Actor,
    which: Which = Which.NEW,
    only: Sequence[str] = (),
    allow: Iterable[str] = (),
    limits: Limits = LIMITS,
    report: jobs.Report = jobs.quiet,
) -> KeptStories:
    """Visit stories and keep what the visits bring; a visit that brings nothing is kept too, with its reason.

    `only` names stories (S12); `allow` names hosts as `host:port` that the guard would
    refuse. Killed at any moment and begun again, it goes on with what is not kept yet.

    Raises:
        NotFound: if there is no such story, or it has no address.
    """
    by.require("archive.keep")
    archive = archive_of(study)
    archive.recover()
    _adopt(study, archive, by)
    wanted = _wanted(study, by, which, only)
    settings = study.settings.archive
    manners = Manners(pause=settings.pause, patience=2 * settings.pause, obey_robots=settings.obey_robots)
    good, problems = 0, list[tuple[str, str]]()
    with jobs.running(study, "keep", which.value, by=by, total=len(wanted), report=report) as progress:
        if wanted:
            with Visits(allow, settings.proxy, limits, manners) as visits:
                for story, visit in _stored(study, archive, visits.of(in_turns(wanted)), by):
                    good += visit.good
                    if not visit.good:
                        problems.append((ids.spoken("story", story), visit.problem))
                    progress.show(good + len(problems), len(wanted), "")
    return KeptStories(good, len(problems), tuple(problems))


def _stored(
    study: Study, archive: Archive, visits: Iterator[tuple[int, Visit]], by: Actor
) -> Iterator[tuple[int, Visit]]:
    """Keep each visit at once, and tell the database of several together: the manifest speaks for those in between."""
    waiting: list[Capture] = []
    try:
        for story, visit in visits:
            waiting.append(_keep_one(archive, story, visit))
            if len(waiting) >= _TOGETHER:
                _tell(study, waiting, by)
                waiting = []
            yield story, visit
    finally:
        if waiting:
            _tell(study, waiting, by)


def _tell(study: Study, waiting: Sequence[Capture], by: Actor) -> None:
    with study.act("archive.keep", by=by) as act:
        made = store.add_captures(act.connection, waiting)
        act.note(
            stories=[ids.spoken("story", one.story_id) for one in made],
            captures=[one.id for one in made],
            sha256=[one.file.rpartition("/")[2].partition(".")[0] for one in made],
        )


def _wanted(study: Study, by: Actor, which: Which, only: Sequence[str]) -> list[tuple[int, str]]:
    numbers = [ids.heard("story", one) for one in only] or None
    with study.read(by=by) as connection:
        found = [(number, address) for number, address in store.addresses(connection, numbers) if address]
        last = {one.story_id: one for one in store.captures_of(connection, numbers) if one.asked}
    if numbers and (lost := set(numbers) - {number for number, _ in found}):
        name = ids.spoken("story", min(lost))
        raise NotFound(f"There is no story {name} with an address.", "List the stories with `outspoken archive list`.")
    if which is Which.ALL:
        return found
    return [
        (number, address)
        for number, address in found
        if number not in last or (which is Which.FAILED and last[number].problem)
    ]


def _keep_one(archive: Archive, story: int, visit: Visit) -> Capture:
    written = write_visit(visit, archive.earlier)
    last = visit.last
    kept = Kept(
        story=story,
        at=visit.at,
        asked=visit.asked,
        address=last.address if last else visit.asked,
        status=last.status if last else 0,
        media=last.media if last else "",
        sha256=written.payload,
        offset=written.offset,
        length=written.length,
        note="; ".join(visit.notes),
        problem=visit.problem,
    )
    entry, _ = archive.add(written, kept, TOOL)
    return stored(kept, entry.file, entry.tool)


def _adopt(study: Study, archive: Archive, by: Actor) -> None:
    """Take up captures that stand in the manifest and, because a process was killed, not in the database."""
    entries = [entry for entry in archive.entries() if entry.captures]
    with study.read(by=by) as connection:
        there = store.places(connection)
        known = store.known_stories(connection, {one.story for entry in entries for one in entry.captures})
    lost = [
        stored(one, entry.file, entry.tool)
        for entry in entries
        for one in entry.captures
        if (entry.file, one.offset) not in there and one.story in known
    ]
    if lost:
        with study.act("archive.keep", by=by) as act:
            store.add_captures(act.connection, lost)
            act.note(taken_up=len(lost))


# ---- read ------------------------------------------------------------------------------


def read(
    study: Study, *, by: Actor, only: Sequence[str] = (), anew: bool = False, report: jobs.Report = jobs.quiet
) -> ReadStories:
    """Read the words out of captures that this version has not read yet, in fenced workers.

    A text that a newer reading replaces stays in the record; its passages move to the
    newer one, and those that it no longer holds are marked as lost.
    """
    by.require("archive.read")
    archive = archive_of(study)
    waiting = _unread(study, by, only, anew=anew)
    good = refused = lost = 0
    why: list[tuple[str, str]] = []
    with jobs.running(study, "read", "", by=by, total=len(waiting), report=report) as progress, Workers() as workers:
        told = workers.each(waiting, lambda worker, capture: _read_one(worker, archive, capture))
        for piece in _batched(told, _PIECE):
            with study.act("archive.read", by=by) as act:
                lost += take_over(act, piece)
                for capture, found in piece:
                    good, refused = good + (found.read is not None), refused + (found.read is None)
                    if found.read is None:
                        why.append((ids.spoken("story", capture.story_id), found.refused))
                act.note(captures=len(piece), refused=sum(1 for _, found in piece if found.read is None))
            progress.show(good + refused, len(waiting), "")
    return ReadStories(good, refused, lost, tuple(why))


def _unread(study: Study, by: Actor, only: Sequence[str], *, anew: bool) -> list[Capture]:
    numbers = [ids.heard("story", one) for one in only] or None
    with study.read(by=by) as connection:
        captures, given_by_hand = store.captures_of(connection, numbers), store.given_captures(connection)
    # Of visits the last counts; what was given by hand counts each for itself.
    good = [one for one in captures if not one.problem and one.sha256]
    last = {(one.story_id, 0 if one.asked else one.id): one for one in good}
    return [one for one in last.values() if (anew or one.reader != READER) and one.id not in given_by_hand]


def _read_one(worker: Worker, archive: Archive, capture: Capture) -> Outcome:
    path, offset = archive.body(capture.file, capture.offset, capture.sha256)
    if not path.is_file():
        return Outcome(None, "The archive no longer holds it.")
    return outcome(worker.record(path, offset, address=capture.address, seen=capture.at[:10]))


# ---- give ------------------------------------------------------------------------------


def give(
    study: Study,
    story: str,
    file: Path,
    *,
    by: Actor,
    kind: TextKind = TextKind.GIVEN,
    language: str = "",
    of: str = "",
) -> Given:
    """Give a story a text by hand: pasted words, a transcript, or a translation of the text `of` (X3).

    The file itself is kept in the archive, as evidence of what was given.

    Raises:
        NotFound: if there is no such story, text or file.
        Unsafe: if the file cannot be read, with the reason.
    """
    by.require("archive.give")
    number = ids.heard("story", story)
    body, found = _examined(file)
    original = _original(study, number, of, by)
    archive, at = archive_of(study), now()
    archive.recover()
    written = write_given(f"urn:sha256:{sha256(body).hexdigest()}", at, "text/plain", body)
    kept = Kept(number, at, "", "", 0, "text/plain", written.payload, 0, written.length, "given by hand")
    entry, _ = archive.add(written, kept, TOOL)
    with study.act("archive.give", by=by) as act:
        capture = store.add_captures(act.connection, [stored(kept, entry.file, TOOL)])[0]
        told = given(capture, found, kind, language, original.id if original else None)
        text = store.add_text(act.connection, act.seq, told)
        store.add_marks(act.connection, [(text.id, mark) for mark in found.marks])
        store.set_read(act.connection, READER, [(capture.id, "")])
        act.note(story=ids.spoken("story", number), text=ids.spoken("text", text.id), sha256=entry.sha256)
    return Given(text, found.marks)


def _examined(file: Path) -> tuple[bytes, ReadOut]:
    try:
        body = file.read_bytes()
    except OSError as error:
        raise NotFound(f"{file} cannot be read ({error.strerror}).", "Name a file that is there.") from error
    worker = Worker()
    try:
        found = worker.read(Job(body, "text/plain", "", now()[:10]))
    finally:
        worker.close()
    if found.read is None:
        raise Unsafe(f"{file.name} cannot be given. {found.refused}", "Save it as a plain text file and give that.")
    return body, found.read


def _original(study: Study, story: int, of: str, by: Actor) -> Text | None:
    name = ids.spoken("story", story)
    with study.read(by=by) as connection:
        if not store.known_stories(connection, [story]):
            raise NotFound(f"There is no story {name} in this study.", "List them with `outspoken archive list`.")
        original = store.read_text(connection, ids.heard("text", of)) if of else None
    if original is not None and original.story_id != story:
        raise NotFound(f"{of} is no text of {name}.", f"List its texts with `outspoken archive show {name}`.")
    return original


# ---- take in ---------------------------------------------------------------------------


def import_warc(study: Study, file: Path, *, by: Actor, report: jobs.Report = jobs.quiet) -> Imported:
    """Take in a WARC or WACZ file: keep it byte for byte, and read the pages in it, each a story.

    Every record is checked before anything is kept. A page whose address a story has
    already is a capture of that story. Taking in the same file again doubles nothing.

    Raises:
        NotFound: if there is no such file.
        Unsafe: naming the first record that is not what it says.
    """
    by.require("archive.import_warc")
    if not file.is_file():
        raise NotFound(f"There is no file {file}.", "Name a WARC or WACZ file.")
    archive = archive_of(study)
    archive.recover()
    told = Imported(0, 0, 0, 0, 0)
    with warc_files(file) as sources:
        checked = [(source, [(one.offset, one.end) for one in check_file(source) if _held(one)]) for source in sources]
        total = sum(len(offsets) for _, offsets in checked)
        with jobs.running(study, "import-warc", file.name, by=by, total=total, report=report) as progress:
            for source, offsets in checked:
                entry = archive.take_in(source, TOOL)
                for part in _imported(study, archive, (entry.file, file.name), offsets, by):
                    told = told.plus(part)
                    progress.show(told.records, total, "")
    return told


def _held(record: Record) -> bool:
    return record.kind in {"response", "resource"} and is_address(record.address)


def _imported(
    study: Study, archive: Archive, source: tuple[str, str], offsets: list[tuple[int, int]], by: Actor
) -> Iterator[Imported]:
    file = source[0]
    with study.read(by=by) as connection:
        there = {offset for _, offset in store.places(connection, file)}
    waiting = [one for one in offsets if one[0] not in there]
    if len(waiting) < len(offsets):
        yield Imported(len(offsets) - len(waiting), 0, 0, 0, len(offsets) - len(waiting))
    path = archive.path(file)
    with Workers() as workers:
        told = workers.each(waiting, lambda worker, place: worker.record(path, place[0]))
        for piece in _batched(told, _PIECE):
            yield _store_piece(study, source, piece, by)


def _store_piece(
    study: Study, source: tuple[str, str], piece: Sequence[tuple[tuple[int, int], dict[str, Any]]], by: Actor
) -> Imported:
    pages = [(place, answer, outcome(answer)) for place, answer in piece if "read" in answer]
    pages = [one for one in pages if one[2].read is not None]
    refused = sum(1 for _, answer in piece if "refused" in answer)
    made = 0
    if pages:
        with study.act("archive.import_warc", by=by) as act:
            wanted = [Lead(address=str(answer["address"])) for _, answer, _ in pages]
            took, stories = taken(study, act, (source[1], ChannelKind.ARCHIVE), wanted)
            captures = [
                _capture(source[0], place, answer, stories[canonical(str(answer["address"]))])
                for place, answer, _ in pages
            ]
            made_captures = store.add_captures(act.connection, captures)
            take_over(act, [(capture, page[2]) for capture, page in zip(made_captures, pages, strict=True)])
            made = len(took.new)
            act.note(captures=len(pages), stories=made)
    return Imported(len(piece), len(pages), made, refused, 0)


def _capture(file: str, place: tuple[int, int], answer: dict[str, Any], story: int) -> Capture:
    return Capture(
        id=0,
        story_id=story,
        at=str(answer["at"]),
        asked=str(answer["address"]),
        address=str(answer["address"]),
        status=int(answer["status"]),
        media=str(answer["media"]),
        sha256=str(answer["sha256"]),
        file=file,
        offset=place[0],
        length=place[1] - place[0],
        tool=TOOL,
        note="taken in from a WARC file",
    )


def _batched(told: Iterator[Item], most: int) -> Iterator[list[Item]]:
    """Gather what comes into pieces of at most so many."""
    piece: list[Item] = []
    for one in told:
        piece.append(one)
        if len(piece) == most:
            yield piece
            piece = []
    if piece:
        yield piece


# ---- copies --------------------------------------------------------------------------


def settle_copy(
    study: Study, copy: str, of: str, verdict: CopyVerdict, *, by: Actor, reason: str = ""
) -> CopyJudgement:
    """Settle whether one story is a copy of another, which is the original.

    A story that is settled as a copy stays, with its texts and captures, and is not
    counted for itself. A later judgement on the same two takes the place of an earlier
    one, which stays in the record; `undo_copy` brings it back.

    Raises:
        NotFound: if there is no such story, or both are one.
        Conflict: if the copy has another original already, or the judgement contradicts another.
    """
    with study.act("archive.settle_copy", by=by) as act:
        pair = _pair(act, copy, of)
        made = copies.add_judgement(act.connection, pair, verdict, reason, by.name)
        _refuse_contradiction(act)
        act.note(judgement=made.id, copy=made.copy, original=made.of, verdict=verdict.value)
    return made


def undo_copy(study: Study, one: str, other: str, *, by: Actor) -> CopyJudgement | None:
    """Undo what was settled of two stories; return the judgement that counts now, if any.

    Raises:
        NotFound: if nothing was settled of them.
        Conflict: if the judgement that would count again contradicts a later one.
    """
    with study.act("archive.undo_copy", by=by) as act:
        pair = _pair(act, one, other)
        key = (min(pair), max(pair))
        current = in_force(copies.read_judgements(act.connection)).get(key)
        if current is None:
            raise NotFound(
                f"Nobody has settled whether one of {one} and {other} is a copy of the other.",
                "List what is settled with `outspoken archive copies --settled`.",
            )
        copies.undo_judgement(act.connection, current.id, by.name)
        _refuse_contradiction(act)
        act.note(judgement=current.id, copy=current.copy, original=current.of, undone=current.verdict.value)
        return in_force(copies.read_judgements(act.connection)).get(key)


def _pair(act: Act, copy: str, of: str) -> tuple[int, int]:
    pair = ids.heard("story", copy), ids.heard("story", of)
    if pair[0] == pair[1]:
        raise NotFound(f"{copy} and {of} are one story.", "Name two different stories.")
    for number in pair:
        if not act.sees("stories", number):
            raise copies.no_story(number)
        copies.require_story(act.connection, number)
    return pair


def _refuse_contradiction(act: Act) -> None:
    found = contradiction(in_force(copies.read_judgements(act.connection)))
    if found is None:
        return
    one, other = ids.spoken("story", found.one), ids.spoken("story", found.other)
    if len(act.seen("stories", {found.one, found.other})) < len({found.one, found.other}):
        # Safety: the other story is hidden from whoever settles, so nothing is said of it.
        raise Conflict("This contradicts what is settled already.", "Ask the owner of the study to settle it.")
    sentence = {
        "another original": f"{one} is settled as a copy of {other} already, and a copy has one original.",
        "a circle": f"{one} is settled as a copy of {other}, so {other} would be a copy of itself.",
        "judged not a copy": f"This would make {one} and {other} copies of one text, but they were judged not to be.",
    }[found.what]
    raise Conflict(sentence, f"Undo that first with `outspoken archive undo-copy {one} {other}`.")
