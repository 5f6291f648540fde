"""Take over what was read: the text and its marks, what the story learns from it, the passages of the older text."""

from __future__ import annotations

from outspoken.archive import store
from outspoken.archive.answers import READER, Outcome
from outspoken.archive.objects import Kept
from outspoken.archive.records import Capture, MarkKind, Passage, ReadOut, Text, TextKind
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


def take_over(act: Act, capture: Capture, found: Outcome) -> int:
    """Store what was read out of a capture; return how many passages of the older reading it no longer holds."""
    store.set_read(act.connection, capture.id, READER, found.refused)
    if found.read is None:
        return 0
    store.fill_story(act.connection, capture.story_id, found.read)
    store.date_story(act.connection, act.seq, capture.story_id, found.read)
    older = [
        text
        for text in store.texts_of(act.connection, [capture.story_id])
        if text.kind in {TextKind.READ, TextKind.TRANSCRIPT} and text.capture_id is not None and text.tool
    ]
    text = _text(capture, found.read)
    if older and older[-1].words == text.words:
        return 0
    made = store.add_text(act.connection, act.seq, text)
    store.add_marks(act.connection, made.id, found.read.marks)
    lost = 0
    for one in older:
        lost += _move(act, one, made)
        store.end_text(act.connection, act.seq, one.id)
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
