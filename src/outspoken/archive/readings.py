"""Take over what was read: the text and its marks, what the story learns from it, the passages of the older text."""

from __future__ import annotations

from collections.abc import Sequence

from outspoken.archive import store
from outspoken.archive.answers import READER, Outcome
from outspoken.archive.fetching import Visit
from outspoken.archive.objects import Archive, Kept
from outspoken.archive.records import Capture, MarkKind, Passage, ReadOut, Text, TextKind
from outspoken.archive.warc import TOOL, write_visit
from outspoken.study.study import Act
from outspoken.text.passages import Anchor, find


def stored(kept: Kept, file: str, tool: str) -> Capture:
    """Return the capture that a line of the manifest speaks of."""
    return Capture(
        id=0,
        story_id=kept.story,
        at=kept.at,
        asked=kept.asked,
        address=kept.address,
        status=kept.status,
        media=kept.media,
        sha256=kept.sha256,
        file=file,
        offset=kept.offset,
        length=kept.length,
        tool=tool,
        note=kept.note,
        problem=kept.problem,
    )


def take_over(act: Act, piece: Sequence[tuple[Capture, Outcome]]) -> int:
    """Store what was read out of captures; return how many passages of older readings the newer no longer hold."""
    connection = act.connection
    store.set_read(connection, READER, [(capture.id, found.refused) for capture, found in piece])
    # Of several captures of one story in a piece, the last is the newest.
    read = {capture.story_id: (capture, found.read) for capture, found in piece if found.read is not None}
    if not read:
        return 0
    store.fill_stories(connection, {story: found for story, (_, found) in read.items()})
    store.date_stories(connection, act.seq, {story: found for story, (_, found) in read.items()})
    older: dict[int, list[Text]] = {story: [] for story in read}
    for text in store.texts_of(connection, read):
        if text.kind in {TextKind.READ, TextKind.TRANSCRIPT} and text.tool:
            older[text.story_id].append(text)
    changed = [
        (_text(capture, found), found)
        for story, (capture, found) in read.items()
        if not older[story] or older[story][-1].words != found.words
    ]
    made = store.add_texts(connection, act.seq, [text for text, _ in changed])
    marked = [(text.id, mark) for text, (_, found) in zip(made, changed, strict=True) for mark in found.marks]
    store.add_marks(connection, marked)
    return sum(_replace(act, one, text) for text in made for one in older[text.story_id])


def _replace(act: Act, older: Text, newer: Text) -> int:
    lost = _move(act, older, newer)
    store.end_text(act.connection, act.seq, older.id)
    return lost


def _text(capture: Capture, found: ReadOut) -> Text:
    spoken = any(mark.kind is MarkKind.MOMENT for mark in found.marks)
    return Text(
        id=0,
        story_id=capture.story_id,
        kind=TextKind.TRANSCRIPT if spoken else TextKind.READ,
        language=found.language,
        direction=found.direction,
        title=found.title,
        author=found.author,
        words=found.words,
        tool=READER,
        capture_id=capture.id,
    )


def given(capture: Capture, found: ReadOut, kind: TextKind, language: str, of: int | None) -> Text:
    """Return the text that a person gave; captions are a transcript whatever it is called."""
    spoken = any(mark.kind is MarkKind.MOMENT for mark in found.marks)
    return Text(
        id=0,
        story_id=capture.story_id,
        kind=TextKind.TRANSLATION if of else TextKind.TRANSCRIPT if spoken else kind,
        language=language or found.language,
        direction=found.direction,
        title=found.title,
        author="",
        words=found.words,
        tool="",
        capture_id=capture.id,
        of_id=of,
    )


def _move(act: Act, older: Text, newer: Text) -> int:
    lost = 0
    for passage in store.passages_of(act.connection, [older.id]):
        place = find(_anchor(passage), newer.words)
        if place is None:
            store.lose_passage(act.connection, act.seq, passage)
            lost += 1
        else:
            store.move_passage(act.connection, passage, newer, place.start, place.end)
    return lost


def _anchor(passage: Passage) -> Anchor:
    return Anchor(passage.start, passage.quote, passage.before, passage.after)


def keep_visit(archive: Archive, story: int, visit: Visit) -> Capture:
    """Write a visit into the archive; return the capture that the database is to be told of."""
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
