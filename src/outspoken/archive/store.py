"""The SQL of the archive: captures, texts, marks and passages, and what stories learn from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from outspoken.archive.records import SURROUNDINGS, Capture, Mark, MarkKind, Passage, ReadOut, Text, TextKind
from outspoken.collect.finds.records import Piece
from outspoken.collect.records import Certainty, DoubtKind, Fact
from outspoken.collect.store import add_dates, in_batches, outlet_ids, set_stories
from outspoken.errors import NotFound
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import captures, doubts, marks, passages, stories, story_dates, texts
from outspoken.text.dates import Reading
from outspoken.text.letters import fold


def add_text(connection: Connection, seq: int, text: Text) -> Text:
    """Store a text under a new id, whatever id it has, and return it as it is stored."""
    return add_texts(connection, seq, [text])[0]


def add_texts(connection: Connection, seq: int, made: Sequence[Text]) -> list[Text]:
    """Store texts under new ids, in their order."""
    numbers = ids.take(connection, "text", len(made))
    stored = [replace(one, id=number) for one, number in zip(made, numbers, strict=True)]
    rows = [{**asdict(one), "kind": one.kind.value, "at": now(), "since": seq} for one in stored]
    for batch in in_batches(rows):
        connection.execute(insert(texts), batch)
    return stored


def add_given(connection: Connection, story: int, piece: Piece, seal: str, place: str) -> bool:
    """Store that a file was handed over as a story, unless it is stored already; say whether it was new."""
    same = select(captures.c.id).where(captures.c.story_id == story, captures.c.sha256 == seal)
    if connection.execute(same).first() is not None:
        return False
    connection.execute(
        insert(captures).values(
            id=ids.take(connection, "capture")[0],
            story_id=story,
            at=piece.at or now(),
            asked="",
            address="",
            status=0,
            media=piece.media,
            sha256=seal,
            file=place,
            offset=0,
            length=len(piece.data),
            tool="",
            note="handed over as a file",
            problem="",
            refused="",
            reader="",
        )
    )
    return True


def read_text(connection: Connection, number: int) -> Text:
    """Return one text.

    Raises:
        NotFound: if there is no such text.
    """
    row = connection.execute(select(texts).where(texts.c.id == number)).mappings().first()
    if row is None:
        raise NotFound(f"There is no text {number} in this study.", "List the stories with `outspoken status`.")
    return _text(row)


def texts_of(connection: Connection, story_ids: Iterable[int]) -> list[Text]:
    """Return the texts of stories that no newer reading replaced, in the order of their ids."""
    query = select(texts).where(texts.c.story_id.in_(list(story_ids)), texts.c.until.is_(None)).order_by(texts.c.id)
    return [_text(row) for row in connection.execute(query).mappings()]


def add_passage(connection: Connection, text: Text, start: int, end: int) -> Passage:
    """Store a stretch of a text, or return the one that is stored already.

    Raises:
        NotFound: if the offsets lie outside the text or hold nothing.
    """
    if not 0 <= start < end <= len(text.words):
        raise NotFound(
            f"Text {text.id} has {len(text.words):,} characters and no passage from {start} to {end}.",
            "Give offsets in characters, the first included and the last not.",
        )
    same = select(passages).where(passages.c.text_id == text.id, passages.c.start == start, passages.c.end == end)
    found = connection.execute(same).mappings().first()
    if found is not None:
        return _passage(found)
    made = Passage(
        ids.take(connection, "passage")[0],
        text.id,
        start,
        end,
        text.words[start:end],
        text.words[max(0, start - SURROUNDINGS) : start],
        text.words[end : end + SURROUNDINGS],
    )
    connection.execute(
        insert(passages).values(
            id=made.id,
            text_id=made.text_id,
            start=start,
            end=end,
            quote=made.quote,
            before=made.before,
            after=made.after,
        )
    )
    return made


def passages_of(connection: Connection, text_ids: Iterable[int]) -> list[Passage]:
    """Return the passages of texts, in the order of the words."""
    query = (
        select(passages)
        .where(passages.c.text_id.in_(list(text_ids)))
        .order_by(passages.c.text_id, passages.c.start, passages.c.end)
    )
    return [_passage(row) for row in connection.execute(query).mappings()]


def _text(row: Any) -> Text:
    return Text(
        row["id"],
        row["story_id"],
        TextKind(row["kind"]),
        row["language"],
        row["direction"],
        row["title"],
        row["author"],
        row["words"],
        row["tool"],
        row["capture_id"],
        row["of_id"],
    )


def _passage(row: Any) -> Passage:
    return Passage(
        row["id"],
        row["text_id"],
        row["start"],
        row["end"],
        row["quote"],
        row["before"],
        row["after"],
        row["lost"] is not None,
    )


# ---- captures --------------------------------------------------------------------------


def add_captures(connection: Connection, made: Sequence[Capture]) -> list[Capture]:
    """Store captures under new ids, whatever ids they have, and return them as they are stored."""
    numbers = ids.take(connection, "capture", len(made))
    stored = [replace(one, id=number) for one, number in zip(made, numbers, strict=True)]
    for batch in in_batches(stored):
        connection.execute(insert(captures), [asdict(one) for one in batch])
    return stored


def captures_of(connection: Connection, story_ids: Iterable[int] | None = None) -> list[Capture]:
    """Return the captures of stories, or all of them, in the order in which they were made."""
    query = select(captures).order_by(captures.c.id)
    if story_ids is not None:
        query = query.where(captures.c.story_id.in_(list(story_ids)))
    return [Capture(**row) for row in connection.execute(query).mappings()]


def places(connection: Connection, file: str = "") -> set[tuple[str, int]]:
    """Return where captures stand: file and offset."""
    query = select(captures.c.file, captures.c.offset)
    if file:
        query = query.where(captures.c.file == file)
    return {(name, offset) for name, offset in connection.execute(query)}


def set_read(connection: Connection, reader: str, found: Sequence[tuple[int, str]]) -> None:
    """Note what read captures, and why it could not read some of them."""
    statement = (
        update(captures).where(captures.c.id == bindparam("capture")).values(reader=reader, refused=bindparam("why"))
    )
    for batch in in_batches(found):
        connection.execute(statement, [{"capture": number, "why": why[:2_000]} for number, why in batch])


# ---- stories ---------------------------------------------------------------------------


def addresses(connection: Connection, story_ids: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """Return id and address of the stories that have one, or of some of them."""
    query = select(stories.c.id, stories.c.address).where(stories.c.address != "").order_by(stories.c.id)
    if story_ids is not None:
        query = query.where(stories.c.id.in_(list(story_ids)))
    return [(number, address) for number, address in connection.execute(query)]


def known_stories(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Return which of these stories there are."""
    found: set[int] = set()
    for batch in in_batches(sorted(set(numbers))):
        found.update(connection.execute(select(stories.c.id).where(stories.c.id.in_(batch))).scalars())
    return found


def stories_at(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """Return the first story at each address."""
    found: dict[str, int] = {}
    for batch in in_batches(sorted(set(wanted))):
        query = select(stories.c.address, stories.c.id).where(stories.c.address.in_(batch)).order_by(stories.c.id)
        for address, number in connection.execute(query):
            found.setdefault(address, number)
    return found


def add_stories(connection: Connection, wanted: Sequence[str]) -> dict[str, int]:
    """Make a story for each address and return their ids."""
    numbers = dict(zip(wanted, ids.take(connection, "story", len(wanted)), strict=True))
    rows = [
        {"id": number, "outlet_id": None, "row_id": None, "title": "", "address": address, "language": ""}
        for address, number in numbers.items()
    ]
    for batch in in_batches(rows):
        connection.execute(insert(stories), batch)
    return numbers


def fill_stories(connection: Connection, found: Mapping[int, ReadOut]) -> None:
    """Take title, language and outlet over where a story has none yet."""
    query = select(stories).where(stories.c.id.in_(list(found)))
    rows = {row["id"]: row for row in connection.execute(query).mappings()}
    nameless = [one.outlet for number, one in found.items() if one.outlet and rows[number]["outlet_id"] is None]
    outlets = outlet_ids(connection, nameless) if nameless else {}
    for column, given in (("title", "title"), ("language", "language")):
        values = [
            (number, getattr(one, given))
            for number, one in found.items()
            if getattr(one, given) and not rows[number][column]
        ]
        set_stories(connection, column, values)
    set_stories(
        connection,
        "outlet_id",
        [
            (number, outlets[fold(one.outlet)])
            for number, one in found.items()
            if one.outlet and rows[number]["outlet_id"] is None
        ],
    )


def date_stories(connection: Connection, seq: int, found: Mapping[int, ReadOut]) -> None:
    """Take publication dates over, or record a doubt.

    A date that somebody entered stays as it is; if the page states another, that is a doubt.
    """
    query = select(story_dates.c.story_id, story_dates.c.value, story_dates.c.doubt_id).where(
        story_dates.c.story_id.in_(list(found)), story_dates.c.until.is_(None)
    )
    entered: dict[int, list[str]] = {}
    for number, value, _ in connection.execute(query):
        entered.setdefault(number, []).append(value)
    certain = [
        (number, Fact("story.published", one.published), one.where, None)
        for number, one in found.items()
        if one.published and number not in entered
    ]
    add_dates(connection, seq, certain)
    for number, one in found.items():
        there = entered.get(number, [])
        if not there and one.readings:
            _unsure(connection, seq, number, one.readings, one.why, dated=False)
        elif there and one.published and not any(_compatible(other, one.published) for other in there):
            said = (
                *(Reading(other, "as it was entered") for other in dict.fromkeys(there)),
                Reading(one.published, f"the page: {one.where}"),
            )
            _unsure(connection, seq, number, said, "The page states another date than was entered.", dated=True)


def _compatible(one: str, other: str) -> bool:
    one, other = one.rstrip("~?%"), other.rstrip("~?%")
    return one.startswith(other) or other.startswith(one)


def _unsure(
    connection: Connection, seq: int, story: int, readings: Sequence[Reading], why: str, *, dated: bool
) -> None:
    name = ids.spoken("story", story)
    same = select(doubts.c.id).where(
        doubts.c.kind == DoubtKind.UNSURE_DATE.value, doubts.c.rows == json.dumps([name]), doubts.c.state != "gone"
    )
    if connection.execute(same).first() is not None:
        return
    number = ids.take(connection, "doubt")[0]
    connection.execute(
        insert(doubts).values(
            id=number,
            sheet_id=None,
            row_id=None,
            kind=DoubtKind.UNSURE_DATE.value,
            field="story.published",
            printed=", ".join(reading.value for reading in readings),
            note=f"When was {name} published? {why}",
            readings=json.dumps([[reading.value, reading.why] for reading in readings], ensure_ascii=False),
            rows=json.dumps([name]),
            state="open",
        )
    )
    if not dated:
        told = [
            (story, Fact("story.published", one.value, None, Certainty.POSSIBLE), one.why, number) for one in readings
        ]
        add_dates(connection, seq, told)


# ---- readings --------------------------------------------------------------------------


def end_text(connection: Connection, seq: int, text: int) -> None:
    """Mark a text as replaced by a newer reading."""
    connection.execute(update(texts).where(texts.c.id == text).values(until=seq))


def add_marks(connection: Connection, found: Sequence[tuple[int, Mark]]) -> None:
    """Store marks, each with the text it is on."""
    numbers = ids.take(connection, "mark", len(found))
    rows = [
        {"id": number, "text_id": text, "kind": one.kind.value, "start": one.start, "end": one.end, "words": one.words}
        for number, (text, one) in zip(numbers, found, strict=True)
    ]
    for batch in in_batches(rows):
        connection.execute(insert(marks), batch)


def marks_of(connection: Connection, text: int) -> list[Mark]:
    """Return the marks of a text, in the order in which they were found."""
    query = select(marks).where(marks.c.text_id == text).order_by(marks.c.id)
    return [
        Mark(MarkKind(row["kind"]), row["words"], row["start"], row["end"])
        for row in connection.execute(query).mappings()
    ]


def move_passage(connection: Connection, passage: Passage, text: Text, start: int, end: int) -> None:
    """Let a passage stand in a newer reading."""
    values = {
        "text_id": text.id,
        "start": start,
        "end": end,
        "quote": text.words[start:end],
        "before": text.words[max(0, start - SURROUNDINGS) : start],
        "after": text.words[end : end + SURROUNDINGS],
        "lost": None,
    }
    connection.execute(update(passages).where(passages.c.id == passage.id).values(**values))


def lose_passage(connection: Connection, seq: int, passage: Passage) -> None:
    """Note that a newer reading no longer holds a passage; it stays where it was."""
    connection.execute(update(passages).where(passages.c.id == passage.id).values(lost=seq))


def lost_passages(connection: Connection) -> list[tuple[int, Passage]]:
    """Return every passage that a newer reading no longer held, with its story."""
    query = (
        select(passages, texts.c.story_id)
        .join(texts, texts.c.id == passages.c.text_id)
        .where(passages.c.lost.is_not(None))
        .order_by(texts.c.story_id, passages.c.id)
    )
    return [(row["story_id"], _passage(row)) for row in connection.execute(query).mappings()]


def titles(connection: Connection, numbers: Iterable[int] | None = None) -> dict[int, tuple[str, str]]:
    """Return title and address of stories, or of all, by id."""
    query = select(stories.c.id, stories.c.title, stories.c.address).order_by(stories.c.id)
    if numbers is not None:
        query = query.where(stories.c.id.in_(list(numbers)))
    return {number: (title, address) for number, title, address in connection.execute(query)}
