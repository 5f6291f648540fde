"""What may be asked of the archive: what it holds, whether it is what it was, and a package of it."""

from __future__ import annotations

from pathlib import Path

from outspoken.archive import store
from outspoken.archive.objects import FIRST, archive_of
from outspoken.archive.packages import write_wacz
from outspoken.archive.records import Holding, Mark, Passage, Text, Verified
from outspoken.errors import NotFound, SealBroken
from outspoken.study import ids, jobs
from outspoken.study.actors import Actor
from outspoken.study.study import Study
from outspoken.study.veils import sight_of


def show(study: Study, story: str, *, by: Actor) -> Holding:
    """Return what the archive holds of a story; nothing is asked of the network.

    Raises:
        NotFound: if there is no such story.
    """
    number = ids.heard("story", story)
    with study.read(by=by) as connection:
        found = store.titles(connection, [number])
        if number not in found:
            raise NotFound(f"There is no story {story} in this study.", "List them with `outspoken archive list`.")
        texts = _side_by_side(store.texts_of(connection, [number]))
        marked = [(text, tuple(store.marks_of(connection, text.id))) for text in texts]
        lost = [passage for of, passage in store.lost_passages(connection) if of == number]
        captures = store.captures_of(connection, [number])
    title, address = found[number]
    return Holding(ids.spoken("story", number), title, address, tuple(captures), tuple(marked), tuple(lost))


def _side_by_side(texts: list[Text]) -> list[Text]:
    """Order texts so that each original is followed by its translations."""
    there = {text.id for text in texts}
    originals = [text for text in texts if text.of_id not in there]
    return [one for text in originals for one in (text, *(other for other in texts if other.of_id == text.id))]


def holdings(study: Study, *, by: Actor) -> list[Holding]:
    """Return what the archive holds of every story, in the order of their ids."""
    with study.read(by=by) as connection:
        found = store.titles(connection)
        captures, texts = store.captures_of(connection), store.texts_of(connection, found)
        lost = store.lost_passages(connection)
    told = []
    for number, (title, address) in found.items():
        nothing: tuple[Mark, ...] = ()
        told.append(
            Holding(
                ids.spoken("story", number),
                title,
                address,
                tuple(one for one in captures if one.story_id == number),
                tuple((text, nothing) for text in texts if text.story_id == number),
                tuple(passage for of, passage in lost if of == number),
            )
        )
    return told


def lost_passages(study: Study, *, by: Actor) -> list[tuple[str, Passage]]:
    """Return every passage that a newer reading no longer held, with its story."""
    with study.read(by=by) as connection:
        return [(ids.spoken("story", story), passage) for story, passage in store.lost_passages(connection)]


def body(study: Study, capture: int, *, by: Actor) -> bytes:
    """Return the captured bytes of a page, as they were sent; nothing is asked of the network.

    Raises:
        NotFound: if there is no such capture.
        SealBroken, Unsafe: if the archive no longer holds it as it was.
    """
    with study.read(by=by) as connection:
        found = next((one for one in store.captures_of(connection) if one.id == capture), None)
    if found is None:
        raise NotFound(
            f"There is no capture {capture} in this study.", "Show those of a story: `outspoken archive show`."
        )
    record = archive_of(study).record(found.file, found.offset)
    return record.block if record.kind == "resource" else record.http[2]


def verify(study: Study, *, by: Actor, report: jobs.Report = jobs.quiet) -> Verified:
    """Check every object and every record of the archive, and that every capture of the study has its record.

    Raises:
        SealBroken: naming the first that is not what it was.
    """
    archive = archive_of(study)
    with study.read(by=by) as connection:
        captures, hidden = store.captures_of(connection), bool(sight_of(connection))
    entries = archive.entries()
    records = 0
    for done, good in enumerate(archive.verify(), start=1):
        records = good
        report(done, len(entries), "")
    listed = {entry.file for entry in entries}
    for capture in captures:
        if capture.file not in listed:
            name = ids.spoken("story", capture.story_id)
            raise SealBroken(
                f"The archive does not hold {capture.file}, which the study has a capture of {name} in.",
                "Restore the folder archive/ from a backup.",
            )
    objects = len(entries)
    if hidden:
        # Safety: how much the archive holds would tell that there is more than its reader sees.
        objects, records = len({capture.file for capture in captures}), len(captures)
    return Verified(objects, records, len(captures), archive.head if entries else FIRST)


def wacz(study: Study, target: Path, *, by: Actor) -> tuple[int, str]:
    """Write all captures that hold a page as a WACZ; return how many, and the package's SHA-256."""
    with study.read(by=by) as connection:
        captures = store.captures_of(connection)
        titles = {number: title for number, (title, _) in store.titles(connection).items()}
    good = [one for one in captures if one.status and not one.problem]
    return len(good), write_wacz(archive_of(study), good, titles, target)
