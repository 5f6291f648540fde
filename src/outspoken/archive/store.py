"""The SQL of the archive: captures, texts, marks and passages, and what stories learn from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from outspoken.archive.records import SURROUNDINGS, Capture, Mark, MarkKind, Passage, ReadOut, Text, TextKind
from outspoken.collect.finds import store as finding
from outspoken.collect.finds.taking import agree
from outspoken.collect.records import Doubt, DoubtKind
from outspoken.collect.store import end_dates, in_batches, outlet_ids, set_stories
from outspoken.errors import NotFound
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import captures, marks, passages, stories, texts
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


def holds(connection: Connection, story: int, seal: str) -> bool:
    """Say whether a story has a capture of a body, by its SHA-256."""
    same = select(captures.c.id).where(captures.c.story_id == story, captures.c.sha256 == seal)
    return connection.execute(same).first() is not None


def given_captures(connection: Connection) -> set[int]:
    """Return the captures whose text a person gave: they need no reading."""
    query = select(texts.c.capture_id).where(texts.c.tool == "", texts.c.capture_id.is_not(None))
    return set(connection.execute(query).scalars())


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


def date_stories(connection: Connection, seq: int, told: Mapping[int, ReadOut]) -> None:
    """Take publication dates over, or record a doubt; a story that has one about its date gets no second.

    A date that was known and another on the page are two readings of one doubt.
    """
    known = finding.current_dates(connection, told)
    certain: list[tuple[int, list[str], finding.Said]] = []
    unsure: list[tuple[int, Doubt, str]] = []
    for number, one in told.items():
        there = known.get(number, [])
        if any(doubt is not None for _, doubt in there) or not (one.published or one.readings):
            continue
        if not there and one.published:
            certain.append((number, [one.published], (one.published, one.where, None)))
        elif not there:
            unsure.append((number, _unsure(number, one), "; ".join(reading.why for reading in one.readings)))
        elif one.published and not any(agree(value, one.published) for value, _ in there):
            unsure.append((number, _two(number, one, [value for value, _ in there]), one.where))
    finding.add_dates(connection, seq, certain)
    _doubt(connection, seq, unsure)


def _doubt(connection: Connection, seq: int, unsure: Sequence[tuple[int, Doubt, str]]) -> None:
    """Record doubts about dates, each with where it was read; the values that each leaves take the place of others."""
    made = finding.add_doubts(connection, [(story, doubt) for story, doubt, _ in unsure])
    new = [(number, *one) for (number, is_new), one in zip(made, unsure, strict=True) if is_new]
    end_dates(connection, seq, [story for _, story, _, _ in new])
    left = [
        (story, [reading.value for reading in doubt.readings], (doubt.printed, where, number))
        for number, story, doubt, where in new
    ]
    finding.add_dates(connection, seq, left)


def _unsure(story: int, one: ReadOut) -> Doubt:
    name = ids.spoken("story", story)
    printed = ", ".join(reading.value for reading in one.readings)
    note = f"When was {name} published? {one.why}"
    return Doubt("", DoubtKind.UNSURE_DATE, "published", printed, note, one.readings, (name,))


def _two(story: int, one: ReadOut, known: Sequence[str]) -> Doubt:
    readings = (
        *(Reading(value, "as it was known before") for value in dict.fromkeys(known)),
        Reading(one.published, f"the page: {one.where}"),
    )
    note = f"{' or '.join(reading.value for reading in readings)}: the page states another publication date."
    return Doubt("", DoubtKind.TWO_DATES, "published", one.published, note, readings, (ids.spoken("story", story),))


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
