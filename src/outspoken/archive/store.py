"""The SQL of the archive: texts and passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from outspoken.archive.records import SURROUNDINGS, Passage, Text, TextKind
from outspoken.collect.finds.records import Piece
from outspoken.errors import NotFound
from outspoken.study import ids
from outspoken.study.journal import now
from outspoken.study.tables import captures, passages, texts


def add_text(connection: Connection, seq: int, text: Text) -> Text:
    """Store a text under a new id, whatever id it has, and return it as it is stored."""
    number = ids.take(connection, "text")[0]
    connection.execute(
        insert(texts).values(
            id=number,
            story_id=text.story_id,
            capture_id=text.capture_id,
            of_id=text.of_id,
            kind=text.kind.value,
            language=text.language,
            direction=text.direction,
            title=text.title,
            author=text.author,
            words=text.words,
            tool=text.tool,
            at=now(),
            since=seq,
        )
    )
    return read_text(connection, number)


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
